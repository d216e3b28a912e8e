import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

/** A machine three times slower than the slowest we know gets there too; a wait that is over ends at once. */
const patienceMs = 90_000;

/**
 * Asks again and again until the answer fits, and gives that answer. For whatever arrives by an event of another process:
 * asked once, it may not know yet what is already seen elsewhere. Rejects with what was waited for and the last answer.
 */
export async function until<Answer>(what: string, ask: () => Answer | Promise<Answer>, fits: (answer: Answer) => boolean, timeoutMs = patienceMs): Promise<Answer> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms until ${what}; the last answer was ${inspect(answer, { depth: 5, maxStringLength: 5000 })}`);
    await delay(20);
  }
}
