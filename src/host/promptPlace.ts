import * as path from 'node:path';
import * as vscode from 'vscode';
import { readForeignFile, readLimits } from '../storage/foreignFile.ts';
import { createHeirs } from './heirs.ts';
import { parsedUri } from './parsedUri.ts';
import type { ShotDocument } from '../shots/document.ts';
import { settingsOf } from '../shots/document.ts';
import { documentKind } from '../shots/readDocument.ts';
import type { FoundShot } from '../shots/find.ts';
import { findShot } from '../shots/find.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import type { Staleness } from '../shots/staleness.ts';
import { stalenessOf } from '../shots/staleness.ts';
import type { Take } from '../takes/take.ts';

/** Where a take's prompt stands now. */
export interface PromptPlace {
  readonly document: vscode.TextDocument;
  readonly kind: ShotDocument['kind'];
  /** Undefined: the shot was taken out of the document. */
  readonly found?: FoundShot;
  /** What the document says of it. */
  readonly written: WrittenSettings;
  readonly staleness: Staleness;
}

/** What a take tells of its source, and who tells it; `file` is its video. */
type Told = Pick<Take, 'source' | 'foreign'> & { readonly file?: string };

/** A document as it stands in an editor, or a file that may be opened and read; `uri` is of the scheme `file` where `kind` is. */
export type SourcePlace =
  | { readonly kind: 'open'; readonly uri: vscode.Uri; readonly document: vscode.TextDocument }
  | { readonly kind: 'file' | 'virtual'; readonly uri: vscode.Uri };

/**
 * Where a take says that its prompt was written, if that is a place which a story may name: a document that is open
 * anyway, or one inside the workspace. A story that this machine wrote may name any file of it. Everything else (other
 * schemes, files elsewhere, other hosts, which Windows would sign in to) is but text. Touches nothing.
 */
export function sourcePlace({ source, foreign, file }: Told): SourcePlace | undefined {
  const uri = source && parsedUri(source.uri);
  if (!uri) {
    return undefined;
  }
  const words = uri.toString();
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === words);
  if (document) {
    return { kind: 'open', uri, document };
  }
  const kind = uri.scheme === 'file' ? 'file' : 'virtual';
  if (vscode.workspace.getWorkspaceFolder(uri)) {
    return { kind, uri };
  }
  const isAllowed = kind === 'file' && uri.authority === '' && (foreign === undefined || (file !== undefined && isBeside(uri, file)));
  return isAllowed ? { kind, uri } : undefined;
}

/** A take that was opened from outside the workspace has its film around it: the folder that its own folder is in. */
function isBeside(uri: vscode.Uri, video: string): boolean {
  return !vscode.workspace.getWorkspaceFolder(vscode.Uri.file(video)) && uri.fsPath.startsWith(path.dirname(path.dirname(video)) + path.sep);
}

/**
 * Opens the document that a take came from and finds its prompt there; where that one was moved or renamed, the one in
 * which its words stand now. Undefined where there is no such document any more.
 */
export async function locatePrompt(take: Pick<Take, 'shot'> & Told): Promise<PromptPlace | undefined> {
  const { shot, source } = take;
  if (!source || shot.prompt === '') {
    return undefined;
  }
  const heir = await createHeirs().of(take);
  const place = sourcePlace(heir ? { source: { ...source, uri: heir.uri.toString() } } : take);
  if (!place) {
    return undefined;
  }
  let document: vscode.TextDocument;
  try {
    if (place.kind === 'file' && (await readForeignFile(place.uri.fsPath, { maxBytes: readLimits.document })).kind !== 'read') {
      return undefined;
    }
    document = place.kind === 'open' ? place.document : await vscode.workspace.openTextDocument(place.uri);
  } catch {
    return undefined;
  }
  const [text, kind] = [document.getText(), documentKind(document.languageId)];
  const found = findShot(text, kind, { ...source, prompt: shot.prompt });
  const written = found ? settingsOf(found.shot) : {};
  return { document, kind: found?.kind ?? kind, ...(found ? { found } : {}), written, staleness: stalenessOf(shot, found, written) };
}
