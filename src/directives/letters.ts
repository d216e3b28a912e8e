const other = /[\p{L}\p{N}]/u;

/** Whether a code point is a letter or a digit. */
export function isLetter(point: number): boolean {
  if (point < 0x80) return (point >= 0x61 && point <= 0x7a) || (point >= 0x41 && point <= 0x5a) || (point >= 0x30 && point <= 0x39);
  return (point >= 0x4e00 && point <= 0x9fff) || other.test(String.fromCodePoint(point));
}

/** How many letters and digits stand between two offsets of a text, code points. */
export function lettersBetween(text: string, from = 0, to = text.length): number {
  let letters = 0;
  for (let at = from; at < to; at++) {
    const point = text.codePointAt(at) ?? 0;
    if (isLetter(point)) letters++;
    if (point > 0xffff) at++;
  }
  return letters;
}

/** How many letters and digits of a text, code points, stand in front of each of some offsets, which rise; one pass. */
export function lettersBefore(text: string, offsets: readonly number[]): readonly number[] {
  const counts: number[] = [];
  let letters = 0;
  let at = 0;
  for (const offset of offsets) {
    for (; at < offset; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0xd800 || unit > 0xdfff) {
        if (isLetter(unit)) letters++;
        continue;
      }
      const point = text.codePointAt(at) ?? 0;
      if (isLetter(point)) letters++;
      if (point > 0xffff) at++;
    }
    counts.push(letters);
  }
  return counts;
}

/** From the first letter or digit between two offsets to behind the last one; empty at `from` where there is none. */
export function lettersExtent(text: string, from: number, to: number): { readonly start: number; readonly end: number } {
  let start = from;
  while (start < to && !isLetterAt(text, start)) start++;
  if (start >= to) return { start: from, end: from };
  let end = to;
  while (end > start && !isLetterAt(text, end - 1)) end--;
  return { start, end };
}

/** At either half of a pair. */
function isLetterAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff;
  return isLetter(text.codePointAt(isLow ? at - 1 : at) ?? 0);
}
