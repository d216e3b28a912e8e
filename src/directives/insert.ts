import { conflictOf } from './conflicts.ts';
import type { Conflict } from './conflicts.ts';
import { languageOf, languageOfWord } from './language.ts';
import { parsePrompt } from './parse.ts';
import { bracketAround, gapAfter } from './suggest.ts';
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
 */
export function insertDirective(text: string, offset: number, id: DirectiveId, language: DirectiveLanguage = 'en'): Insertion {
  return joinBracket(text, offset, id, language) ?? newBracket(text, offset, id, language);
}

function joinBracket(text: string, offset: number, id: DirectiveId, otherwise: DirectiveLanguage): Insertion | undefined {
  const touched = parsePrompt(text).find(({ closed, start, end }) => closed && (start === offset || end === offset));
  const inside = bracketAround(text, touched === undefined ? offset : touched.end - 1);
  if (inside === undefined) return undefined;
  const { word, others, close } = inside;
  const [known] = parsePrompt(text).flatMap(({ words }) => words.filter(({ start, directive }) => directive !== undefined && start === word.start));
  const language = known === undefined ? languageOf(text, otherwise) : languageOfWord(known);
  const conflict = conflictOf(id, [...others, ...(known?.directive === undefined ? [] : [known.directive])]);
  if (conflict !== undefined) return touched === undefined ? { kind: 'conflict', conflict, language } : undefined;
  const name = directiveOf(id)[language];
  const comma = language === 'en' ? ', ' : ',';
  const gap = language === 'en' && /[,，、]/.test(text.charAt(word.start - 1)) ? ' ' : '';
  const { start, end } = known === undefined ? word : { start: known.end, end: known.end };
  const closing = close === undefined ? `]${gapAfter(text, end)}` : '';
  const inserted = `${known === undefined ? gap : comma}${name}${closing}`;
  return { kind: 'edit', edit: { start, end, text: inserted }, cursor: start + inserted.length };
}

function newBracket(text: string, offset: number, id: DirectiveId, otherwise: DirectiveLanguage): Insertion {
  const language = languageOf(text, otherwise);
  const [before, after] = [text.charAt(offset - 1), text.charAt(offset)];
  const spaced = language === 'en';
  const lead = spaced && before !== '' && before.trim() !== '' ? ' ' : '';
  const trail = spaced && (after === '' || after.trim() !== '') ? ' ' : '';
  const inserted = `${lead}[${directiveOf(id)[language]}]${trail}`;
  // Behind the space that is there already, so that the next word or bracket can follow.
  const over = spaced && trail === '' && after === ' ' ? 1 : 0;
  return { kind: 'edit', edit: { start: offset, end: offset, text: inserted }, cursor: offset + inserted.length + over };
}
