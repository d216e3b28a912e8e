import * as l10n from '@vscode/l10n';
import { checkPrompt } from './check.ts';
import type { CheckOptions } from './check.ts';
import { labelOut } from './labelled.ts';
import { languageOf } from './language.ts';
import { asAdverb, mannerOnly } from './manner.ts';
import { outerBrackets, withoutOuter } from './outerBrackets.ts';
import { parsePrompt } from './parse.ts';
import type { Bracket, Word } from './parse.ts';
import type { Fix, Problem, PromptProblemCode } from './problem.ts';
import { promptProblemCodes } from './problem.ts';
import { keepOnly, splitBefore, withoutWord } from './refactor.ts';
import { choiceWords, gapBehind, rewriteBracket } from './rewrite.ts';
import { applyEdits } from './textEdit.ts';
import { actingIndex, moveBracketStart } from './timelineEdit.ts';
import { translateBracket } from './translate.ts';
import { directiveOf } from './vocabulary.ts';

/** The mends of a problem that `checkPrompt` found in this prompt, best first. Each was tried, see `mends`. */
export function fixesFor(prompt: string, problem: Problem<PromptProblemCode>, options: CheckOptions): readonly Fix[] {
  const before = checkPrompt(prompt, options);
  return candidatesFor(prompt, problem, options).filter((fix) => mends(fix, problem, before, checkPrompt(applyEdits(prompt, fix.edits), options)));
}

/** What may mend a problem of this prompt, best first; not yet tried. `sureOnly`: what is not sure may be left out, to save time. */
export function candidatesFor(prompt: string, problem: Problem<PromptProblemCode>, options: CheckOptions, sureOnly = false): readonly Fix[] {
  const brackets = parsePrompt(prompt);
  const index = brackets.findIndex(({ start, end }) => start <= problem.start && problem.start < end);
  const bracket = brackets[index];
  if (problem.code === 'other-bracket') return [withoutOuterBrackets(prompt, brackets, problem) ?? withoutBrackets(prompt, problem)];
  return bracket === undefined ? [] : candidates({ prompt, bracket, index, options, sureOnly }, problem);
}

const ofDirectives: ReadonlySet<string> = new Set(['late-move', 'mixed-languages', 'optimizer-with-directives']);

/** Information that is given of known directives alone: it comes to light when a word becomes one, as with any that is typed. */
export function comesToLight(code: string): boolean {
  return ofDirectives.has(code);
}

const promptCodes: ReadonlySet<string> = new Set(promptProblemCodes);

/**
 * True when a re-check finds what it found before, less this problem. Places and wording may change. Where words become a
 * directive or a prompt, what is said of these may come to light.
 */
export function mends(fix: Fix, problem: Problem, before: readonly Problem[], after: readonly Problem[]): boolean {
  const count = (problems: readonly Problem[], code: string) => problems.filter((other) => other.code === code).length;
  const found = new Set([...before, ...after].map(({ code }) => code));
  const revealed = (code: string) => (fix.makesDirective === true && comesToLight(code)) || (fix.makesPrompt === true && (comesToLight(code) || promptCodes.has(code)));
  return [...found].every((code) => revealed(code) || count(after, code) <= count(before, code) - (code === problem.code ? 1 : 0));
}

interface Place {
  readonly prompt: string;
  readonly bracket: Bracket;
  /** Of the bracket, in `parsePrompt`. */
  readonly index: number;
  readonly options: CheckOptions;
  readonly sureOnly: boolean;
}

function candidates(place: Place, problem: Problem<PromptProblemCode>): readonly Fix[] {
  const { prompt, bracket } = place;
  const word = bracket.words.find(({ start }) => start === problem.start);
  switch (problem.code) {
    case 'unknown-directive': return word === undefined ? [] : unknownFixes(place, word);
    case 'unclosed-bracket': return [unnest(prompt, bracket) ?? close(prompt, bracket, place.options.prose !== true)];
    case 'full-width-brackets': return [{ title: l10n.t('Change to “[ ]”'), edits: [asciiBrackets(prompt, bracket)], sure: bracket.words.some(({ directive }) => directive !== undefined) && !/[「『]/.test(prompt.charAt(bracket.start)) }];
    case 'mixed-languages': return word === undefined ? [] : [otherLanguage(prompt, word)];
    case 'late-move': return [earlier(place, problem)].filter(({ edits }) => staysInLine(prompt, edits));
    case 'too-many-moves': return word === undefined ? [] : [{ title: l10n.t('Move the others to their own bracket'), edits: splitBefore(prompt, bracket, word), sure: true }];
    case 'repeated-move': return word === undefined ? [] : [remove(prompt, bracket, word, true)];
    case 'opposite-moves': return word === undefined ? [] : [inSequence(prompt, bracket, word), remove(prompt, bracket, word)];
    // What it should say, only the person knows.
    case 'placeholder': return [];
    case 'other-bracket': return [withoutBrackets(prompt, problem)];
    case 'static-with-move': return word === undefined ? [] : staticFixes(prompt, bracket, word);
  }
}

function unknownFixes({ prompt, bracket, options, sureOnly }: Place, word: Word): readonly Fix[] {
  if (bracket.ban !== undefined) return [unbracketed(prompt, bracket)];
  const language = languageOf(prompt);
  const { choices: all = [], forbids = false, guess = true } = word.reading ?? {};
  // What is forbidden beside a move says how to do that move, not to stand still.
  const choices = forbids && bracket.words.some((other) => other !== word && other.directive !== 'static-shot' && (other.directive ?? other.reading?.choices.length)) ? [] : all;
  // In Markdown and plain text a bracket that has to be guessed at may be anything.
  const maySure = !forbids && !(options.prose === true && guess);
  const labelled = forbids ? undefined : labelOut(prompt, bracket, word, language);
  if (labelled !== undefined) return [{ title: l10n.t('Change to “{0}”', labelled.name), edits: labelled.edits, sure: maySure && labelled.sure, makesDirective: true }, ...(sureOnly ? [] : [outOfBracket(prompt, bracket, word)])];
  const replacements = choices.filter((choice) => !sureOnly || (maySure && choice.sure)).map((choice): Fix => {
    const { edits, changesOrder } = rewriteBracket(prompt, bracket, word, choice, language);
    const sure = maySure && choice.sure && !changesOrder;
    return { title: l10n.t('Change to “{0}”', choiceWords(choice, language)), edits, sure, makesDirective: true };
  });
  // `[Push in, slowly]`: how another word's move is done, and nothing else.
  const manner = mannerOnly(word.text) && bracket.words.some((other) => other.directive !== undefined);
  if (sureOnly && !manner) return replacements;
  const prose: Fix = { ...outOfBracket(prompt, bracket, word), ...(manner && { sure: true }) };
  return forbids ? [prose, ...replacements] : [...replacements, prose];
}

function outOfBracket(prompt: string, bracket: Bracket, word: Word): Fix {
  return { title: l10n.t('Move “{0}” out of the bracket', word.text), edits: asProse(prompt, bracket, word) };
}

/** What is forbidden becomes prose; of a list all of it, or the rest would stand there as orders. */
function unbracketed(prompt: string, { start, end, ban }: Bracket): Fix {
  const fixes = parsePrompt(prompt).filter((other) => other.ban !== undefined && other.ban.start === ban?.start).map((one) => withoutBrackets(prompt, one, true));
  return { ...withoutBrackets(prompt, { start, end }, true), edits: fixes.flatMap(({ edits }) => edits) };
}

/** @param goesOn the words are a part of the sentence around them */
function withoutBrackets(prompt: string, { start, end }: Pick<Problem, 'start' | 'end'>, goesOn = false): Fix {
  const words = prompt.slice(start + 1, end - 1).trim();
  const [before, rest] = [prompt.slice(0, start), prompt.slice(end)];
  const apart = /[\w\])]$/.test(before) ? ' ' : '';
  const gap = /^[[(（]/.test(rest) ? ' ' : goesOn && !/^\s+\p{Lu}/u.test(rest) ? '' : gapBehind(words, rest, before);
  return { title: l10n.t('Move “{0}” out of the bracket', words), edits: [{ start, end, text: `${apart}${words}${gap}` }] };
}

function withoutOuterBrackets(prompt: string, brackets: readonly Bracket[], { start, end }: Problem): Fix | undefined {
  const outer = outerBrackets(prompt, brackets).find((one) => one.start === start && one.end === end);
  // With words before the directive they may be a note of the person's.
  return outer && { title: l10n.t('Remove the outer brackets'), edits: withoutOuter(prompt, brackets, outer), sure: /^[[【［\s]*$/u.test(prompt.slice(start, brackets.find((one) => one.start > start)?.start)) };
}

/** Takes the word out of its bracket and puts it, with a comma where prose stands beside it, where the bracket stood or behind it. */
function asProse(prompt: string, bracket: Bracket, word: Word): Fix['edits'] {
  const wide = /\p{Script=Han}/u.test(word.text);
  const said = mannerOnly(word.text) && !/\s/.test(word.text) ? asAdverb(word.text) : word.text;
  const text = `${said}${gapBehind(said, prompt.slice(bracket.end), prompt.slice(0, bracket.start))}`;
  if (bracket.words.length === 1) {
    const before = prompt.slice(0, bracket.start);
    const behindWord = /[\p{L}\p{N}]$/u.test(before.slice(-100).trimEnd());
    const from = behindWord ? before.trimEnd().length : bracket.start;
    return [{ start: from, end: bracket.end, text: `${from < bracket.start || (wide && from > 0 && behindWord) ? (wide ? '，' : ', ') : ''}${text}` }];
  }
  return [...withoutWord(prompt, bracket, word), { start: bracket.end, end: bracket.end, text: wide ? text : ` ${text}` }];
}

/** `[Push in [slow]]` → `[Push in] slow`, `[Push in [Pan left]]` → `[Push in] [Pan left]`: a bracket in a bracket is none for the model. */
function unnest(prompt: string, { end }: Bracket): Fix | undefined {
  const { between = '', inside = '', behind = '' } = /^(?<between>[^[\]\r\n]{0,40})\[(?<inside>[^[\]\r\n]{1,60})\](?<behind>[^[\]\r\n]{0,40})\]/u.exec(prompt.slice(end, end + 150))?.groups ?? {};
  if (inside === '') return undefined;
  const own = parsePrompt(`[${inside}]`)[0]?.words.every(({ directive }) => directive !== undefined) === true;
  const rest = [between, own ? `[${inside}]` : asAdverb(inside.trim()), behind].map((part) => part.trim().replace(/^,\s*/, '')).filter((part) => part !== '').join(' ');
  const length = between.length + inside.length + behind.length + 3;
  return { title: l10n.t('Close the bracket'), edits: [{ start: end, end: end + length, text: `] ${rest}${own ? '' : gapBehind(rest, prompt.slice(end + length), '')}` }] };
}

/** `[Push in) A fox` → `[Push in] A fox`: the key beside the right one, unless it ends what something in front has begun. */
function close(prompt: string, bracket: Bracket, sure: boolean): Fix {
  const closing = { '[': ']', '【': '】', '［': '］' }[prompt.charAt(bracket.start)] ?? ']';
  const [, gap = '', mark = ''] = /^([ \t]*)([)）}｝〉》」』〕])/u.exec(prompt.slice(bracket.end, bracket.end + 20)) ?? [];
  const line = prompt.slice(Math.max(0, bracket.start - 1000), bracket.end).split('\n').at(-1) ?? '';
  const stray = mark !== '' && !isOpen(line, mark);
  return { title: l10n.t('Close the bracket'), edits: [{ start: bracket.end, end: bracket.end + (stray ? gap.length + 1 : 0), text: closing }], sure };
}

const openings: Readonly<Record<string, string>> = {
  ')': '(（', '）': '(（', '}': '{｛', '｝': '{｛', '〉': '〈《', '》': '〈《', '」': '「', '』': '『', '〕': '〔',
};

/** Whether something in a line waits for a closing mark. */
function isOpen(line: string, mark: string): boolean {
  const opening = openings[mark] ?? '';
  const closing = Object.keys(openings).filter((one) => openings[one] === opening);
  let open = 0;
  for (const char of line) open = opening.includes(char) ? open + 1 : closing.includes(char) ? Math.max(0, open - 1) : open;
  return open > 0;
}

function asciiBrackets(prompt: string, bracket: Bracket): Fix['edits'][number] {
  if (!bracket.closed) return { start: bracket.start, end: bracket.start + 1, text: '[' };
  return { start: bracket.start, end: bracket.end, text: translateBracket(prompt, bracket) };
}

function otherLanguage(prompt: string, word: Word): Fix {
  const name = word.directive === undefined ? word.text : directiveOf(word.directive)[languageOf(prompt)];
  return { title: l10n.t('Change to “{0}”', name), edits: [{ start: word.start, end: word.end, text: name }] };
}

/**
 * Gives a late move the last third of the clip, several at least a second and a half each, where a clause begins; else the first
 * bracket moves to the front.
 */
function earlier({ prompt, index, options: { seconds } }: Place, { end }: Problem): Fix {
  const first = actingIndex(prompt, index);
  const last = actingIndex(prompt, parsePrompt(prompt).findLastIndex((bracket) => bracket.end <= end));
  const count = last - first + 1;
  return {
    title: count > 1 ? l10n.t('Start these moves earlier') : l10n.t('Start this move earlier'),
    edits: moveBracketStart(prompt, seconds, first, seconds - Math.min(seconds, Math.max(seconds / 3, 1.5 * count)), { count, clauses: true, latest: seconds - count }),
  };
}

/** A move that is taken to another line, or in front of a list mark, leaves a list or a label behind that says something else. */
function staysInLine(prompt: string, edits: Fix['edits']): boolean {
  const [from, to] = [Math.min(...edits.map(({ start }) => start)), Math.max(...edits.map(({ end }) => end))];
  return !/[\r\n]/.test(prompt.slice(from, to)) && !/^[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]/.test(prompt.slice(from, from + 20));
}

function remove(prompt: string, bracket: Bracket, word: Word, sure = false): Fix {
  return { title: l10n.t('Remove “{0}”', word.text), edits: withoutWord(prompt, bracket, word), sure, ...(!sure && { removes: true }) };
}

function inSequence(prompt: string, bracket: Bracket, word: Word): Fix {
  return { title: l10n.t('Move “{0}” to its own bracket', word.text), edits: splitBefore(prompt, bracket, word) };
}

/** Either may be the one that cannot join: the static shot, or the move behind it. */
function staticFixes(prompt: string, bracket: Bracket, word: Word): readonly Fix[] {
  const still = bracket.words.find((other) => other.directive === 'static-shot');
  return [
    inSequence(prompt, bracket, word),
    ...(still === undefined ? [] : [
      remove(prompt, bracket, still),
      { title: l10n.t('Keep only “{0}”', still.text), edits: keepOnly(bracket, still), removes: true },
    ]),
  ];
}
