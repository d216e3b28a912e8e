import { inspect } from 'node:util';

/** What was thrown, in words on one line: the decoders throw objects and numbers, which are no errors. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error) return String(thrown);
  const { message } = (thrown ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' && message !== '' ? message : inspect(thrown, { depth: 1, breakLength: Infinity }).replace(/\s+/gu, ' ');
}
