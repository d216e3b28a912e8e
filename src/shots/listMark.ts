const chinese = '一二三四五六七八九十';
const number = String.raw`\d{1,3}[.)．）]|[(（]\d{1,2}[)）]|\d{1,2}、|[①-⑳]|[${chinese}]{1,3}[、.．]|[(（][${chinese}]{1,3}[)）]`;

/**
 * The source of a pattern of a list's mark, a box to tick among it, to where the words begin. Behind a number Chinese leaves no blank, so
 * there a bracket or a Chinese character may follow at once, and behind a Chinese mark anything: `1.[推进]`, `一、A fox`; `1.5 m` is none.
 * What it finds is a mark where `isListMark` says so too.
 */
export const listMark = String.raw`(?:(?:[-*+•·▪◦]|${number})(?:[ \t]+|(?=\r?$))|(?:[•▪◦]|${number})(?=[[【［\p{Script=Han}])|(?:\d{1,2}[、）]|[(（]\d{1,2}）|[①-⑳]|[${chinese}]{1,3}、))(?:\[[ xX]\][ \t]+)?`;

/** How a list is counted, and how far. */
export interface ListNumber {
  /** `1.`, `1、` or `一、`: Chinese or not, and the sign behind. */
  readonly kind: string;
  readonly value: number;
}

const numbered = new RegExp(String.raw`^(?:(\d+)|([${chinese}]+))([.．、])`, 'u');

/** The number of a mark; undefined of any other mark. */
export function listNumber(mark: string): ListNumber | undefined {
  const [, digits, words, sign = ''] = numbered.exec(mark) ?? [];
  if (sign === '') return undefined;
  return { kind: `${digits === undefined ? '一' : '1'}${sign === '．' ? '.' : sign}`, value: digits === undefined ? valueOf(words ?? '') : Number(digits) };
}

/**
 * Whether such a mark is one where it stands. A number with no blank behind may be a sentence's own, `12.月光下`, `三、乌鸦`: it begins a
 * list as the first, or goes on with one, as the next of its kind; in front of a bracket there is no doubt.
 * @param rest what stands behind the mark
 * @param before the number of the item that the line follows, if it follows one
 */
export function isListMark(mark: string, rest: string, before?: ListNumber): boolean {
  const now = listNumber(mark);
  if (now === undefined || /\s$/u.test(mark) || rest.trim() === '' || /^[[【［]/u.test(rest)) return true;
  const [next = ''] = /^\d{1,2}/u.exec(rest) ?? [];
  if (now.kind === before?.kind && now.value === before.value + 1) return true;
  if (now.kind === '1、') return Number(next) !== now.value + 1;
  // Behind `三、` another number goes on with a sentence: `三、四只乌鸦`, `一、两声`, `二、三十人`.
  return now.value === 1 && !/^[一二三四五六七八九十两兩几幾百]/u.test(rest);
}

/** 十二 → 12 */
function valueOf(words: string): number {
  const digit = (sign: string): number => chinese.indexOf(sign) + 1;
  const [tens, ones] = words.includes('十') ? words.split('十') : ['', words];
  return (words.includes('十') ? 10 * (tens === '' ? 1 : digit(tens ?? '')) : 0) + (ones === '' ? 0 : digit(ones ?? ''));
}
