import { parsePrompt } from './parse.ts';
import type { Bracket } from './parse.ts';
import { isShotLabel } from './reading.ts';
import { directiveSpelled } from './spelling.ts';

export interface Placeholder { readonly start: number; readonly end: number }

/** `{subject}`, but no `{{name}}` of `@let`. */
const braces = /(?<!\{)\{(?<inside>[^{}\r\n"':]{1,60})\}(?!\})/gu;
const bracketed = /(?:\[(?<square>[^[\]\r\n]{1,60})\]|【(?<wide>[^【】\r\n]{1,30})】|<(?<angle>[^<>\r\n/"=]{2,60})>)/uy;
/** Words that a template asks for rather than says. */
const asked = /^(?:(?:insert|your|enter|add|describe|choose|fill in|replace)\b.*|(?:the )?(?:main )?(?:subject|character|object|action|scene|setting|location|place|style|mood|lighting|colou?r|name|product|brand|time of day|camera movement|description)(?: ?(?:here|name|description|\d))?|(?:在此|请|請|填写|填寫|输入|輸入|插入|替换|替換).*|主体|主體|主角|人物|角色|场景|場景|动作|動作|风格|風格|地点|地點|产品|產品|描述|名称|名稱|(?:角色|人物|主角|商品|产品|產品|品牌|地点|地點)(?:名|名称|名稱|名字|描述))$/iu;
/** `[...]`, `[___]`, `[?]`. */
const gap = /^(?:\.{2,}|…+|_{2,}|[?？]+)$/u;
/** Shots, techniques and places that are written so: nothing is missing there. */
const abbreviation = /^(?:[EMVX]{0,2}CU|[EVMX]{0,2}[WLMF]S|OTS|POV|FPV|[VS]?FX|HDR?|UHD|SDR|RAW|IMAX|DSLR|VHS|CCTV|CGI|BGM|ASMR|VR|TV|LED|USA|UK|NYC|FADE (?:IN|OUT)|CUT TO|THE END)$/;
/** `[SUBJECT]`, `[TIME_OF_DAY]`. */
const shouted = /^[A-Z][A-Z_ -]*[A-Z]\d?$/;

/** What a template left to be filled in: it would be sent as it is. Offsets into the prompt, in order. Linear time. */
export function placeholdersIn(prompt: string, brackets: readonly Bracket[] = parsePrompt(prompt)): readonly Placeholder[] {
  const found: Placeholder[] = [];
  if (prompt.includes('{')) for (const { index, 0: whole, groups } of prompt.matchAll(braces)) {
    if (directiveSpelled(groups?.['inside'] ?? '') === undefined) found.push({ start: index, end: index + whole.length });
  }
  const headed = areHeadings(prompt);
  const read = new Set(brackets.map(({ start }) => start));
  for (const at of ['[', '【', '<'].flatMap((opening) => placesOf(opening, prompt))) {
    bracketed.lastIndex = at;
    const match = read.has(at) ? null : bracketed.exec(prompt);
    if (match === null) continue;
    const { index, 0: whole, groups } = match;
    const inside = (groups?.['square'] ?? groups?.['wide'] ?? groups?.['angle'] ?? '').trim();
    const link = prompt.charAt(index + whole.length) === '(';
    if (!link && !(headed && groups?.['wide'] !== undefined) && !isShotLabel(inside) && (asked.test(inside) || gap.test(inside) || (groups?.['square'] !== undefined && inside.length > 2 && shouted.test(inside) && !abbreviation.test(inside)))) found.push({ start: index, end: index + whole.length });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 【主体】少女【动作】撑伞: each names what follows it. Of 【主体】在【场景】中 the sentence goes on with what is missing. */
function areHeadings(prompt: string): boolean {
  const wide = [...prompt.matchAll(/【[^【】\r\n]{1,30}】/gu)];
  const [first] = wide;
  return first !== undefined && wide.length > 1 && /(?:^|[\n\]】])\s*$/u.test(prompt.slice(Math.max(0, first.index - 20), first.index))
    && wide.every(({ index, 0: whole }) => /^[ \t:：]*(?![在的与與和跟中里裡上下是，。,.])[\p{L}\p{N}[]/u.test(prompt.slice(index + whole.length, index + whole.length + 10)));
}

function placesOf(character: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) places.push(at);
  return places;
}
