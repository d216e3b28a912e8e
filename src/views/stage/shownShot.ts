import * as vscode from 'vscode';
import type { GatewayId } from '../../gateways/gateway.ts';
import { gatewaySetting, shotSettings } from '../../host/settings.ts';
import type { DocumentShot } from '../../shots/document.ts';
import { scriptAt, settingsOf, shotAt } from '../../shots/document.ts';
import { findShot } from '../../shots/find.ts';
import { passageAt } from '../../shots/prose/readProse.ts';
import { documentKind, readDocument } from '../../shots/readDocument.ts';
import type { Shot, ShotSettings } from '../../shots/shot.ts';
import { bracketSpans } from '../../shots/shotBrackets.ts';
import { shotName } from '../../shots/title.ts';

/** What is on the stage, and where it stands. */
export interface ShownShot {
  readonly shot: Shot;
  /** As written: whether such a gateway exists, the order says. */
  readonly gateway: string;
  readonly title: string;
  /** Absent for a prompt that stands in no document. `written` is the prompt as it stands there. */
  readonly place?: { readonly uri: vscode.Uri; readonly line: number; readonly written: string; readonly title?: string };
}

/** A first frame as written → a URL or an absolute path. */
export type LocateFirstFrame = (written: string, document: vscode.Uri | undefined) => string;

/** A prompt that stands in no document, with what is said of it. */
export function looseShot(prompt: string, said: Partial<ShotSettings> & { readonly gateway?: GatewayId }, locate: LocateFirstFrame): ShownShot {
  const { gateway = gatewaySetting(undefined), ...settings } = said;
  return { shot: { prompt, settings: whole(settings, undefined, locate) }, gateway, title: shotName({ prompt }) };
}

/** The shot at a place of a document; in prose the paragraph there, if it is one with a directive or `any` will do. */
export function shotAtOffset(document: vscode.TextDocument, offset: number, any: boolean, locate: LocateFirstFrame): ShownShot | undefined {
  const text = document.getText();
  const read = readDocument(text, documentKind(document.languageId));
  const script = scriptAt(read, offset);
  // Above the first shot, in the settings and comments of the whole text, it is the first one that is meant.
  const first = script?.shots.find(({ prompt }) => prompt !== '');
  const found = shotAt(read, first ? Math.max(offset, first.start) : offset) ?? (any && !script ? passageAt(text, offset) : undefined);
  return found && found.prompt !== '' ? shown(document, found, locate) : undefined;
}

/** The shot of a document that reads so, wherever it moved, or what became of it. */
export function shotReading(document: vscode.TextDocument, prompt: string, line: number, locate: LocateFirstFrame): ShownShot | undefined {
  const [text, kind] = [document.getText(), documentKind(document.languageId)];
  const found = findShot(text, kind, { prompt, line })?.shot;
  return found && shotAtOffset(document, found.start, true, locate);
}

/** Which bracket of the prompt an offset of the document lies in, as the camera's plan counts. */
export function bracketAt(document: vscode.TextDocument, { place }: ShownShot, offset: number): number | undefined {
  const shot = place && documentShot(document, place);
  const index = shot ? bracketSpans(shot).findIndex(({ start, end }) => start <= offset && offset <= end) : -1;
  return index < 0 ? undefined : index;
}

/** Where a bracket of the prompt stands in its document; of one that `@let` puts in, the `{{name}}`. */
export function rangeOfBracket(document: vscode.TextDocument, { place }: ShownShot, bracket: number): vscode.Range | undefined {
  const shot = place && documentShot(document, place);
  const found = shot && bracketSpans(shot)[bracket];
  return found && new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
}

function documentShot(document: vscode.TextDocument, { written, line }: NonNullable<ShownShot['place']>): DocumentShot | undefined {
  return findShot(document.getText(), documentKind(document.languageId), { prompt: written, line })?.shot;
}

function shown(document: vscode.TextDocument, shot: DocumentShot, locate: LocateFirstFrame): ShownShot {
  const { uri } = document;
  const { gateway = gatewaySetting(uri), takes: _one, ...written } = settingsOf(shot);
  const title = shot.title?.text;
  const line = document.positionAt(shot.pieces[0]?.start ?? shot.start).line;
  return {
    shot: { prompt: shot.filled, settings: whole(written, uri, locate) }, gateway, title: shotName({ prompt: shot.filled, ...(title !== undefined && { title }) }),
    place: { uri, line, written: shot.prompt, ...(title && { title }) },
  };
}

/** The settings that an order would have. */
function whole(written: Partial<ShotSettings>, uri: vscode.Uri | undefined, locate: LocateFirstFrame): ShotSettings {
  const { firstFrame, ...said } = written;
  return { ...shotSettings(uri), ...said, ...(firstFrame !== undefined && { firstFrame: locate(firstFrame, uri) }) };
}
