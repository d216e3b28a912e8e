import { conflictOf } from './conflicts.ts';
import { mannerOnly } from './manner.ts';
import type { Bracket, Word } from './parse.ts';
import type { Choice, Step } from './reading.ts';
import type { TextEdit } from './textEdit.ts';
import { directiveOf } from './vocabulary.ts';
import type { DirectiveId, DirectiveLanguage } from './vocabulary.ts';
import { readWay } from './way.ts';

/** Several directives as they stand in one bracket: "Truck left, Pan right". */
export function namesOf(moves: readonly DirectiveId[], language: DirectiveLanguage): string {
  return moves.map((move) => directiveOf(move)[language]).join(separator(language));
}

/** What a choice would write: `[Push in] slowly`; of one bracket and nothing else the names alone. */
export function choiceWords({ steps }: Choice, language: DirectiveLanguage): string {
  const [only] = steps;
  if (steps.length === 1 && only?.rest === '') return namesOf(only.moves, language);
  return written(steps.map(({ moves, rest }) => ({ words: [namesOf(moves, language)], moves, rest })), language);
}

/** A bracket as it is going to be written. */
interface Block {
  readonly words: readonly string[];
  readonly moves: readonly DirectiveId[];
  readonly rest: string;
}

export interface Rewriting {
  readonly edits: readonly TextEdit[];
  /**
   * A move became a bracket of its own because it cannot act together with the others, what was said of one of several moves stands
   * behind them all, or prose had to go before the bracket.
   */
  readonly changesOrder: boolean;
}

/**
 * A bracket with a choice in a word's place: what spells the directive becomes its name, everything else prose behind the bracket. Words
 * of the same bracket that leave no doubt are written anew with it, so that what was said of each stays with it.
 */
export function rewriteBracket(prompt: string, bracket: Bracket, target: Word, choice: Choice, language: DirectiveLanguage): Rewriting {
  const blocks: Block[] = [];
  let apart = false;
  for (const word of bracket.words) {
    const sure = word.reading?.choices.find((one) => one.sure && !word.reading?.forbids);
    const steps = word === target ? choice.steps : word.directive === undefined ? sure?.steps : undefined;
    if (steps === undefined) add(blocks, { words: [word.text], moves: word.directive === undefined ? [] : [word.directive], rest: '' });
    else {
      for (const [index, step] of steps.entries()) apart = addStep(blocks, step, index > 0 || word.reading?.follows === true, language) || apart;
    }
  }
  const said = bracket.words.flatMap((word) => (word === target ? choice : word.reading?.choices.find(({ sure }) => sure))?.steps ?? []);
  const shared = said.some(({ moves, rest }) => rest !== '' && blocks.some((block) => block.moves.length > moves.length && moves.every((move) => block.moves.includes(move))));
  return place(prompt, bracket, blocks, language, apart || shared, target);
}

function add(blocks: Block[], block: Block, anew = false): void {
  const open = blocks.at(-1);
  if (open === undefined || anew) blocks.push(block);
  else blocks[blocks.length - 1] = { words: [...open.words, ...block.words], moves: [...open.moves, ...block.moves], rest: [open.rest, block.rest].filter((rest) => rest !== '').join(', ') };
}

/** @returns true when it had to go into a bracket of its own */
function addStep(blocks: Block[], { moves, rest }: Step, anew: boolean, language: DirectiveLanguage): boolean {
  const present = anew ? [] : blocks.at(-1)?.moves ?? [];
  const fresh = moves.filter((move) => !present.includes(move));
  const conflict = fresh.some((move, index) => conflictOf(move, [...present, ...fresh.slice(0, index)]) !== undefined);
  add(blocks, { words: fresh.map((move) => directiveOf(move)[language]), moves: fresh, rest }, anew || conflict);
  return conflict;
}

function place(prompt: string, bracket: Bracket, blocks: readonly Block[], language: DirectiveLanguage, apart: boolean, target: Word): Rewriting {
  const { side, acting } = readWay(prompt);
  const rests = blocks.map(({ rest }) => rest).filter((rest) => rest !== '');
  const { start, end } = bracket;
  // Prose behind the last bracket would turn a prompt round whose brackets stand behind their words.
  if (side === 'behind' && acting.at(-1)?.start === start && rests.some((rest) => !mannerOnly(rest))) {
    const from = prompt.slice(0, start).trimEnd().length;
    const wide = /\p{Script=Han}/u.test(rests.join(''));
    const text = `${wide ? '，' : ', '}${rests.join(wide ? '，' : ', ')}${wide ? '' : ' '}${written(blocks.map((block) => ({ ...block, rest: '' })), language)}`;
    return { edits: [{ start: from, end, text }], changesOrder: true };
  }
  const text = written(blocks, language);
  const last = blocks.at(-1)?.rest ?? '';
  return { edits: [smallest(prompt, bracket, target, text + (last === '' ? '' : gapBehind(last, prompt.slice(end), prompt.slice(0, start))))], changesOrder: apart };
}

/** Where nothing but the word changes, that alone is replaced. */
function smallest(prompt: string, { start, end }: Bracket, target: Word, text: string): TextEdit {
  const [head, tail] = [prompt.slice(start, target.start), prompt.slice(target.end, end)];
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return { start, end, text };
  return { start: target.start, end: target.end, text: text.slice(head.length, text.length - tail.length) };
}

function written(blocks: readonly Block[], language: DirectiveLanguage): string {
  return blocks.map(({ words, rest }) => `[${words.join(separator(language))}]${rest === '' || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(rest) ? '' : ' '}${rest}`).join(' ');
}

/** A sentence may begin here: at the start, behind one that ended, a label, a quote mark or another bracket. */
const sentenceStart = /(?:^|[.!?:。！？：；\n\]】］>*"“‘「『(（])[\s"'“‘「『*_>\p{So}-]*$/u;
/** As much as is looked at in front of a bracket: quote marks and space. */
const longestLead = 30;
/** Goes on with what was said: "of a fox" and "in the snow". */
const goesOn = /^\s+(?:and|on|to|towards?|into|onto|through|over|across|around|along|past|from|of|at|in|with|behind|for|above|below|beneath|between|by|against|near|beside|inside|alongside)\b/;

/**
 * What parts prose that comes out of a bracket from prose that goes on behind it: a full stop where a sentence stands there by itself,
 * nothing in the midst of a phrase, else a comma.
 * @param before the text in front of the bracket
 */
export function gapBehind(prose: string, rest: string, before: string): string {
  if (!/^\s*["“‘'(（「]?[\p{L}\p{N}]/u.test(rest)) return '';
  // `[Zoom in!]`
  if (/[.!?…。！？:：;；,，、]["”’']?$/u.test(prose)) return /^\s/.test(rest) || /[。！？：；，、]["”’']?$/u.test(prose) ? '' : ' ';
  // Who types Chinese or Japanese with spaces parts phrases by them.
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(prose) && /^\s/.test(rest)) return '';
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(prose)) return '、';
  if (/\p{Script=Han}$/u.test(prose)) return '，';
  if (goesOn.test(rest) && /\s/.test(prose)) return '';
  return `${/^\s*["“‘'(]?\p{Lu}/u.test(rest) && sentenceStart.test(before.slice(-longestLead)) ? '.' : ','}${/^\s/.test(rest) ? '' : ' '}`;
}

function separator(language: DirectiveLanguage): string {
  return language === 'en' ? ', ' : ',';
}
