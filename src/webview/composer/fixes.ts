import type { Finding } from './problems.ts';

/** Moves the keyboard to the mends of the problem at the cursor, else to the first there are. */
export function focusFix(findings: readonly Finding[], cursor: number): void {
  const there = findings.findIndex(({ fixes, problem: { start, end } }) => fixes.length > 0 && start <= cursor && cursor <= end);
  const line = document.querySelectorAll('.findings li')[there];
  (line ?? document).querySelector<HTMLElement>('.fixes button')?.focus();
}
