import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import type * as vscode from 'vscode';
import type { FilmShot } from '../film/film.ts';
import type { FilmGateways } from '../film/madeBy.ts';
import { filmOf } from '../film/film.ts';
import { takesOfFilm } from '../film/namedTake.ts';
import type { ShotDocument } from '../shots/document.ts';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import type { Take } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import { isGone } from './movedFiles.ts';
import { gatewaySetting } from './settings.ts';

/** A document as the film that it is. */
export interface OpenFilm {
  readonly document: vscode.TextDocument;
  /** The file's name without its ending. */
  readonly name: string;
  /** What the shots were read from: their `shot`s are those of this text. */
  readonly text: FilmText;
  readonly shots: readonly FilmShot[];
}

/** The document's text as it is now, read. */
export interface FilmText {
  readonly text: string;
  readonly document: ShotDocument;
  readonly uri: string;
  readonly folder?: string;
  readonly gateways: FilmGateways;
}

/** `named`: the gateway that whoever orders the shots named. */
export function filmTextOf(document: vscode.TextDocument, named?: GatewayId): FilmText {
  const text = document.getText();
  return {
    text, document: readDocument(text, documentKind(document.languageId)), uri: document.uri.toString(),
    ...(document.uri.scheme === 'file' && { folder: path.dirname(document.uri.fsPath) }),
    gateways: { usual: gatewaySetting(document.uri), ...(named && { named }) },
  };
}

/** The film as the text stands now, with these takes. */
export function filmIn(document: vscode.TextDocument, takes: readonly Take[], read = filmTextOf(document)): OpenFilm {
  return { document, name: filmName(document.uri), text: read, shots: filmOf(read, takes, isGone) };
}

/** The same with the takes that are known now, and the videos that only the text names. `named`: see `filmTextOf`. */
export async function readFilm(document: vscode.TextDocument, takes: Pick<Takes, 'all' | 'read'>, named?: GatewayId): Promise<OpenFilm> {
  const all = await takes.all();
  const read = filmTextOf(document, named);
  return filmIn(document, await takesOfFilm(read, all, (file) => takes.read(file)), read);
}

/** What a film is called: its file's name without the ending. */
export function filmName(uri: vscode.Uri): string {
  return path.basename(uri.path).replace(/\.hailuo$/iu, '');
}

/** Why something that was clicked in a film's page was not done. */
export function changedSince(): string {
  return l10n.t('The text changed before this click, so nothing was done. The film shows the new text now: try again.');
}
