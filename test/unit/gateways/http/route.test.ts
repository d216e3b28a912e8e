import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProxySettings, routeTo } from '../../../../src/gateways/http/route.ts';

async function way(url: string, settings: ProxySettings): Promise<string> {
  const route = await routeTo(new URL(url), settings);
  return route.kind === 'direct' ? 'direct' : route.proxy;
}

const target = 'https://api.example/v1';
const corp = { proxy: 'http://corp:3128' };

test('without setting, environment and system the way is straight', async () => {
  assert.equal(await way(target, {}), 'direct');
  assert.equal(await way(target, { proxy: ' ', env: { HTTPS_PROXY: '' }, resolveProxy: () => Promise.resolve(undefined) }), 'direct');
});

test('the setting wins over the environment, and both over the system', async () => {
  const resolveProxy = (): Promise<string> => Promise.resolve('http://pac:8080');
  const env = { HTTP_PROXY: 'http://other:1', https_proxy: 'http://other:2' };
  assert.equal(await way(target, { ...corp, env, resolveProxy }), 'http://corp:3128/');
  assert.equal(await way(target, { env, resolveProxy }), 'http://other:2/');
  assert.equal(await way(target, { env: {}, resolveProxy }), 'http://pac:8080/');
  assert.equal(await way(target, { resolveProxy: () => Promise.reject(new Error('no answer')) }), 'direct');
});

test('the environment serves each scheme, in either case of letters, and a bare host means http', async () => {
  const env = { HTTP_PROXY: 'plain:8080', https_proxy: 'https://secure:8443' };
  assert.equal(await way('http://api.example/', { env }), 'http://plain:8080/');
  assert.equal(await way(target, { env }), 'https://secure:8443/');
  assert.equal(await way(target, { env: { http_proxy: 'plain:8080' } }), 'http://plain:8080/');
  assert.equal(await way(target, { env: { ALL_PROXY: 'socks5://127.0.0.1:7890' } }), 'socks5://127.0.0.1:7890');
});

test('loopback is never reached through a proxy', async () => {
  for (const host of ['localhost', '127.0.0.1', '127.0.0.9', '[::1]', 'a.localhost']) { assert.equal(await way(`http://${host}:1/`, corp), 'direct', host); }
});

test('exceptions cover a host and all below it, with or without port, dot, star and brackets', async () => {
  const covered: readonly (readonly [string, string])[] = [
    ['*', target], ['api.example', target], ['example', target], ['.example', target], ['*.example', target], ['API.Example', target], ['api.example:443', target],
    ['8.8.8.8', 'https://8.8.8.8/'], ['2606:4700::1', 'https://[2606:4700::1]/'], ['[2606:4700::1]', 'https://[2606:4700::1]/'], ['[2606:4700:0::1]:443', 'https://[2606:4700::1]/'],
    ['10.0.0.0/8', 'https://10.2.3.4/'], ['fd00::/8', 'https://[fd00::7]/'],
  ];
  for (const [entry, url] of covered) { assert.equal(await way(url, { ...corp, noProxy: ['other', ` ${entry} `] }), 'direct', entry); }
  for (const [entry, url] of [['api.example:8443', target], ['pi.example', target], ['example.com', target], ['', target], ['::2', 'https://[2606:4700::1]/'], ['10.0.0.0/8', target]] as const) {
    assert.equal(await way(url, { ...corp, noProxy: [entry] }), 'http://corp:3128/', entry);
  }
});

test('the setting for exceptions replaces the variable', async () => {
  const env = { NO_PROXY: 'api.example,other' };
  assert.equal(await way(target, { ...corp, env }), 'direct');
  assert.equal(await way(target, { ...corp, env, noProxy: [''] }), 'direct');
  assert.equal(await way(target, { ...corp, env, noProxy: ['elsewhere.example'] }), 'http://corp:3128/');
});

test('what is no proxy that is spoken here throws, so that nothing leaves', async () => {
  for (const proxy of ['http://[', 'ftp://corp', 'pac+http://corp/proxy.pac', 'quic://corp']) { await assert.rejects(way(target, { proxy }), TypeError, proxy); }
});
