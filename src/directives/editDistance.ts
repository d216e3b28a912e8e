/** Edits (insert, drop, change, swap of neighbours) between two short strings, or `limit + 1` when there are more. */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + change, swapped ? at(beforeLast, j - 2) + 1 : Infinity));
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(at(last, to.length), limit + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}

/**
 * The candidate at the least distance; undefined when that is over `limit`, or when candidates that mean different things
 * (`meaning`) are as near.
 */
export function closest<Candidate>(
  candidates: readonly Candidate[], distance: (candidate: Candidate) => number, limit: number, meaning: (candidate: Candidate) => unknown = (candidate) => candidate,
): Candidate | undefined {
  const distances = candidates.map((candidate) => ({ candidate, away: distance(candidate) }));
  const least = Math.min(...distances.map(({ away }) => away));
  const nearest = distances.filter(({ away }) => away === least);
  const meanings = new Set(nearest.map(({ candidate }) => meaning(candidate)));
  return least <= limit && meanings.size === 1 ? nearest[0]?.candidate : undefined;
}
