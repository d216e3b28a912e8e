import { languageOf } from './language.ts';
import { isForbidden } from './phraseBan.ts';
import type { TextEdit } from './textEdit.ts';
import { directiveOf } from './vocabulary.ts';
import type { DirectiveId } from './vocabulary.ts';

/** Words that say what a directive says, as they stand in a prompt. */
export interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly directive: DirectiveId;
  /** How it is done, kept behind the directive: "slowly". Empty when the phrase does not say. */
  readonly manner: string;
}

type Row = readonly [DirectiveId, english: string, chinese: string];

/** What follows "the camera" and 镜头. English verbs are given by stem; endings are added below. */
const rows: readonly Row[] = [
  ['truck-left', '(?:truck|track|slide|move|glide|dolly)~ (?:to the )?left(?:wards?)?', '(?:向左(?:平移|移动|移|滑动)|左移)'],
  ['truck-right', '(?:truck|track|slide|move|glide|dolly)~ (?:to the )?right(?:wards?)?', '(?:向右(?:平移|移动|移|滑动)|右移)'],
  ['pan-left', '(?:pan|turn|rotate|swivel)~ (?:to the )?left(?:wards?)?', '(?:向左(?:摇|转|转动|旋转)|左摇)'],
  ['pan-right', '(?:pan|turn|rotate|swivel)~ (?:to the )?right(?:wards?)?', '(?:向右(?:摇|转|转动|旋转)|右摇)'],
  ['zoom-in', 'zoom~ in', '(?:变焦推近|变焦推进|变焦放大)'],
  ['zoom-out', 'zoom~ out', '(?:变焦拉远|变焦缩小)'],
  ['push-in', '(?:push|dolly|move|track|glide|creep)~ (?:in|forwards?|closer)', '(?:向前推进|推进|推近|前推|向前移动)'],
  ['pull-out', '(?:pull|dolly|move|track|glide)~ (?:out|back(?:wards?)?|away)', '(?:向后拉远|拉远|后拉|向后移动|后退)'],
  ['pedestal-up', '(?:(?:pedestal|crane|boom|move|rise|lift)~ up(?:wards?)?|(?:rise|ascend)~)', '(?:向上移动|上升|升起|升高)'],
  ['pedestal-down', '(?:(?:pedestal|crane|boom|move)~ down(?:wards?)?|(?:descend|sink|lower)~)', '(?:向下移动|下降|降低)'],
  ['tilt-up', '(?:tilt|tip|look)~ up(?:wards?)?', '(?:向上摇|上摇|上仰)'],
  ['tilt-down', '(?:tilt|tip|look)~ down(?:wards?)?', '(?:向下摇|下摇|下俯)'],
  ['shake', '(?:shake~|is hand-?held|wobble~)', '(?:晃动|抖动|摇晃)'],
  ['tracking-shot', '(?:follow|track)~', '(?:跟随|跟拍|跟踪)'],
  ['static-shot', '(?:is|stays?|remains?|holds?|keeps?) (?:static|still|fixed|locked(?: off)?|motionless)', '(?:固定不动|固定|保持静止|静止不动|静止)'],
];

const manners = 'slowly|quickly|gently|smoothly|rapidly|gradually|steadily|slightly|suddenly';
const manner = `(?:then |also )?(?:(?<before>${manners}) )?`;
/** "pan" becomes pan, pans, panning, panned; "dolly" dollies; "rise" rises, rising. */
const stems = (english: string) => english.replace(/(\w+(?:\|\w+)*)(\))?~/g, (_, words: string, closing = '') =>
  (words.split('|').map(inflections).join('|') + String(closing)));
const inflections = (stem: string) => {
  if (stem.endsWith('e')) return `${stem}(?:s|d)?|${stem.slice(0, -1)}ing`;
  if (stem === 'dolly') return 'doll(?:y(?:ing)?|ies|ied)';
  return `${stem}(?:e?s|ed|ing|${stem.at(-1) ?? ''}(?:ing|ed))?`;
};

const patterns: readonly (readonly [DirectiveId, RegExp])[] = rows.flatMap(([id, english, chinese]) => [
  [id, new RegExp(`\\b(?:the )?camera (?:is |starts to |begins to )?${manner}(?:${stems(english)})\\b(?: (?<after>${manners})\\b)?`, 'giu')],
  [id, new RegExp(`(?:镜头|摄像机|相机)(?<before>缓慢|缓缓|慢慢|快速|迅速|平稳|逐渐)?(?:地)?${chinese}`, 'gu')],
] as const);

/**
 * Every phrase of a prompt that a directive says better, in order, none over another; "the camera pans left", 镜头缓慢推进. None that is
 * forbidden, which would become an order, and none in brackets, which would get others.
 */
export function phrasesIn(prompt: string): readonly Phrase[] {
  const found = patterns.flatMap(([directive, pattern]) => [...prompt.matchAll(pattern)].map((match) => ({
    start: match.index, end: match.index + match[0].length, directive, manner: match.groups?.['before'] ?? match.groups?.['after'] ?? '',
  })));
  const longestFirst = found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart = longestFirst.filter((phrase, index) => longestFirst.slice(Math.max(0, index - 4), index).every(({ end }) => end <= phrase.start));
  return apart.filter((phrase) => !isInBrackets(prompt, phrase) && !isForbidden(prompt, phrase));
}

/** In brackets that are closed, or that begin in the same line. No longer ones than are read as such. */
function isInBrackets(prompt: string, { start, end }: Pick<Phrase, 'start' | 'end'>): boolean {
  const open = /[[【［〔〖「『][^\]】］〕〗」』]*$/u.exec(prompt.slice(Math.max(0, start - 300), start));
  return open !== null && (!/[\r\n]/.test(open[0]) || /^[^[【［]*[\]】］〕〗」』]/u.test(prompt.slice(end, end + 300)));
}

/** Puts the directive in the phrase's place; its manner stays behind it, and a punctuation mark that would be left alone goes. */
export function phraseEdit(prompt: string, { start, end, directive, manner }: Phrase): TextEdit {
  const name = `[${directiveOf(directive)[languageOf(prompt)]}]`;
  if (manner !== '') return { start, end, text: `${name}${/[a-z]/i.test(manner) ? ' ' : ''}${manner}` };
  return { start, end: end + (/^[,.;，。；]/.test(prompt.slice(end, end + 1)) ? 1 : 0), text: name };
}
