import * as l10n from '@vscode/l10n';
import { conflictOf, conflictWords, maxMoves } from './conflicts.ts';
import { labelOut } from './labelled.ts';
import { languageOf, languageOfWord } from './language.ts';
import { otherBrackets } from './otherBrackets.ts';
import { outerBrackets } from './outerBrackets.ts';
import { parsePrompt } from './parse.ts';
import type { Bracket, Word } from './parse.ts';
import { placeholdersIn } from './placeholder.ts';
import { proseBrackets } from './prose.ts';
import type { Problem, PromptProblemCode, Severity } from './problem.ts';
import { choiceWords } from './rewrite.ts';
import type { DirectiveId, DirectiveLanguage } from './vocabulary.ts';
import { readWay } from './way.ts';

export interface CheckOptions {
  /** The clip's length. */
  readonly seconds: number;
  /** A paragraph of Markdown or plain text, where brackets may be meant otherwise, see `proseBrackets`. */
  readonly prose?: boolean;
  /** Directives are sent as they are written, not in a gateway's own words. */
  readonly asWritten?: boolean;
}

type PromptProblem = Problem<PromptProblemCode>;

/** A move that has less of the clip than this can hardly be seen, seconds. */
const shortest = 1;

/** Everything that is wrong or doubtful with the directives of a prompt, in order. Total, linear time. */
export function checkPrompt(prompt: string, { seconds, prose = false, asWritten = false }: CheckOptions): readonly PromptProblem[] {
  const brackets = prose ? proseBrackets(prompt) : parsePrompt(prompt);
  const beside = besideDirectives(prompt, prose);
  if (brackets.length === 0) return beside;
  const language = languageOf(prompt);
  const problems = [
    ...brackets.flatMap((bracket) => (bracket.ban === undefined ? bracketProblems(prompt, bracket, language, asWritten) : forbiddenAround(prompt, bracket))),
    ...lateMove(prompt, brackets, seconds),
    ...beside,
  ];
  return problems.sort(inOrder);
}

function inOrder(a: PromptProblem, b: PromptProblem): number {
  return a.start - b.start || a.end - b.end;
}

function problem(code: PromptProblemCode, severity: Severity, { start, end }: { readonly start: number; readonly end: number }, message: string): PromptProblem {
  return { code, severity, start, end, message };
}

/** What is wrong with a bracket by itself. The same few stand in every shot of a file, so that they are remembered by their text. */
function bracketProblems(prompt: string, bracket: Bracket, language: DirectiveLanguage, asWritten: boolean): readonly PromptProblem[] {
  const { start, end, closed } = bracket;
  const key = end - start > longestRemembered ? undefined : `${language}${asWritten}${closed}${prompt.slice(start, end)}`;
  let known = key === undefined ? undefined : remembered.get(key);
  if (known === undefined) {
    const problems = [
      ...formProblems(prompt, bracket, asWritten), ...unknownWords(prompt, bracket, language), ...conflicts(bracket), ...otherLanguage(bracket, language, asWritten),
    ];
    if (key === undefined) return problems;
    known = shifted(problems, -start);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, known);
  }
  return shifted(known, start);
}

const remembered = new Map<string, readonly PromptProblem[]>();
const mostRemembered = 500;
const longestRemembered = 200;

function shifted(problems: readonly PromptProblem[], by: number): readonly PromptProblem[] {
  return problems.map(({ code, severity, start, end, message }) => ({ code, severity, start: start + by, end: end + by, message }));
}

function formProblems(prompt: string, bracket: Bracket, asWritten: boolean): readonly PromptProblem[] {
  const problems: PromptProblem[] = [];
  if (!bracket.closed) {
    problems.push(problem('unclosed-bracket', 'warning', bracket, l10n.t('This bracket isn’t closed, so the directive would be read as plain text.')));
  }
  if (bracket.fullWidth) {
    const text = prompt.slice(bracket.start, bracket.end);
    problems.push(problem('full-width-brackets', 'information', bracket, asWritten
      ? l10n.t('Full-width brackets are sent as they are, but the model’s documentation uses “[ ]”: {0}', text)
      : l10n.t('Full-width brackets are sent as “[ ]”: {0}', text)));
  }
  return problems;
}

function unknownWords(prompt: string, bracket: Bracket, language: DirectiveLanguage): readonly PromptProblem[] {
  return bracket.words.filter((word) => word.directive === undefined).map((word) => problem('unknown-directive', 'warning', word, messageFor(prompt, bracket, word, language)));
}

function forbidsWords(text: string): string {
  return l10n.t('“{0}” forbids something, which no camera directive can do: in brackets, the model may do it anyway. Write it as plain text.', text);
}

const longestSaid = 80;

/** A bracket that the words around it forbid: nothing else is said of it. */
function forbiddenAround(prompt: string, { start, end, words, ban }: Bracket): readonly PromptProblem[] {
  const [word] = words;
  if (ban === undefined || word === undefined) return [];
  const all = prompt.slice(ban.start, ban.end);
  // Of a long list its beginning and the bracket.
  const said = all.length <= longestSaid ? all : `${prompt.slice(ban.start, Math.min(start, ban.start + longestSaid / 2)).trim()} … ${prompt.slice(start, end)}`;
  return [problem('unknown-directive', 'warning', word, forbidsWords(said.replace(/\s+/g, ' ')))];
}

function messageFor(prompt: string, bracket: Bracket, word: Word, language: DirectiveLanguage): string {
  const { text, reading } = word;
  if (reading?.forbids === true) return forbidsWords(text);
  const [nearest] = reading?.choices ?? [];
  const meant = labelOut(prompt, bracket, word, language)?.name ?? (nearest && choiceWords(nearest, language));
  return meant === undefined
    ? l10n.t('“{0}” isn’t a camera directive, so the model reads it as plain text.', text)
    : l10n.t('“{0}” isn’t a camera directive, so the model reads it as plain text. Did you mean “{1}”?', text, meant);
}

/** What a template has to be filled with, and brackets that are no directives; in Markdown and plain text those stand for much else. */
function besideDirectives(prompt: string, prose: boolean): readonly PromptProblem[] {
  const brackets = parsePrompt(prompt);
  const places = placeholdersIn(prompt, brackets);
  const others = prose ? [] : otherBrackets(prompt, brackets, places);
  const outer = prose ? [] : outerBrackets(prompt, brackets);
  return [
    ...outer.map((place) => problem('other-bracket', 'warning', place,
      l10n.t('These brackets are around a directive that already has its own, so the model may read it as plain text.'))),
    ...places.map((place) => problem('placeholder', 'information', place,
      l10n.t('“{0}” hasn’t been filled in yet and will be sent as is.', prompt.slice(place.start, place.end)))),
    // The model was taught its directives in brackets; what else stands in some is sent with them.
    ...others.map((place) => problem('other-bracket', 'information', place,
      l10n.t('“{0}” isn’t a camera directive; it will be sent as is, brackets included.', prompt.slice(place.start, place.end)))),
  ].sort(inOrder);
}

function conflicts({ words }: Bracket): readonly PromptProblem[] {
  const present: DirectiveId[] = [];
  const problems: PromptProblem[] = [];
  const surplus: Word[] = [];
  for (const word of words) {
    if (word.directive === undefined) continue;
    const conflict = conflictOf(word.directive, present);
    if (conflict === undefined) {
      present.push(word.directive);
      continue;
    }
    if (conflict.kind === 'full') surplus.push(word);
    else problems.push(problem(codes[conflict.kind], 'warning', word, `“${word.text}”: ${conflictWords(conflict, languageOfWord(word))}`));
  }
  const [first] = surplus;
  if (first !== undefined) {
    const end = surplus.at(-1)?.end ?? first.end;
    problems.push(problem('too-many-moves', 'warning', { start: first.start, end }, l10n.t('A bracket can hold up to {0} moves; the model may ignore the rest.', maxMoves)));
  }
  return problems;
}

const codes = { repeated: 'repeated-move', opposite: 'opposite-moves', static: 'static-with-move' } as const;

function otherLanguage({ words }: Bracket, language: DirectiveLanguage, asWritten: boolean): readonly PromptProblem[] {
  const others = language === 'en' ? l10n.t('English') : l10n.t('Chinese');
  return words.filter((word) => word.directive !== undefined && languageOfWord(word) !== language).map((word) => problem(
    'mixed-languages', 'information', word,
    asWritten
      ? l10n.t('The prompt’s other directives are in {0}. This one is sent as written; a single language is easier to read.', others)
      : l10n.t('The prompt’s other directives are in {0}. This one is translated when sent, but a single language is easier to read.', others)));
}

/**
 * A bracket lasts in proportion to the text after it: one at the far end gets next to nothing of the clip. Brackets there
 * without text between share what is left, so they are judged together. Not where brackets stand behind their words, and a static
 * shot never comes too late: it lets what goes on come to rest.
 */
function lateMove(prompt: string, brackets: readonly Bracket[], seconds: number): readonly PromptProblem[] {
  const { side, head, runs } = readWay(prompt, brackets);
  const run = runs.at(-1);
  const all = head + runs.reduce((sum, { letters }) => sum + letters, 0);
  if (side === 'behind' || run === undefined || run.letters === all) return [];
  const late = run.brackets.filter(({ words, groups }) => words.some(({ directive }) => directive !== undefined) && groups.flat().some((move) => move !== 'static-shot'));
  const [first, last] = [late[0], late.at(-1)];
  if (first === undefined || last === undefined || (run.letters / all) * seconds >= shortest * run.brackets.length) return [];
  const message = late.length === 1
    ? l10n.t('This move gets only about the last second of {0} s: a move lasts as long as the text after it. Move it earlier.', seconds)
    : l10n.t('These {0} moves share less than the last {0} of {1} s: a move lasts as long as the text after it. Move them earlier.', late.length, seconds);
  return [problem('late-move', 'information', { start: first.start, end: last.end }, message)];
}
