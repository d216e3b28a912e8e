import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { parsedUri } from '../../host/parsedUri.ts';
import { workspaceGateway } from '../../host/settings.ts';
import type { ShotDocument } from '../../shots/document.ts';
import { settingsOf } from '../../shots/document.ts';
import { documentKind } from '../../shots/readDocument.ts';
import { findShot } from '../../shots/find.ts';
import type { WrittenSettings } from '../../shots/settings.ts';
import type { PromptSource } from '../../shots/promptSource.ts';
import type { FileRef, GatewayChoice } from './statements.ts';
import { contentHash } from './statements.ts';
import type { WantedShot } from './wantedShot.ts';

/** The document that a shot was written in, as it reads now. */
export interface DocumentBehind extends FileRef {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly kind: ShotDocument['kind'];
  /** What it says of the shot; empty when the shot is not in it any more. */
  readonly says: WrittenSettings;
}

/** The document of a shot; undefined when there is none, or none that may be opened unasked: only what is open, or a file of the workspace. */
export async function documentBehind(prompt: string, source: PromptSource | undefined, find: typeof findShot = findShot): Promise<DocumentBehind | undefined> {
  const document = source && (await openDocument(source.uri));
  if (!document) return undefined;
  const [text, kind] = [document.getText(), documentKind(document.languageId)];
  const found = find(text, kind, { ...source, prompt });
  const says = found ? settingsOf(found.shot) : {};
  return { document, text, kind, says, ...fileRef(document.uri, text) };
}

async function openDocument(uri: string): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  const file = open ? undefined : parsedUri(uri);
  if (open || file?.scheme !== 'file' || !vscode.workspace.getWorkspaceFolder(file)) return open;
  try {
    return await vscode.workspace.openTextDocument(file);
  } catch {
    return undefined;
  }
}

function fileRef(uri: vscode.Uri, content: string | Uint8Array): FileRef {
  return { uri: uri.toString(), name: vscode.workspace.getWorkspaceFolder(uri) ? vscode.workspace.asRelativePath(uri) : path.posix.basename(uri.path), content: contentHash(content) };
}

/** The metadata file that a shot comes from. One that cannot be read is asked about each time: its content is never the same. */
export async function sidecarBehind({ sidecar }: Pick<WantedShot, 'sidecar'>): Promise<FileRef | undefined> {
  if (sidecar === undefined) return undefined;
  const content = await readFile(sidecar).catch(() => crypto.randomUUID());
  return fileRef(vscode.Uri.file(sidecar), content);
}

/** The gateway that the settings of the workspace name, and the file they stand in. */
export function workspaceBehind(scope: vscode.Uri | undefined): GatewayChoice['workspace'] {
  const gateway = workspaceGateway(scope);
  if (gateway === undefined) return undefined;
  const folder = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? vscode.workspace.workspaceFolders?.[0];
  const uri = vscode.workspace.workspaceFile ?? (folder ? vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json') : vscode.Uri.parse('untitled:workspace'));
  return { ...fileRef(uri, gateway), gateway };
}
