import * as vscode from 'vscode';
import type { DocumentShot, Script, ShotDocument } from '../shots/document.ts';
import { scriptAt, settingsOf, shotAt } from '../shots/document.ts';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import { fill, wordsOf } from '../shots/lets.ts';
import { findShot } from '../shots/find.ts';
import { passageAt, shotBetween } from '../shots/prose/readProse.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import { sourceOf } from '../shots/promptSource.ts';

/** A prompt found in an editor, with what its document says of it. */
export interface EditorShot {
  readonly prompt: string;
  readonly written: WrittenSettings;
  readonly source: PromptSource;
}

/**
 * The shots that the selections of an editor mean: each selected text, or at an empty selection the shot (in `.hailuo`)
 * or passage at the cursor. Selected titles, settings and comments of a `.hailuo` file count as such. An empty list
 * means that there is nothing at the cursor.
 */
export function shotsInEditor(editor: vscode.TextEditor): readonly EditorShot[] {
  const { document } = editor;
  const kind = documentKind(document.languageId);
  const whole = readDocument(document.getText(), kind);
  const selections = editor.selections.filter((selection) => !selection.isEmpty);
  const shots = (selections.length > 0 ? selections : editor.selections).flatMap((selection) =>
    selection.isEmpty ? atCursor(document, whole, selection.active) : selected(document, whole, selection));
  // Two cursors in one paragraph mean one shot, not two paid ones.
  return shots.filter((shot, index) => shots.findIndex((other) => other.source.line === shot.source.line && other.prompt === shot.prompt) === index);
}

/** Whether one selection holds every shot of a `.hailuo` file that has several: that is the film. */
export function isWholeFilm({ document, selections }: vscode.TextEditor): boolean {
  const [selection, ...others] = selections;
  if (!selection || others.length > 0 || documentKind(document.languageId) !== 'hailuo') return false;
  const shots = readDocument(document.getText(), 'hailuo').shots.filter(({ prompt }) => prompt !== '');
  const [first, last] = [shots[0]?.heading ?? shots[0], shots.at(-1)];
  const text = document.getText().trimEnd().length;
  return shots.length > 1 && first !== undefined && last !== undefined && document.offsetAt(selection.start) <= first.start && document.offsetAt(selection.end) >= Math.min(text, last.end);
}

/** The shot of an open document that read so a moment ago, as it reads now; undefined when it is not there any more. */
export function shotNow(prompt: string, source: PromptSource): EditorShot | undefined {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === source.uri);
  if (!document) return undefined;
  const whole = readDocument(document.getText(), documentKind(document.languageId));
  const found = findShot(document.getText(), whole.kind, { ...source, prompt })?.shot;
  // In prose its old words may be found within a paragraph that is longer now.
  const shot = found && whole.shots.find(({ start, end }) => start <= found.start && found.end <= end);
  return shot && ofShot(document, shot);
}

function ofShot(document: vscode.TextDocument, shot: DocumentShot): EditorShot {
  return { prompt: shot.filled, written: settingsOf(shot), source: sourceOf(document.uri.toString(), shot, (offset) => document.positionAt(offset).line) };
}

function atCursor(document: vscode.TextDocument, whole: ShotDocument, cursor: vscode.Position): EditorShot[] {
  const offset = document.offsetAt(cursor);
  if (whole.kind === 'hailuo') {
    const shot = shotAt(whole, offset);
    return shot && shot.prompt !== '' ? [ofShot(document, shot)] : [];
  }
  const passage = passageAt(document.getText(), offset);
  return passage && passage.prompt !== '' ? [ofShot(document, passage)] : [];
}

function selected(document: vscode.TextDocument, whole: ShotDocument, selection: vscode.Selection): EditorShot[] {
  const start = document.offsetAt(selection.start);
  const text = document.getText(selection);
  const script = scriptAt(whole, start);
  if (script === undefined || document.offsetAt(selection.end) > script.end) {
    const passage = shotBetween(document.getText(), start, start + text.length);
    return passage.prompt === '' ? [] : [ofShot(document, passage)];
  }
  const around = shotAt(whole, start);
  const part = readDocument(text, 'hailuo');
  return part.shots.filter((shot) => shot.prompt !== '').map((shot) => {
    const title = (shot.heading ? shot : around)?.title;
    const filled = fill(shot.filled, wordsOf(script.lets, around?.lets ?? []));
    return {
      prompt: filled,
      // What stands above the selection counts too: the defaults of the file and the settings of the shot it lies in.
      written: { ...inherited(script, around, shot), ...settingsOf(shot) },
      source: sourceOf(document.uri.toString(), { ...shot, filled, ...(title && { title }) }, (offset) => document.positionAt(start + offset).line),
    };
  });
}

function inherited({ defaults }: Script, around: DocumentShot | undefined, selectedShot: DocumentShot): WrittenSettings {
  if (around && !selectedShot.heading) {
    return settingsOf(around);
  }
  return settingsOf({ ...selectedShot, settings: [], defaults });
}
