import { randomInt } from 'node:crypto';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
let last = 0;

/**
 * A new task's id: 9 characters of time, then 6 of chance. Sorts by creation, also within a millisecond of this window,
 * and is safe in file names that ignore case.
 */
export function newTaskId(now: number): string {
  last = Math.max(now, last + 1);
  const chance = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${last.toString(36).padStart(9, '0')}-${chance}`;
}
