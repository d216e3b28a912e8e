import { conflictOf } from './conflicts.ts';
import type { Conflict } from './conflicts.ts';
import { languageOf, languageOfWord } from './language.ts';
import { looksLikeDirective } from './nearest.ts';
import { parsePrompt, wordsBetween } from './parse.ts';
import { roomAt, endsAddress } from './room.ts';
import { bracketAround, gapAfter, suggest } from './suggest.ts';
import type { OpenBracket } from './suggest.ts';
import type { TextEdit } from './textEdit.ts';
import { directiveOf } from './vocabulary.ts';
import type { DirectiveId, DirectiveLanguage } from './vocabulary.ts';

/** A directive put into a text, or why it cannot join the bracket at the cursor. */
export type Insertion =
  | { readonly kind: 'edit'; readonly edit: TextEdit; /** Where the cursor goes, an offset of the text after. */ readonly cursor: number }
  | { readonly kind: 'conflict'; readonly conflict: Conflict; readonly language: DirectiveLanguage };

/**
 * Writes a directive at an offset of a text, in the language that the text uses: into the bracket that the offset lies in or
 * touches, in place of a half-typed word, or else as a bracket of its own, set off by spaces where the words around are.
 * What stands around stays what it is: from within a link, a word or an emoji the bracket goes behind it.
 */
export function insertDirective(text: string, offset: number, id: DirectiveId, language: DirectiveLanguage = 'en'): Insertion {
  // Nothing that matters here spans lines, so that a long text costs no more than a short one.
  const before = text.slice(0, offset);
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const length = text.slice(start).search(/[\r\n]/);
  const line = length < 0 ? text.slice(start) : text.slice(start, start + length);
  const used = languageOf(text, language);
  const place = roomAt(line, offset - start);
  const insertion = joinBracket(line, offset - start, id, used) ?? joinBracket(line, place, id, used) ?? newBracket(line, place, id, used);
  if (insertion.kind === 'conflict') return insertion;
  const { edit, cursor } = insertion;
  return { kind: 'edit', edit: { ...edit, start: edit.start + start, end: edit.end + start }, cursor: cursor + start };
}

function joinBracket(line: string, offset: number, id: DirectiveId, around: DirectiveLanguage): Insertion | undefined {
  const brackets = parsePrompt(line);
  const touched = brackets.find(({ closed, start, end }) => closed && (start === offset || end === offset));
  const at = touched === undefined ? offset : touched.end - 1;
  const inside = bracketAround(line, at);
  if (inside === undefined) return undefined;
  const { word, others, close } = inside;
  const [known] = brackets.flatMap(({ words }) => words.filter(({ start, directive }) => directive !== undefined && start === word.start));
  if (known === undefined && !takesDirective(line, inside)) return undefined;
  const language = known === undefined ? around : languageOfWord(known);
  const conflict = conflictOf(id, [...others, ...(known?.directive === undefined ? [] : [known.directive])]);
  if (conflict !== undefined) return touched === undefined ? { kind: 'conflict', conflict, language } : undefined;
  const name = directiveOf(id)[language];
  const comma = language === 'en' ? ', ' : ',';
  const gap = language === 'en' && /[,，、]/.test(line.charAt(word.start - 1)) ? ' ' : '';
  const { start, end } = known === undefined ? word : { start: known.end, end: known.end };
  const closing = close === undefined ? `]${gapBehind(line, end)}` : '';
  const inserted = `${known === undefined ? gap : comma}${name}${closing}`;
  return { kind: 'edit', edit: { start, end, text: inserted }, cursor: start + inserted.length };
}

const checkBox = /^\s*(?:[-*+]|\d+[.)])\s+\[[ x]\]/i;

/**
 * Whether the word at the cursor may become a directive: it is none yet or half-typed, and what else the bracket holds are
 * directives, too. A bracket of prose (`[1]`, `[sic]`, a check box, one in code) stays what it is.
 */
function takesDirective(line: string, { start, close, word }: OpenBracket): boolean {
  const isPart = close !== undefined && roomAt(line, start + 1) > close + 1;
  if (isPart || (close !== undefined && (checkBox.exec(line)?.[0].length ?? 0) > close)) return false;
  const others = wordsBetween(line, start + 1, close ?? word.end).filter((other) => other.start !== word.start);
  if (!others.every(({ text, directive }) => directive !== undefined || looksLikeDirective(text))) return false;
  const typed = line.slice(word.start, word.end);
  return typed === '' || looksLikeDirective(typed) || (suggest(line, word.end)?.items.length ?? 0) > 0;
}

function newBracket(line: string, place: number, id: DirectiveId, language: DirectiveLanguage): Insertion {
  const [before, after] = [line.charAt(place - 1), line.charAt(place)];
  const spaced = language === 'en';
  const lead = (spaced && before !== '' && before.trim() !== '') || isProseBracket(line, place) || endsAddress(line, place) ? ' ' : '';
  const trail = spaced && (after === '' || after.trim() !== '') ? ' ' : spaced ? '' : gapBehind(line, place);
  const inserted = `${lead}[${directiveOf(id)[language]}]${trail}`;
  // Behind the space that is there already, so that the next word or bracket can follow.
  const over = spaced && trail === '' && after === ' ' ? 1 : 0;
  return { kind: 'edit', edit: { start: place, end: place, text: inserted }, cursor: place + inserted.length + over };
}

/** What follows a new bracket must not make it a link's text. */
function gapBehind(line: string, at: number): string {
  return line.charAt(at) === '(' ? ' ' : gapAfter(line, at);
}

/** `[1]` with a bracket right behind it would be a link by reference. */
function isProseBracket(line: string, end: number): boolean {
  return line.charAt(end - 1) === ']' && !parsePrompt(line).some((bracket) => bracket.end === end);
}
