import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import type { BalanceOutcome, KeyOutcome, UploadOutcome } from '../gateway.ts';
import { explain, explainFault } from './explain.ts';
import type { HttpOutcome } from '../http/http.ts';
import { longestLink } from './links.ts';
import { openEnvelope } from './reply.ts';

const amount = z.catch(z.optional(z.union([z.number(), z.pipe(z.string().check(z.regex(/^-?\d+(\.\d+)?$/)), z.transform(Number))])), undefined);
const balanceSchema = z.object({
  remain_balance: amount, remain_credits: amount, credits_per_usd: amount,
  unlimited_quota: z.catch(z.optional(z.boolean()), undefined),
});

/** The balance as reported; -1 and `unlimited_quota` both mean that there is no limit (balance pages). */
export function balanceOutcomeOf(name: string, outcome: HttpOutcome, secrets: readonly string[]): BalanceOutcome {
  if (outcome.kind === 'fault') { return { kind: 'unreadable', failure: explainFault(name, outcome.fault) }; }
  const envelope = openEnvelope(outcome.reply, secrets);
  if (envelope.kind === 'error') { return { kind: 'unreadable', failure: explain(name, envelope.reported) }; }
  const balance = envelope.kind === 'facts' ? balanceIn(envelope.root) : undefined;
  if (balance?.unlimited_quota || balance?.remain_balance === -1) {
    return { kind: 'balance', unlimited: true, words: l10n.t('Balance: unlimited.') };
  }
  const usd = balance && dollarsOf(balance);
  const remaining = balance?.remain_balance ?? usd;
  if (remaining === undefined) {
    return { kind: 'unreadable', failure: explain(name, { ...envelope.reported, text: l10n.t('no balance in its reply') }, 'server') };
  }
  const words = balance?.remain_credits === undefined ? l10n.t('Balance: {0}.', remaining)
    : l10n.t('Balance: {0} ({1} credits).', remaining, balance.remain_credits);
  return { kind: 'balance', remaining, ...(usd !== undefined && { usd }), unlimited: false, words };
}

/** ToAPIs tells what is left in credits and how many of them a dollar is (balance page). */
function dollarsOf({ remain_credits: credits, credits_per_usd: each }: z.infer<typeof balanceSchema>): number | undefined {
  return credits === undefined || each === undefined || each <= 0 ? undefined : credits / each;
}

/** The reply is flat on both pages; relays wrap it in `data`. */
function balanceIn(reply: unknown): z.infer<typeof balanceSchema> | undefined {
  const root = z.looseObject({ data: z.optional(z.unknown()) }).safeParse(reply);
  const inner = balanceSchema.safeParse(root.data?.data);
  return inner.success && (inner.data.remain_balance ?? inner.data.remain_credits) !== undefined ? inner.data : balanceSchema.safeParse(root.data).data;
}

/** A balance that can be read proves the key; 401, or 403 with a word about the key, disproves it; anything else says nothing. */
export function keyOutcomeOf(balance: BalanceOutcome): KeyOutcome {
  if (balance.kind === 'balance') { return { kind: 'valid', words: balance.words }; }
  return { kind: balance.failure.class === 'auth' ? 'invalid' : 'unchecked', failure: balance.failure };
}

/** Addresses of the file in the forms of relays: `data`, `data.link`, `image_url`, `file_url`, `result.url`. None of a small picture or of how to delete it. */
function addressesIn(value: unknown, name = '', depth = 4): readonly string[] {
  if (typeof value === 'string') { return /thumb|preview|delete|remove|page|viewer/i.test(name) ? [] : [value.trim()]; }
  if (depth === 0 || typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([key, each]) => addressesIn(each, Array.isArray(value) ? name : key, depth - 1));
}

/** Flat `url` at APIMart, `data.url` at ToAPIs; the envelope opens either. */
export function uploadOutcomeOf(name: string, outcome: HttpOutcome, secrets: readonly string[], retryAfterMs: number | undefined): UploadOutcome {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (outcome.kind === 'fault') { return { kind: 'refused', failure: explainFault(name, outcome.fault) }; }
  const envelope = openEnvelope(outcome.reply, secrets);
  if (envelope.kind === 'error') { return { kind: 'refused', failure: explain(name, envelope.reported), ...wait }; }
  const url = envelope.kind === 'facts' ? [envelope.facts.url, ...addressesIn(envelope.root)].find((each) => each !== undefined && each.length <= longestLink && /^https?:\/\/\S+$/i.test(each)) : undefined;
  if (url === undefined) {
    return { kind: 'refused', failure: explain(name, { ...envelope.reported, text: l10n.t('no address in its reply to the upload') }, 'server') };
  }
  return { kind: 'uploaded', url };
}
