import { parsePrompt } from '../../directives/parse.ts';
import type { LibrarySearch, TakeRow } from '../../views/library/protocol.ts';

const haystacks = new WeakMap<TakeRow, string>();

function localDay(time: number): string {
  const day = new Date(time);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

/** All that words are looked for in: name, prompt, file name, gateway, day. */
function haystackOf(row: TakeRow): string {
  const known = haystacks.get(row) ?? [row.title, row.prompt, row.file.split(/[\\/]/u).at(-1), row.words, row.time > 0 ? localDay(row.time) : ''].join('\n').toLowerCase();
  haystacks.set(row, known);
  return known;
}

/** Midnight before which nothing is shown, in milliseconds since the epoch. */
function earliest(since: LibrarySearch['since'], now: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  switch (since) {
    case 'ever': return Number.NEGATIVE_INFINITY;
    case 'today': return day.getTime();
    case 'week': return day.setDate(day.getDate() - 6);
    case 'month': return day.setMonth(day.getMonth() - 1);
    case 'year': return day.setFullYear(day.getFullYear() - 1);
  }
}

/**
 * The takes that meet every condition, in the order given. Each word is looked for in name, prompt, file name, gateway and day;
 * a directive in brackets, in any language, is looked for by what it does. `now` in milliseconds since the epoch.
 */
export function searchTakes(rows: readonly TakeRow[], search: LibrarySearch, now: number): readonly TakeRow[] {
  const brackets = parsePrompt(search.words);
  const moves = [...brackets.flatMap(({ words }) => words.flatMap(({ directive }) => directive ?? [])), ...(search.directive ? [search.directive] : [])];
  const text = brackets.reduceRight((rest, { start, end, words }) => (words.some(({ directive }) => directive) ? `${rest.slice(0, start)} ${rest.slice(end)}` : rest), search.words);
  const words = text.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  const since = earliest(search.since, now);
  return rows.filter((row) => (!search.favourites || row.favourite)
    && (search.gateway === undefined || row.gateway === search.gateway)
    && row.time >= since
    && moves.every((move) => row.moves.includes(move))
    && words.every((word) => haystackOf(row).includes(word)));
}
