import type { FailureClass } from '../failure.ts';
import { type Cause, causeOfNumber, causeOfWords } from './causes.ts';
import type { Reported } from './reply.ts';

export interface Judged {
  readonly cause: Cause;
  /** The gateway said it in words or by a code of its own, not by the HTTP status alone. */
  readonly said: boolean;
}

/** Statuses whose meaning nothing but money, place and model in the words can change. */
const plain: ReadonlySet<number> = new Set([401, 402, 429]);
const strongerThanStatus: ReadonlySet<Cause> = new Set(['balance', 'access', 'model']);
/** Two fields' words must not make one sentence. */
const between = ' \n. ';

/**
 * What kind of trouble a gateway reports: by its words, by a status that says it all, by its code, then by any number. What nobody
 * knows is the server's.
 */
export function judge({ status, code, type, text, page }: Reported): Judged {
  const spoken = causeOfWords([code, type, text].filter(Boolean).join(between), status);
  // A page is somebody's before the gateway, who knows nothing of our key.
  const words = page && spoken !== 'access' ? undefined : spoken;
  const byStatus = causeOfNumber(String(status));
  if (plain.has(status) && byStatus && !(words && strongerThanStatus.has(words))) { return { cause: byStatus, said: words === byStatus || causeOfNumber(code) === byStatus }; }
  if (words) { return { cause: words, said: true }; }
  const byCode = causeOfNumber(code);
  if (byCode) { return { cause: byCode, said: code !== String(status) }; }
  if (/^invalid_|_invalid$|not_found|validation/i.test(code ?? type ?? '') || (status === 422 && /required|validation|must be|(in)?valid (string|integer|enum|value|input|type|option)|expected/i.test(text ?? ''))) { return { cause: 'invalid', said: true }; }
  // A redirect is not followed, with the key on board: it means that the base URL is not quite right.
  return { cause: byStatus ?? (status >= 300 && status <= 399 ? 'invalid' : 'server'), said: false };
}

export function classOfCause(cause: Cause): FailureClass {
  return cause === 'access' ? 'denied' : cause === 'model' ? 'invalid' : cause;
}
