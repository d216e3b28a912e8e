import { diffArrays, diffWordsWithSpace } from 'diff';

/** A run of a line; `changed` when the other side has something else there. */
export interface Run { readonly text: string; readonly changed: boolean }
/** One row of two texts side by side; a side is absent where the other has a line of its own. */
export interface Row { readonly left?: readonly Run[]; readonly right?: readonly Run[] }

/**
 * Puts two JSON texts side by side so that a person sees what differs: equal options stand on one row wherever they are
 * nested, and of a line that says the same thing in other words only the words are marked.
 */
export function requestRows(left: string, right: string): readonly Row[] {
  const [ours, theirs] = [left.split('\n'), right.split('\n')];
  const rows: Row[] = [];
  let [a, b] = [0, 0];
  for (const { added, removed, value } of diffArrays(ours.map(keyOf), theirs.map(keyOf))) {
    const left = added ? [] : ours.slice(a, a += value.length);
    const right = removed ? [] : theirs.slice(b, b += value.length);
    if (removed) rows.push(...left.map((text) => ({ left: [{ text, changed: true }] })));
    else if (added) rows.push(...right.map((text) => ({ right: [{ text, changed: true }] })));
    else rows.push(...left.map((text, line) => pair(text, right[line]!)));
  }
  return rows;
}

/** What makes two lines the same option: the name before the colon, whatever its place and value. */
function keyOf(line: string): string {
  return /^\s*"([^"]+)":/.exec(line)?.[1] ?? line.trim().replace(/,$/, '');
}

/** Indentation and the comma at the end are no difference. */
function pair(left: string, right: string): Row {
  if (left.trim().replace(/,$/, '') === right.trim().replace(/,$/, '')) return { left: [{ text: left, changed: false }], right: [{ text: right, changed: false }] };
  const parts = diffWordsWithSpace(left, right);
  const runs = (skip: 'added' | 'removed'): readonly Run[] => parts.filter((part) => !part[skip]).map(({ value, added, removed }) => (
    { text: value, changed: (added || removed) && value.trim() !== '' }
  ));
  return { left: runs('added'), right: runs('removed') };
}
