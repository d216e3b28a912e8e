import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { conflictWords } from '../directives/conflicts.ts';
import { kindWords } from '../directives/explain.ts';
import { insertDirective } from '../directives/insert.ts';
import { languageOf } from '../directives/language.ts';
import { directiveSpelled } from '../directives/spelling.ts';
import { behaviourOf, directiveIds, directives } from '../directives/vocabulary.ts';
import type { DirectiveId, DirectiveLanguage } from '../directives/vocabulary.ts';
import { ownPrompt } from '../shots/ownPrompt.ts';
import { promptPlace } from '../shots/promptPlace.ts';
import { showInformation } from '../host/messages.ts';
import type { Choice } from '../host/pick.ts';
import { pick } from '../host/pick.ts';
import { isTooLong, shotsOf } from './shotDocument.ts';

/** `directive` is an id such as `push-in`, or any spelling of it. */
const argumentSchema = z.object({ directive: z.string() });

interface DirectiveItem extends Choice {
  readonly id?: DirectiveId;
}

/** Asks for a directive unless the argument names one, and writes it; the directive's id, or undefined when nothing was written. */
export async function insertChosenDirective(argument: unknown): Promise<DirectiveId | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    showInformation(l10n.t('Open a text file first. The directive is inserted at the cursor.'));
    return undefined;
  }
  const given = argumentSchema.safeParse(argument);
  const id = given.success ? directiveNamed(given.data.directive) : await choose(editor);
  if (id === undefined) {
    if (given.success) showInformation(l10n.t('“{0}” isn’t a camera directive. The directives are: {1}.', given.data.directive, directiveIds.join(', ')));
    return undefined;
  }
  return (await insert(editor, id)) ? id : undefined;
}

function directiveNamed(name: string): DirectiveId | undefined {
  return directiveIds.find((id) => id === name) ?? directiveSpelled(name);
}

function userLanguage(): DirectiveLanguage {
  return vscode.env.language.startsWith('zh') ? 'zh' : 'en';
}

async function choose(editor: vscode.TextEditor): Promise<DirectiveId | undefined> {
  const { text, offset, usual } = around(editor.document, placeOf(editor.document, editor.selection.active).position);
  const language = languageOf(text, usual);
  const items: DirectiveItem[] = [];
  for (const [index, { id, kind, en, zh }] of directives.entries()) {
    if (directives[index - 1]?.kind !== kind) items.push({ label: kindWords(kind), kind: vscode.QuickPickItemKind.Separator });
    const insertion = insertDirective(text, offset, id, language);
    const label = language === 'en' ? en : zh;
    items.push({
      id, label, ...(insertion.kind === 'conflict' && { icon: 'circle-slash' }), description: language === 'en' ? zh : en,
      detail: insertion.kind === 'conflict' ? conflictWords(insertion.conflict, insertion.language) : behaviourOf(id),
    });
  }
  const picked = await pick(items, { placeHolder: l10n.t('What does the camera do?'), matchOnDescription: true, matchOnDetail: true });
  return picked?.id;
}

/** Where the directive goes: into the prompt, should the cursor stand on its shot's title, a setting or a comment. */
function placeOf(document: vscode.TextDocument, position: vscode.Position): { readonly position: vscode.Position; readonly lead: string } {
  if (isTooLong(document)) return { position, lead: '' };
  const { offset, lead } = promptPlace(document.getText(), shotsOf(document), document.offsetAt(position));
  return { position: document.positionAt(offset), lead };
}

/** Where a directive goes: the text that holds the bracket there and tells its language, and the language where that tells none. */
interface Around { readonly text: string; readonly offset: number; readonly base: number; readonly usual: DirectiveLanguage }

/** A shot of a film has its own language; one without words yet has that of the shots around. */
function around(document: vscode.TextDocument, position: vscode.Position): Around {
  const start = new vscode.Position(Math.max(0, position.line - 40), 0);
  const base = document.offsetAt(start);
  const text = document.getText(new vscode.Range(start, new vscode.Position(position.line + 40, 0)));
  const offset = document.offsetAt(position) - base;
  const own = document.languageId === 'hailuo' ? ownPrompt(text, offset) : undefined;
  return own
    ? { text: text.slice(own.start, own.end), offset: offset - own.start, base: base + own.start, usual: languageOf(text, userLanguage()) }
    : { text, offset, base, usual: userLanguage() };
}

/** One undo step for all cursors. False when it can join no bracket. */
async function insert(editor: vscode.TextEditor, id: DirectiveId): Promise<boolean> {
  const { document } = editor;
  const insertions = editor.selections.map(({ active }) => {
    const { position, lead } = placeOf(document, active);
    const place = around(document, position);
    if (lead === '') return { base: place.base, insertion: insertDirective(place.text, place.offset, id, place.usual) };
    // A line of its own, where nothing around matters but the language.
    const insertion = insertDirective('', 0, id, languageOf(place.text, place.usual));
    if (insertion.kind === 'conflict') return { base: place.base, insertion };
    const edit = { start: place.offset, end: place.offset, text: lead + insertion.edit.text };
    return { base: place.base, insertion: { kind: 'edit' as const, edit, cursor: place.offset + edit.text.length } };
  });
  const all = insertions.flatMap(({ base, insertion }) => (insertion.kind === 'edit' ? [{ base, ...insertion }] : []));
  // Cursors on a title and on a setting of one shot mean the same place.
  const edits = [...new Map(all.map((one) => [one.base + one.edit.start, one])).values()];
  const refused = insertions.flatMap(({ insertion }) => (insertion.kind === 'conflict' ? [conflictWords(insertion.conflict, insertion.language)] : []));
  if (refused[0] !== undefined) showInformation(refused[0]);
  if (edits.length === 0) return false;
  const done = await editor.edit((builder) => {
    for (const { base, edit } of edits) {
      builder.replace(new vscode.Range(document.positionAt(base + edit.start), document.positionAt(base + edit.end)), edit.text);
    }
  });
  const [first] = edits;
  if (done && edits.length === 1 && first !== undefined) {
    const cursor = document.positionAt(first.base + first.cursor);
    editor.selection = new vscode.Selection(cursor, cursor);
    editor.revealRange(editor.selection);
  }
  return done;
}
