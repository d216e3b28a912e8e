import type * as vscode from 'vscode';
import type { TextEdit } from '../directives/textEdit.ts';
import { translationEdits } from '../directives/translate.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { inDocument } from '../shots/edit.ts';
import { bracketsIn } from '../shots/document.ts';
import type { Span } from '../shots/span.ts';
import { shotsOf } from './shotDocument.ts';

/** Edits that write the directives of a part of a document in the other vocabulary; comments, titles and settings stay. */
export function conversionEdits(document: vscode.TextDocument, to: DirectiveLanguage, { start, end }: Span): readonly TextEdit[] {
  const text = document.getText();
  const read = shotsOf(document);
  return read.shots.filter((shot) => shot.start <= end && start <= shot.end)
    .flatMap((shot) => translationEdits(shot.prompt, to, bracketsIn(shot)).flatMap((edit) => inDocument(text, shot, edit)))
    .filter((edit) => start <= edit.start && edit.end <= end);
}
