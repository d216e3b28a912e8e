import type { Reading } from '../gateway.ts';
import { quotable } from '../http/redact.ts';
import type { Facts } from './facts.ts';
import { isVideoLink, videoLinksOf } from './links.ts';
import { phaseOf } from './phase.ts';

/** Percent, 1–100, from a number or `"50%"`; 0 and nonsense tell nothing. */
export function progressOf(value: number | string | undefined): number | undefined {
  const percent = typeof value === 'string' ? Number.parseFloat(value) : value;
  if (percent === undefined || !Number.isFinite(percent) || percent <= 0) { return undefined; }
  // Of one: 0.45 is what a share is written like, and nobody reports less than one percent.
  const share = percent < 1 && !String(value).includes('%') ? percent * 100 : percent;
  return Math.min(100, Math.max(1, Math.round(share)));
}

/** Milliseconds since the epoch from Unix seconds (documented), milliseconds, or an ISO date. */
export function timeOf(value: number | string | undefined): number | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  const time = typeof number === 'string' ? Date.parse(number) : number === undefined ? NaN : number > 1e11 ? number : number * 1000;
  return Number.isFinite(time) && time > 0 && time < 8.64e15 ? time : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function expiryOf(facts: Facts): number | undefined {
  const videos = field(facts.result, 'videos');
  const first: unknown = Array.isArray(videos) ? videos[0] : undefined;
  const expiry = field(first, 'expires_at') ?? facts.expires_at;
  return typeof expiry === 'number' || typeof expiry === 'string' ? timeOf(expiry) : undefined;
}

/** As reported: a bare number has no unit that anyone documents, `credits_cost` names its own. It is kept and counted, so it is in no language; see `shownCost`. */
function costOf({ cost, credits_cost: credits }: Facts): string | undefined {
  const words = (value: number | string | undefined): string => quotable(String(value ?? '')).slice(0, 40);
  if (words(cost) !== '') { return words(cost); }
  return words(credits) === '' ? undefined : `${words(credits)} credits`;
}

/** What a status reply says; the caller adds the failure of a failed task. `status` is the word in it, `root` the whole reply. */
export function readingOf(facts: Facts, status: string, root: unknown): Reading {
  const { links, marked } = videoLinksOf(facts, root);
  const progress = progressOf(facts.progress);
  const phase = phaseOf(status, { hasLink: links.length > 0, hasVideo: links.some(isVideoLink) && (progress ?? 100) === 100, isFull: progress === 100 });
  const [url, ...others] = phase === 'completed' ? links : [];
  return {
    phase,
    ...known({
      progress, expiresAt: expiryOf(facts), cost: costOf(facts),
      estimatedSeconds: facts.estimated_time !== undefined && facts.estimated_time > 0 ? facts.estimated_time : undefined,
      result: url === undefined ? undefined : { kind: 'link', url, ...(others.length > 0 && { others }), ...(marked.length > 0 && { marked }) } as const,
    }),
  };
}

/** Without the fields that are not known. */
function known<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries: [string, unknown][] = Object.entries(fields);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
