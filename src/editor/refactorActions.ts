import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plain } from '../host/plain.ts';
import { parsePrompt } from '../directives/parse.ts';
import { phraseEdit, phrasesIn } from '../directives/phrases.ts';
import { mergeBrackets, splitBracket } from '../directives/refactor.ts';
import { turningWords } from '../directives/sideWords.ts';
import type { TextEdit } from '../directives/textEdit.ts';
import { turnings } from '../directives/turn.ts';
import { directiveOf } from '../directives/vocabulary.ts';
import { shotAt, toPrompt } from '../shots/document.ts';
import { inDocument } from '../shots/edit.ts';
import { asFilled, writtenEdits } from '../shots/fillings.ts';
import { passageAt } from '../shots/prose/readProse.ts';
import { documentKind } from '../shots/readDocument.ts';
import { conversionEdits } from './conversionEdits.ts';
import { editsOf, shotsOf } from './shotDocument.ts';

/** What may be rewritten at a range although it is right already: another grouping, a directive for words, another language. */
export function refactorings(document: vscode.TextDocument, range: vscode.Range, { triggerKind }: vscode.CodeActionContext): vscode.CodeAction[] {
  // A light bulb on every line would say nothing: unasked come only words that a directive says better.
  if (triggerKind === vscode.CodeActionTriggerKind.Automatic) return phraseActions(document, range);
  return [...bracketActions(document, range), ...turnActions(document, range), ...phraseActions(document, range), ...languageActions(document, range)];
}

function rewrite(document: vscode.TextDocument, title: string, edits: readonly TextEdit[] | undefined): vscode.CodeAction[] {
  if (edits === undefined || edits.length === 0) return [];
  const action = new vscode.CodeAction(plain(title), vscode.CodeActionKind.RefactorRewrite);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, editsOf(document, edits));
  return [action];
}

/** The line's text and the cursor in it; a bracket never spans lines. */
function bracketActions(document: vscode.TextDocument, { start }: vscode.Range): vscode.CodeAction[] {
  const line = document.lineAt(start.line).text;
  const base = document.offsetAt(new vscode.Position(start.line, 0));
  const there = (edits: readonly TextEdit[] | undefined) => edits?.map((edit) => ({ ...edit, start: edit.start + base, end: edit.end + base }));
  const bracket = parsePrompt(line).find((found) => found.closed && found.start <= start.character && start.character <= found.end);
  return [
    ...rewrite(document, l10n.t('Combine into one bracket'), there(mergeBrackets(line, start.character))),
    ...(bracket === undefined ? [] : rewrite(document, l10n.t('Split into separate brackets'), there(splitBracket(line, bracket)))),
  ];
}

/** Where the brackets of the shot at the cursor stand. */
function turnActions(document: vscode.TextDocument, { start }: vscode.Range): vscode.CodeAction[] {
  const text = document.getText();
  const shot = shotAt(shotsOf(document), document.offsetAt(start));
  return shot === undefined ? [] : turnings(shot.filled).flatMap((turning) =>
    rewrite(document, turningWords(turning), writtenEdits(shot.fillings, turning.edits)?.flatMap((edit) => inDocument(text, shot, edit))));
}

function phraseActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
  const text = document.getText();
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const shot = shotAt(shotsOf(document), from) ?? (documentKind(document.languageId) === 'prose' ? passageAt(text, from) : undefined);
  if (shot === undefined) return [];
  const [start, end] = [toPrompt(shot, from), toPrompt(shot, to)];
  if (start === undefined || end === undefined) return [];
  const { filled, fillings } = shot;
  const here = asFilled(fillings, { start, end });
  return phrasesIn(filled).filter((phrase) => phrase.start <= here.end && here.start <= phrase.end).flatMap((phrase) => {
    const { en, zh } = directiveOf(phrase.directive);
    const edit = phraseEdit(filled, phrase);
    return rewrite(document, l10n.t('Replace “{0}” with the directive [{1}]', filled.slice(phrase.start, phrase.end), edit.text.includes(zh) ? zh : en),
      writtenEdits(fillings, [edit])?.flatMap((one) => inDocument(text, shot, one)));
  });
}

function languageActions(document: vscode.TextDocument, { start }: vscode.Range): vscode.CodeAction[] {
  const shot = shotAt(shotsOf(document), document.offsetAt(start));
  const whole = { start: 0, end: document.getText().length };
  return [
    ...(shot === undefined ? [] : [
      ...rewrite(document, l10n.t('Convert the directives of this shot to English'), conversionEdits(document, 'en', shot)),
      ...rewrite(document, l10n.t('Convert the directives of this shot to Chinese'), conversionEdits(document, 'zh', shot)),
    ]),
    ...rewrite(document, l10n.t('Convert the directives of this file to English'), conversionEdits(document, 'en', whole)),
    ...rewrite(document, l10n.t('Convert the directives of this file to Chinese'), conversionEdits(document, 'zh', whole)),
  ];
}
