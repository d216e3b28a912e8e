import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { documentKind, readDocument, settingsOf } from '../../shots/document.ts';
import type { ShotDocument } from '../../shots/document.ts';
import type { FoundShot, RememberedPrompt } from '../../shots/find.ts';
import { shotFinder } from '../../shots/find.ts';
import { stalenessOf } from '../../shots/staleness.ts';
import type { Take } from '../../takes/take.ts';

interface Source {
  readonly document: ShotDocument;
  readonly find: (remembered: RememberedPrompt) => FoundShot | undefined;
}

/** Tells which takes are out of date; each document is read once until `forget`. */
export interface StaleTakes {
  isStale(take: Take): Promise<boolean>;
  forget(): void;
}

/** As it stands in an editor, else on disk; without opening it, which would wake every language feature. */
async function textOf(source: string): Promise<{ readonly text: string; readonly kind: ShotDocument['kind'] } | undefined> {
  try {
    // The story may be damaged, and name what is no address.
    const uri = vscode.Uri.parse(source);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open) {
      return { text: open.getText(), kind: documentKind(open.languageId) };
    }
    return uri.scheme === 'file' ? { text: await readFile(uri.fsPath, 'utf8'), kind: uri.path.endsWith('.hailuo') ? 'hailuo' : 'prose' } : undefined;
  } catch {
    return undefined;
  }
}

export function createStaleTakes(): StaleTakes {
  const sources = new Map<string, Promise<Source | undefined>>();
  const load = async (uri: string): Promise<Source | undefined> => {
    const read = await textOf(uri);
    return read && { document: readDocument(read.text, read.kind), find: shotFinder(read.text, read.kind) };
  };
  return {
    isStale: async ({ shot, source }) => {
      if (!source || shot.prompt === '') {
        return false;
      }
      const known = sources.get(source.uri) ?? load(source.uri);
      sources.set(source.uri, known);
      const read = await known;
      const found = read?.find({ prompt: shot.prompt, line: source.line });
      return read !== undefined && stalenessOf(shot, found, found ? settingsOf(read.document, found.shot) : {}) === 'changed';
    },
    forget: () => sources.clear(),
  };
}
