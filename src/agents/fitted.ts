/** A text part longer than this is cut by some hosts, characters. */
export const longestResult = 8000;

type Data = Readonly<Record<string, unknown>>;

/** Whether what a tool found arrives whole. */
export function fits(data: Data, longest = longestResult): boolean {
  return JSON.stringify(data).length < longest;
}

/**
 * Lists lose their last rows, and then long texts their ends, until all of it fits; what was left out is counted. `rest` says how
 * to get those rows; it is added to what is to be done next.
 */
export function fitted(data: Data, rest?: string, longest = longestResult): string {
  let kept = data;
  for (let text = JSON.stringify(kept); ; text = JSON.stringify(kept)) {
    if (text.length < longest) return text;
    const lists = Object.entries(kept).filter((entry): entry is [string, readonly unknown[]] => Array.isArray(entry[1]) && entry[1].length > 1);
    const [name, rows] = lists.sort((a, b) => JSON.stringify(b[1]).length - JSON.stringify(a[1]).length)[0] ?? [];
    if (name === undefined || rows === undefined) return JSON.stringify(shortened(kept, Math.floor(longest / 4))).slice(0, longest - 1);
    const fewer = rows.slice(0, Math.max(1, Math.floor(rows.length * 0.8)));
    const before = typeof kept[`${name}LeftOut`] === 'number' ? kept[`${name}LeftOut`] as number : 0;
    kept = { ...kept, [name]: fewer, [`${name}LeftOut`]: before + rows.length - fewer.length, ...(rest !== undefined && { next: typeof data['next'] === 'string' ? `${data['next']} ${rest}` : rest }) };
  }
}

function shortened(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest).toWellFormed()}…` : value;
  if (Array.isArray(value)) return value.map((one) => shortened(one, longest));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one, longest)])) : value;
}
