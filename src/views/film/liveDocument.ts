import * as vscode from 'vscode';
import { openedDocument } from '../../host/openedDocument.ts';

/** The document of a film's page, whichever object VS Code has for it just now: a text that is closed and opened again is another one. */
export interface LiveDocument extends vscode.Disposable {
  readonly uri: vscode.Uri;
  /** As it is now, opened again where it was closed; undefined where it is not there any more. */
  now(): Promise<vscode.TextDocument | undefined>;
  /** Goes on with the document that this one became: it was moved, or saved for the first time. */
  become(next: vscode.TextDocument): void;
}

/** Follows a document through its changes, of which `changed` hears, and through being closed and opened again. */
export function followDocument(opened: vscode.TextDocument, changed: () => void): LiveDocument {
  let document = opened;
  const isSame = ({ uri }: vscode.TextDocument): boolean => uri.toString() === document.uri.toString();
  const listening = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document: now, contentChanges }) => {
      if (contentChanges.length > 0 && isSame(now)) changed();
    }),
    vscode.workspace.onDidOpenTextDocument((again) => {
      if (!isSame(again)) return;
      document = again;
      changed();
    }),
  );
  return {
    get uri() { return document.uri; },
    now: async () => {
      if (!document.isClosed) return document;
      const again = await openedDocument(document.uri);
      if (again && isSame(again)) document = again;
      return again && document;
    },
    become: (next) => {
      document = next;
      changed();
    },
    dispose: () => { listening.dispose(); },
  };
}
