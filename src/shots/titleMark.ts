/** A blank of any width, and what is not seen at all: it comes along with text from a chat or another file. */
const lead = String.raw`[\u200B\u2060\uFEFF]?(?:[ \u00A0\u3000][\u200B\u2060\uFEFF]?){0,3}`;

/** The source of a pattern of what begins a title's line: `###`, in full width too, behind no more than three blanks. */
export const titleMark = String.raw`${lead}[#＃]{3}(?![#＃])`;

/** So many characters at a line's start, one behind the mark among them, tell whether it is a title. */
export const titleReach = 11;

const mark = new RegExp(titleMark, 'y');

/** How long the mark is that makes the line a title which begins at an offset of a text; 0 of any other line. */
export function titleMarkLength(text: string, start: number): number {
  mark.lastIndex = start;
  return mark.exec(text)?.[0].length ?? 0;
}
