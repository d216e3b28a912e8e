import { mannerOnly } from './manner.ts';
import type { Bracket } from './parse.ts';

const number = '(?:\\d{1,3}[a-z]?|[一二三四五六七八九十]{1,3})';
/** Ends a label; a bracket may follow it at once. */
const labelEnd = '(?:\\s{0,2}["”*_`]{0,3}\\s{0,2}[:：.．、)）|–—-]|(?=\\s{0,2}["”*_`]{0,3}\\s{0,2}(?:[\\]】］)）\\n[【［]|$)))';

/** Names and numbers that say which shot it is or what comes next, and tell nothing of the picture. */
const labels = [
  // "Shot 1:", "Scene 2 -", 镜头一：, 第二镜, also in brackets of their own.
  `(?:shot|scene|clip|take|cut|part|segment|beat|camera|cam)\\s{0,2}(?:no\\.?\\s?|#\\s?)?${number}${labelEnd}`,
  `(?:第\\s?${number}\\s?[个個]?(?:镜头|鏡頭|分镜|分鏡|镜|鏡|幕|场|場|段)|(?:镜头|鏡頭|分镜|分鏡|场景|場景|画面|畫面|片段|镜号|鏡號)\\s?${number})${labelEnd}`,
  // "Camera:", "prompt":, 运镜：
  '(?:(?:video|image|text|camera|shot)[ _]?(?:prompt|movement|move|motion|work)|camera|cam|prompt|scene|shot|video|action|subject|setting|style|movement|motion|visuals?|description|运镜|運鏡|镜头运动|鏡頭運動|镜头语言|镜头|鏡頭|提示词|提示詞|画面|畫面|场景|場景|动作|動作|主体|主體|风格|風格|描述)["”*_`]{0,3}\\s{0,2}[:：=]',
  // "1.", "(2)", "a)"
  '(?:\\d{1,3}\\s?[.)、．:：]|[(（]\\d{1,3}[)）]|[a-z][.)](?=\\s))',
].map((source) => new RegExp(source, 'iuy'));
/** Other words with a colon right in front of a bracket. */
const otherLabel = /([^\n:：[【［]{1,40})[:：]["“*_`\s]{0,4}(?=[[【［])/uy;
/** 【全景】 names a shot or its framing, unless it is read as a directive. */
const headings = /【[^【】\r\n，。,.!?！？]{1,12}】/gu;
/** `[Music]`, `[4k, HDR]`, `[5s]`; a longer one is part of the scene. */
const notes = /(?<![\w!\]])\[[^[\]\r\n]{1,24}\](?!\()/gu;
const times = /\d+(?:\.\d+)?\s?(?:s|sec)?\s?[-–—~～至到]\s?\d+(?:\.\d+)?\s?(?:seconds?\b|secs?\b|s\b|秒)|\d{1,2}:\d{2}(?:\s?[-–—~～]\s?\d{1,2}:\d{2})?/gu;
/** Behind what a label may begin but at the very beginning: a line, a sentence, a bracket. */
const head = /[\n.。!！?？;；|[【［(（{]/gu;
/** What may stand in front of it there: quote marks, list marks, the marks of Markdown, a table's bar. */
const lead = /[ \t>*_#"'“‘「『`{|•·–—-]{0,12}/uy;

/**
 * A prompt with spaces for what tells nothing of the picture: its directive brackets, whether the model knows them or not, short notes
 * in brackets such as `[4k]`, labels and numbers of shots, and what says how the last move is done. Offsets stay. What is left of letters and digits is the text
 * that shares out the clip. Linear time.
 * @param brackets those of the prompt
 * @param last where the last move's bracket ends
 */
export function spokenText(prompt: string, brackets: readonly Bracket[], last: number): string {
  const spans = [...labelsIn(prompt), ...brackets.filter(({ closed }) => closed), ...[...prompt.matchAll(times), ...prompt.matchAll(headings), ...prompt.matchAll(notes)].map(({ index, 0: text }) => ({ start: index, end: index + text.length }))];
  const text = blankSpans(prompt, spans);
  return mannerOnly(text.slice(last)) ? text.slice(0, last) + blank(text.slice(last)) : text;
}

interface Span { readonly start: number; readonly end: number }

function labelsIn(prompt: string): readonly Span[] {
  const found: Span[] = [];
  for (const begin of [0, ...[...prompt.matchAll(head)].map(({ index }) => index + 1)]) {
    const start = matchAt(lead, prompt, begin);
    const end = Math.max(...labels.map((label) => matchAt(label, prompt, start)), otherLabelAt(prompt, start));
    if (end > start) found.push({ start, end });
  }
  return found;
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
  return found !== null && words.split(/\s+/).length <= 4 && !/[.,。，!?！？;；]/u.test(words) ? at + found[0].length : at;
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
  return text.replace(/[^\n]/g, ' ');
}
