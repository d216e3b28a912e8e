const number = String.raw`\d{1,3}[.)．）]|[(（]\d{1,2}[)）]|\d{1,2}、|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]`;

/**
 * The source of a pattern of a list's mark, a box to tick among it, to where the words begin. Behind a number Chinese leaves no blank, so
 * there a bracket or a Chinese character may follow at once, and behind a Chinese mark anything: `1.[推进]`, `一、A fox`; `1.5 m` is none.
 */
export const listMark = String.raw`(?:(?:[-*+•·▪◦]|${number})(?:[ \t]+|(?=\r?$))|(?:[•▪◦]|${number})(?=[[【［\p{Script=Han}])|(?:\d{1,2}[、）]|[(（]\d{1,2}）|[①-⑳]|[一二三四五六七八九十]{1,3}、))(?:\[[ xX]\][ \t]+)?`;
