/** Evenly spread edges between `count` takes. */
export function evenWipes(count: number): number[] {
  return Array.from({ length: count - 1 }, (_, edge) => (edge + 1) / count);
}

/** The edges after one of them moved: it stays between its neighbours. */
export function movedWipe(wipes: readonly number[], edge: number, to: number): number[] {
  const [lowest, highest] = [wipes[edge - 1] ?? 0, wipes[edge + 1] ?? 1];
  return wipes.map((at, index) => (index === edge ? Math.min(highest, Math.max(lowest, to)) : at));
}

/** The part of the picture in which a take shows, as a clip path. */
export function clipOf(wipes: readonly number[], index: number): string {
  const [from, to] = [wipes[index - 1] ?? 0, wipes[index] ?? 1];
  return `clip-path:inset(0 ${(1 - to) * 100}% 0 ${from * 100}%)`;
}

/** What a take is called while it is compared. */
export function letterOf(index: number): string {
  return 'ABCD'[index] ?? '?';
}
