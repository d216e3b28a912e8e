import type { Row } from './reply.ts';
import { html, openai } from './reply.ts';

/** Answers to the balance call, which checks a key. */
export const balances: readonly Row[] = [
  ['a balance', 200, { success: true, remain_balance: 3.5 }, { is: 'key valid' }],
  ['a balance in gzip', 200, { success: true, remain_balance: 3.5 }, { is: 'key valid' }, { encoding: 'gzip' }],
  ['balance: wrong key', 401, openai('', 'Invalid token'), { is: 'key invalid', quotes: 'Invalid token' }],
  ['balance: 403 about the key', 403, openai('', '无效的令牌'), { is: 'key invalid', quotes: '无效的令牌' }],
  ['balance: 403 page of a firewall', 403, html('Attention Required! | Cloudflare'), { is: 'key unchecked', quotes: 'Attention Required! | Cloudflare' }],
  ['balance: region', 403, openai('unsupported_country_region_territory', 'Country, region, or territory not supported'), { is: 'key unchecked', quotes: 'not supported' }],
  ['balance: IP list', 403, { success: false, message: '您的 IP 不在令牌允许访问的列表中' }, { is: 'key unchecked', quotes: '您的 IP' }],
  ['balance: nothing left proves no wrong key', 403, { code: 'quota_not_enough', message: '该令牌额度已用尽' }, { is: 'key unchecked', quotes: '该令牌额度已用尽' }],
  ['balance: no such page at a relay', 404, html('404 Not Found'), { is: 'key unchecked', quotes: '404 Not Found' }],
];
