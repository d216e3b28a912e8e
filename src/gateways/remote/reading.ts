import * as l10n from '@vscode/l10n';
import type { Reading } from '../gateway.ts';
import { quotable } from '../http/redact.ts';
import type { Facts } from './reply.ts';

type Phase = Reading['phase'];

/** Every word for a state that either gateway, an older form or a relay is known to use. */
const phases: Readonly<Record<Phase, readonly string[]>> = {
  queued: ['submitted', 'pending', 'queued', 'queueing', 'preparing', 'created'],
  running: ['processing', 'in_progress', 'running', 'generating'],
  completed: ['completed', 'complete', 'success', 'succeeded'],
  failed: ['failed', 'fail', 'failure', 'error', 'expired'],
  cancelled: ['cancelled', 'canceled'],
};
const phaseOfWord = new Map(Object.entries(phases).flatMap(([phase, words]) => words.map((word) => [word, phase as Phase])));

/** A word that nobody knows means that the task is still running: a paid task is never given up over vocabulary. */
export function phaseOf(word: string): Phase {
  return phaseOfWord.get(word.trim().toLowerCase().replace(/[\s-]+/g, '_')) ?? 'running';
}

/** Percent, 1–100, from a number or `"50%"`; 0 and nonsense tell nothing. */
export function progressOf(value: number | string | undefined): number | undefined {
  const percent = typeof value === 'string' ? Number.parseFloat(value) : value;
  if (percent === undefined || !Number.isFinite(percent) || percent <= 0) { return undefined; }
  return Math.min(100, Math.max(1, Math.round(percent)));
}

/** Milliseconds since the epoch from Unix seconds (documented), milliseconds, or an ISO date. */
export function timeOf(value: number | string | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  const time = typeof number === 'string' ? Date.parse(number) : number === undefined ? NaN : number > 1e11 ? number : number * 1000;
  return Number.isFinite(time) && time > 0 && time < 8.64e15 ? time : undefined;
}

/**
 * The link to the video, from whichever place holds one: `result.videos[0].url` (APIMart, an array; a string in older replies),
 * `result.data[0].url` (ToAPIs), `result_url` (APIMart's older form), `video_url` (relays).
 */
export function linkOf(facts: Facts): string | undefined {
  const result = facts.result;
  return firstText(field(result, 'videos')) ?? firstText(field(result, 'data')) ?? firstText(facts.result_url)
    ?? firstText(facts.video_url) ?? firstText(field(result, 'video_url'));
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/** A text, or the first element or `url` of what holds one; nested four deep at most. */
function firstText(value: unknown, depth = 4): string | undefined {
  if (typeof value === 'string') { return value.trim() === '' ? undefined : value.trim(); }
  if (depth === 0) { return undefined; }
  return firstText(Array.isArray(value) ? value[0] : field(value, 'url'), depth - 1);
}

function expiryOf(facts: Facts): number | undefined {
  const videos = field(facts.result, 'videos');
  const first: unknown = Array.isArray(videos) ? videos[0] : undefined;
  const expiry = field(first, 'expires_at') ?? facts.expires_at;
  return typeof expiry === 'number' || typeof expiry === 'string' ? timeOf(expiry) : undefined;
}

/** As reported: a bare number has no unit that anyone documents, `credits_cost` names its own. */
function costOf({ cost, credits_cost: credits }: Facts): string | undefined {
  const words = (value: number | string | undefined): string => quotable(String(value ?? '')).slice(0, 40);
  if (words(cost) !== '') { return words(cost); }
  return words(credits) === '' ? undefined : l10n.t('{0} credits', words(credits));
}

/** What a status reply says; the caller adds the failure of a failed task. `status` is the word in it. */
export function readingOf(facts: Facts, status: string): Reading {
  const phase = phaseOf(status);
  const url = phase === 'completed' ? linkOf(facts) : undefined;
  return {
    phase,
    ...known({
      progress: progressOf(facts.progress), expiresAt: expiryOf(facts), cost: costOf(facts),
      estimatedSeconds: facts.estimated_time !== undefined && facts.estimated_time > 0 ? facts.estimated_time : undefined,
      result: url === undefined ? undefined : { kind: 'link', url } as const,
    }),
  };
}

/** Without the fields that are not known. */
function known<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries: [string, unknown][] = Object.entries(fields);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
