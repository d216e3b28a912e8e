import { directiveSpelled } from './spelling.ts';

const closings: Readonly<Record<string, string>> = { '〔': '〕', '〖': '〗', '「': '」', '『': '』' };
/** Longer ones hold no directives alone. */
const longest = 60;
/** Where a note may stand: at the beginning, behind a sentence, another bracket, or a label for the camera. */
const noteBefore = /(?:^|[\r\n。！？!?.；;\]】］〕〗」』|]|(?:运镜|運鏡|镜头|鏡頭|机位|機位|camera)[ \t]?[:：])[ \t]*$/iu;
const speechBefore = /[:：]\s*$|[说說道喊叫问問答曰]\s*$/u;
const speechBehind = /^(?:と|って|だ|[地]?[说說道喊])/u;

/**
 * Where a bracket like 〔推进〕 or 「推进」 ends, if it can only be meant as a directive: names of directives alone, and for 「 」, which
 * are quotation marks, a place where nobody speaks. Undefined otherwise.
 */
export function cornerBracketEnd(prompt: string, start: number): number | undefined {
  const opening = prompt.charAt(start);
  const closing = closings[opening];
  if (closing === undefined) return undefined;
  const at = prompt.slice(start + 1, start + longest).indexOf(closing);
  if (at < 1) return undefined;
  const inside = prompt.slice(start + 1, start + 1 + at);
  if (!inside.split(/[,，、]/u).every((word) => directiveSpelled(word.trim()) !== undefined)) return undefined;
  const end = start + 2 + at;
  return opening === '〔' || opening === '〖' || isNote(prompt, start, end) ? end : undefined;
}

function isNote(prompt: string, start: number, end: number): boolean {
  const [before, behind] = [prompt.slice(Math.max(0, start - 20), start), prompt.slice(end, end + 20)];
  const atStart = start <= 20 ? before : `·${before}`;
  if (speechBehind.test(behind)) return false;
  return noteBefore.test(atStart) || (/^[。！？!?.\s]*(?:$|[\r\n])/u.test(behind) && !speechBefore.test(before));
}
