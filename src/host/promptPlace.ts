import * as vscode from 'vscode';
import type { ShotDocument } from '../shots/document.ts';
import { documentKind, readDocument, settingsOf } from '../shots/document.ts';
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

/** Opens the document that a take came from and finds its prompt there; undefined where there is no such document any more. */
export async function locatePrompt({ shot, source }: Pick<Take, 'shot' | 'source'>): Promise<PromptPlace | undefined> {
  if (!source || shot.prompt === '') {
    return undefined;
  }
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.uri, true));
  } catch {
    return undefined;
  }
  const [text, kind] = [document.getText(), documentKind(document.languageId)];
  const found = findShot(text, kind, { prompt: shot.prompt, line: source.line });
  const written = found ? settingsOf(readDocument(text, kind), found.shot) : {};
  return { document, kind, ...(found ? { found } : {}), written, staleness: stalenessOf(shot, found, written) };
}
