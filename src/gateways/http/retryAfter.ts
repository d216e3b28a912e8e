/** Longest wait that a gateway can impose, so that a wrong clock or a hostile header does not stop a task for days. */
const longest = 3600_000;

/** Milliseconds to wait, from `Retry-After` in seconds or as a date. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) { return undefined; }
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return within(wait);
}

/**
 * Milliseconds until the budget of `X-RateLimit-*` is full again, when nothing of it remains (documented by ToAPIs).
 * The reset is taken as seconds from now, Unix seconds or Unix milliseconds, whichever its size says.
 */
export function rateLimitMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const remaining = headers['x-ratelimit-remaining'];
  const reset = Number(headers['x-ratelimit-reset']);
  if (remaining === undefined || Number(remaining) > 0 || !Number.isFinite(reset) || reset <= 0) { return undefined; }
  return within(reset > 1e11 ? reset - now : reset > 1e8 ? reset * 1000 - now : reset * 1000);
}

function within(wait: number): number | undefined {
  return Number.isFinite(wait) ? Math.min(longest, Math.max(0, Math.round(wait))) : undefined;
}

/** Remembers until when a gateway wants no more calls of one kind. */
export interface Pace {
  /** Reads the headers of a reply; returns the wait that they ask for. */
  note(status: number, headers: Readonly<Record<string, string>>): number | undefined;
  /** Milliseconds to go; 0 when calls are welcome. */
  wait(): number;
}

export function createPace(now: () => number): Pace {
  let closedUntil = 0;
  return {
    note(status, headers) {
      const asked = status === 429 || status === 503 ? retryAfterMs(headers, now()) : undefined;
      const wait = asked ?? rateLimitMs(headers, now());
      if (wait !== undefined) { closedUntil = Math.max(closedUntil, now() + wait); }
      return wait;
    },
    wait: () => Math.max(0, closedUntil - now()),
  };
}
