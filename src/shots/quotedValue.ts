import { trimmedText } from './span.ts';
import type { TextSpan } from './span.ts';

/** Around a value, opening and closing. */
export const quotePairs = ['""', "''", '``', '“”', '‘’', '「」', '<>'] as const;
const inQuotes = (most: string): string => quotePairs.map(([open = '', close = '']) => `${open}[^${close === '>' ? '<>' : close}]${most}${close}`).join('|');
/** A value in quotes, and what may stand behind it. */
const quotedValue = new RegExp(`^(${inQuotes('*')})[\\s;；,，]*(?:(?<=\\s)#(?:\\s.*)?)?$`, 'u');
/** No path is longer; quotes that nothing closes are not looked through again and again. */
export const quotedBehindEquals = new RegExp(`(?=["'\`“‘「<])(?<=[=＝:：﹕→>]\\s*)(?:${inQuotes('{0,1000}')})(?=[\\s,，;；]|$)`, 'gu');

/** The value without white space, a semicolon, a comma or a note such as `# why` behind it, and quotes around it. */
export function bareValue(text: string, from: number, to: number): TextSpan {
  const whole = trimmedText(text, from, to);
  // What stands in quotes is the value as it is, a `#` and white space too.
  const inner = quotedValue.exec(whole.text)?.[1]?.slice(1, -1);
  if (inner !== undefined && inner.trim() !== '') return { start: whole.start + 1, end: whole.start + 1 + inner.length, text: inner };
  const ended = whole.text.replace(/\s+#(?:\s.*)?$/u, '').replace(/[\s;；,，]+$/u, '');
  if (inner !== undefined) return trimmedText(text, whole.start + 1, whole.start + 1 + inner.length);
  return ended === whole.text ? whole : { start: whole.start, end: whole.start + ended.length, text: ended };
}
