import { framing } from './framing.ts';
import type { Bracket } from './parse.ts';
import { isTail } from './tail.ts';
import { isTechnique, techniqueLabels } from './technique.ts';

const number = '(?:\\d{1,3}[a-z]?|[一二三四五六七八九十]{1,3})';
/** Ends a label; a bracket may follow it at once. */
const labelEnd = '(?:\\s{0,2}["”*_`]{0,3}\\s{0,2}[:：.．、)）|｜/／,，→➔➜=>–—-]{1,2}|(?=\\s{0,2}["”*_`]{0,3}\\s{0,2}(?:[\\]】］)）\\n[【［(（]|$)))';
/** Between what is named and what it is: a colon, an arrow, or nothing in front of a bracket. */
const colon = '["”*_`]{0,3}\\s{0,2}(?:[:：=→➔➜]|->|=>|>>|(?=[[【［]))';

/** Names and numbers that say which shot it is or what comes next, and tell nothing of the picture. */
const labels = [
  // "Shot 1:", "Scene 2 -", "Sc. 3, Sh. 2", 镜头一：, 第二镜, also in brackets of their own.
  `(?:shot|scene|clip|take|cut|part|segment|beat|step|phase|sequence|camera|cam|sc|sh|seq|frames?|plan|plano|toma|escena|szene|シーン|ショット|カット|컷|장면|кадр|сцена)\\.?\\s{0,2}(?:no\\.?\\s?|#\\s?)?${number}(?:\\s?[-–—~]\\s?\\d{1,4})?${labelEnd}`,
  `(?:第\\s?${number}\\s?[个個]?(?:镜头|鏡頭|分镜|分鏡|镜|鏡|幕|场|場|段)|(?:镜头|鏡頭|分镜|分鏡|场景|場景|画面|畫面|片段|镜号|鏡號)\\s?${number})${labelEnd}`,
  // "Camera:", "prompt":, 运镜：
  `(?:(?:video|image|text|camera|shot)[ _]?(?:prompt|movement|move|motion|work)s?|camera|cam|prompts?|scenes?|shots?|video|action|subject|setting|style|movement|motion|visuals?|description|content|background|character|运镜|運鏡|镜头运动|鏡頭運動|镜头语言|镜头|鏡頭|提示词|提示詞|画面|畫面|场景|場景|动作|動作|主体|主體|风格|風格|描述|内容|人物|背景)${colon}`,
  // "Prompt below", 提示词如下👇, alone on its line; a line that only names what follows.
  '(?:(?:the\\s)?(?:ai\\s|video\\s)?prompts?|提示词|提示詞|咒语|咒語|指令)(?:\\s?(?:below|is|here|如下|分享|在这|在這))?[\\s\\p{P}\\p{S}\\uFE0F]{0,6}(?=\\r?\\n)', '[a-z][a-z_-]{0,20}"?\\s?[:：](?=[ \\t]*\\r?\\n)',
  // "The camera slowly [Push in]", 镜头从远处缓缓[推进], and an emoji by its name.
  '(?:the\\s)?(?:camera|cam|lens)(?:\\s(?:then|now|[a-z]{2,12}ly))?(?=\\s{0,2}[[【［])', '(?:镜头|鏡頭|运镜|運鏡)(?:(?:再|又|并|地|随后|然后|缓缓|缓慢|慢慢|快速|逐渐|开始|緩緩|緩慢|逐漸|開始){0,3}|[从從由自沿][\\p{Script=Han}]{1,10})(?=\\s?[[【［])', ':[a-z0-9_+-]{2,30}:(?=\\s)',
  // "A slow [Push in]", 缓缓[推进], "Start with a [Static shot]", "Using [Push in]".
  '(?:(?:we\\s)?(?:start|begin|open|end)n?(?:s|ing)?\\s(?:with|on|from)\\s|(?:using|use|with|via|through|featuring|employ(?:ing|s)?|apply(?:ing)?)\\s|then\\s)?(?:we\\s|an?\\s|the\\s|very\\s|slow\\s|gentle\\s|smooth\\s|quick\\s|fast\\s|subtle\\s|steady\\s|gradual\\s|soft\\s|slight\\s|cinematic\\s|[a-z]{2,12}ly\\s){0,4}(?=[[【［])',
  '(?:先|再|然后|然後|接着|接著|最后|最後)?(?:缓慢|缓缓|慢慢|快速|迅速|平稳|逐渐|緩慢|緩緩|平穩|逐漸){1,2}地?\\s?(?=[[【［])',
  // "Style: film grain, warm light."; `"model": "MiniMax-Hailuo-2.3"`.
  `${techniqueLabels}["”*_\`]{0,3}\\s{0,2}[:：=][^\\n.。!！?？;；|｜[【［]*`, '(?:model|version|engine|模型)["”*_`]{0,3}\\s{0,2}[:：=][^\\n,，[【［]*',
  // "Close-up:", "(CU)", 近景，
  `${framing}(?:\\s{0,2}["”*_\`]{0,3}\\s{0,2}[:：.．。、,，)）|｜/／+＋–—-]{1,2}|(?=\\s{0,2}[[【［\\n]))`,
  // The heading of a scene in a screenplay, alone on its line.
  '(?:(?:int|ext)\\b\\.?|int\\.?\\s?/\\s?ext\\.?|内景|外景|內景)[^\\n.!?。！？[【［]{1,60}(?=\\r?\\n|[[【［])',
  // "1.", "(2)", "a)", "1A."
  '(?:first|next|then|finally|lastly|second|third|afterwards?)[,，:：]?\\s{1,2}(?=[[【［])', '(?:\\d{1,3}[a-z]?\\s?[.)、．:：]|[一二三四五六七八九十]{1,2}[、．.]|[(（]\\d{1,3}[)）]|[a-z][.)](?=\\s))',
].map((source) => new RegExp(source, 'iuy'));
/** Other words with a colon right in front of a bracket. */
const otherLabel = /([^\n:：[【［]{1,40})[:：]["“*_`\s]{0,4}(?=[[【［])/uy;
/** 【全景】 names a shot or its framing, unless it is read as a directive. */
const headings = /【[^【】\r\n，。,.!?！？]{1,12}】/gu;
/** `[Music]`, `[4k, HDR]`, `[5s]`; a longer one is part of the scene. */
const notes = /(?<![\w!\]])\[[^[\]\r\n]{1,24}\](?!\()/uy;
const times = /[(（]\s?\d{1,3}\s?[-–—~～]\s?\d{1,3}\s?[)）]|(?<!\p{L})(?:from\s|between\s)?(?<!\d)\d{1,3}\s(?:to|and)\s\d{1,3}\s?(?:seconds?|secs?|s)\b|[(（]\s?\d{1,4}(?:\.\d{1,3})?\s?(?:seconds?|secs?|s|秒)\s?[)）]|(?<!\d)\d{1,4}(?:\.\d{1,3})?\s?(?:s|sec)?\s?[-–—~～至到]\s?\d{1,4}(?:\.\d{1,3})?\s?(?:seconds?\b|secs?\b|s\b|秒)|(?<!\d)\d{1,2}[:：]\d{1,2}(?:\s?[-–—~～]\s?\d{1,2}[:：]\d{1,2})?/giu;
/** Marks of a list, tags, options of a command and hashtags. */
const marksOfLists = /[\u2460-\u249B\u24EA-\u24FF\u2776-\u2793]|\d\uFE0F?\u20E3/gu;
const tags = /<[^<>\n]{1,80}>/gu;
const options = /(?<!\S)--[a-z][a-z-]{0,14}(?:[ =][\w:.]+)?/giu;
const hashtags = /(?<![\p{L}\p{N}#&])#\p{L}[\p{L}\p{N}_]*/gu;
/** Behind what a label may begin but at the very beginning: a line, a sentence, a bracket. */
const head = /[\n.。!！?？;；|｜[【】［(（{\p{Extended_Pictographic}]/gu;
/** What may stand in front of it there: quote marks, list marks, the marks of Markdown, a table's bar. */
const lead = /(?:[ \t>*_#"'“‘「『`{(（)）|｜/／+＋•·–—\-\p{So}]|\uFE0F|\u20E3|\u200D){0,24}/uy;

/**
 * A prompt with spaces for what tells nothing of the picture: its directive brackets, whether the model knows them or not, short notes
 * in brackets such as `[4k]`, labels and numbers of shots, bans with their brackets, and what says how the last move is done. Offsets stay. What is left of
 * letters and digits is the text that shares out the clip. Linear time.
 * @param brackets those of the prompt
 * @param last where the last move's bracket ends
 */
export function spokenText(prompt: string, brackets: readonly Bracket[], last: number): string {
  const closed = brackets.filter((bracket) => bracket.closed);
  const starts = new Set(closed.map(({ start }) => start));
  // Most prompts have none of these, and to ask for a character is cheap.
  const marked = blankSpans(prompt, [
    ...(/\d/.test(prompt) ? matches(times, prompt) : []), ...(prompt.includes('|') ? matches(tableHeads, prompt) : []), ...(prompt.includes('<') ? matches(tags, prompt) : []),
    ...(/[\u2460-\u249B\u24EA-\u24FF\u2776-\u2793]|\u20E3/u.test(prompt) ? matches(marksOfLists, prompt) : []),
  ]);
  const text = blankSpans(marked, [
    ...labelsIn(marked, starts), ...closed, ...closed.flatMap(({ ban }) => ban ?? []), ...notesIn(prompt, starts), ...(prompt.includes('【') ? matches(headings, prompt) : []),
    ...(prompt.includes('--') ? matches(options, prompt) : []), ...(prompt.includes('#') ? matches(hashtags, prompt) : []),
  ]);
  const tail = text.slice(last);
  const spoken = isTail(tail) ? text.slice(0, last) + blank(tail) : text;
  const first = closed[0]?.start ?? 0;
  // "Cinematic, 4K. [Push in] A quiet street."
  return /[.。!！,，:：\n]\s*$/u.test(spoken.slice(0, first)) && isTechnique(spoken.slice(0, first)) ? blank(spoken.slice(0, first)) + spoken.slice(first) : spoken;
}

interface Span { readonly start: number; readonly end: number }

function matches(pattern: RegExp, prompt: string): readonly Span[] {
  return [...prompt.matchAll(pattern)].map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
}

/** @param brackets where directive brackets begin */
function notesIn(prompt: string, brackets: ReadonlySet<number>): readonly Span[] {
  const found: Span[] = [];
  for (let at = prompt.indexOf('['); at !== -1; at = prompt.indexOf('[', at + 1)) {
    const end = brackets.has(at) ? at : matchAt(notes, prompt, at);
    if (end > at) found.push({ start: at, end });
  }
  return found;
}

/** @param brackets where directive brackets begin, which hold no label */
function labelsIn(prompt: string, brackets: ReadonlySet<number>): readonly Span[] {
  const found: Span[] = [];
  const hasOthers = /[:：]["“*_`\s]{0,4}[[【［]/u.test(prompt);
  const look = (begin: number, depth = 0): void => {
    const start = matchAt(lead, prompt, begin);
    let end = start;
    if (mayBegin(prompt, start)) for (const label of labels) end = Math.max(end, matchAt(label, prompt, start));
    if (hasOthers) end = Math.max(end, otherLabelAt(prompt, start));
    if (end === start) return;
    found.push({ start, end });
    // "Shot 1 / CU / 0-3s:"
    if (depth < 3) look(end, depth + 1);
  };
  look(0);
  head.lastIndex = 0;
  // What is in a label already is not looked through again: "(style: (style: (style: …" would be read to its end from each.
  let until = found.at(-1)?.end ?? 0;
  for (let match = head.exec(prompt); match !== null; match = head.exec(prompt)) {
    if (brackets.has(match.index) || match.index + 1 < until) continue;
    look(match.index + 1);
    until = Math.max(until, found.at(-1)?.end ?? 0);
  }
  return found;
}

/** The head of a table, over its line of dashes, and the dashes; cells that name columns alone. */
const tableHeads = /(?<=\|)[ \t]*#?\d{1,3}[ \t]*(?=\|)|^[ \t]*\|[^\n[【［]*\|[ \t]*\n(?=[ \t]*\|[ \t:|-]*-[ \t:|-]*\|)|^[ \t]*\|(?:[ \t]*(?:shots?|scenes?|time(?:code)?|camera(?: move(?:ment)?)?|actions?|movements?|descriptions?|prompts?|visuals?|no\.?|#|duration|subject|镜头|鏡頭|镜号|鏡號|时间|時間|画面|畫面|内容|運鏡|运镜|景别|景別|描述|动作|動作|时长|時長)[ \t]*\|)+[ \t]*$/gimu;

const beginnings = new Set(['fpv', 'dro', 'fin', 'nex', 'las', 'sec', 'thi', 'aft', 'pla', 'tom', 'esc', 'sze', 'pha', 'cfg', 'see', 'siz', 'tig', 'wid', 'lon', 'med', 'ful', 'est', 'low', 'hig', 'aer', 'ove', 'top', 'two', 'mac', 'clo', 'ext', 'big', 'ins', 'mid', 'dut', 'eye', 'bir', 'fir', 'ecu', 'mcu', 'bcu', 'ews', 'mws', 'mls', 'els', 'ots', 'pov', 'fpv', 'usi', 'use', 'wit', 'via', 'thr', 'fea', 'emp', 'app', 'end', 'beg', 'con', 'bac', 'cha', 'seq', 'mod', 'spe', 'pac', 'tem', 'eng', 'art', 'fil', 'col', 'gra', 'pal', 'lig', 'moo', 'ton', 'atm', 'qua', 'aud', 'sou', 'mus', 'bgm', 'sfx', 'dur', 'asp', 'rat', 'res', 'fps', 'fra', 'neg', 'opt', 'tec', 'ove', 'sta', 'ope', 'beg', 'ver', 'slo', 'gen', 'smo', 'qui', 'fas', 'sub', 'ste', 'gra', 'sof', 'sli', 'sud', 'rap', 'sho', 'sce', 'cli', 'tak', 'cut', 'par', 'seg', 'bea', 'cam', 'vid', 'ima', 'tex', 'pro', 'act', 'sub', 'set', 'sty', 'mov', 'mot', 'vis', 'des', 'int', 'ext', 'the', 'len']);

/** Whether one of `labels` may match at an offset, by its first characters alone. */
function mayBegin(prompt: string, at: number): boolean {
  const first = prompt.charCodeAt(at);
  if (first >= 0x80) return 'シショカ컷장кс一二三四五六七八九十大特近中全远遠俯仰航平低高鸟鳥主咒指人背机機角速节節景构構模第镜鏡内外內分场場画畫片运運提动動主风風描（光灯燈打氛气氣情色质質音配背时時长長比分解负負反先再然接最缓慢快迅平逐緩'.includes(prompt.charAt(at)) || first > 0xd7ff;
  if (!isAsciiLetter(first)) return first === 0x28 || first === 0x3a || (first >= 0x30 && first <= 0x39);
  return !isAsciiLetter(prompt.charCodeAt(at + 1)) || !isAsciiLetter(prompt.charCodeAt(at + 2)) || beginnings.has(prompt.slice(at, at + 3).toLowerCase());
}

function isAsciiLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
}

/** Where the pattern's match at an offset ends; the offset where there is none. */
function matchAt(pattern: RegExp, prompt: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(prompt)?.[0].length ?? 0);
}

function otherLabelAt(prompt: string, at: number): number {
  otherLabel.lastIndex = at;
  const found = otherLabel.exec(prompt);
  const words = found?.[1]?.trim() ?? '';
  return found !== null && words.split(/\s+/).length <= 4 && !/\.(?!\d)|[,。，!?！？;；]/u.test(words) ? at + found[0].length : at;
}

function blankSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let done = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= done) continue;
    result += text.slice(done, start) + blank(text.slice(Math.max(done, start), end));
    done = end;
  }
  return result + text.slice(done);
}

function blank(text: string): string {
  return text.includes('\n') ? text.replace(/[^\n]/g, ' ') : ' '.repeat(text.length);
}
