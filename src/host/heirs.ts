import * as path from 'node:path';
import * as vscode from 'vscode';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import type { ShotDocument } from '../shots/document.ts';
import { readForeignFile, readLimits } from '../storage/foreignFile.ts';
import { standsIn } from '../takes/madeFrom.ts';
import type { Take } from '../takes/take.ts';
import { isGone } from './movedFiles.ts';
import { parsedUri } from './parsedUri.ts';

interface Candidate {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly kind: ShotDocument['kind'];
  readonly stands: (prompt: string) => boolean;
}

/** Where the prompts of documents stand that are not there any more; each kind of file is looked through once. */
export interface Heirs {
  /** A document of the workspace, or one that is open, in which the take's prompt stands word for word; undefined while its own is there. */
  of(take: Pick<Take, 'shot' | 'source'>): Promise<Pick<Candidate, 'uri' | 'text' | 'kind'> | undefined>;
}

/** More files of one kind are not looked through. */
const most = 500;

export function createHeirs(): Heirs {
  const byEnding = new Map<string, Promise<readonly Candidate[]>>();
  return {
    of: async ({ shot, source }) => {
      if (!source || shot.prompt.trim() === '' || !isGone(source.uri)) return undefined;
      const named = parsedUri(source.uri)?.path ?? '';
      const ending = /^\.[a-z0-9]{1,20}$/iu.exec(path.posix.extname(named))?.[0] ?? '.hailuo';
      const candidates = byEnding.get(ending) ?? candidatesOf(ending);
      byEnding.set(ending, candidates);
      const holding = (await candidates).filter(({ stands }) => stands(shot.prompt));
      // A file that only moved has its name still, one that was only renamed its folder.
      const [sameName, near] = [(uri: vscode.Uri) => path.posix.basename(uri.path) === path.posix.basename(named), (uri: vscode.Uri) => path.posix.dirname(uri.path) === path.posix.dirname(named)];
      return holding.find(({ uri }) => sameName(uri)) ?? holding.find(({ uri }) => near(uri)) ?? holding[0];
    },
  };
}

async function candidatesOf(ending: string): Promise<readonly Candidate[]> {
  const open = vscode.workspace.textDocuments.filter(({ uri }) => (uri.path.endsWith(ending) || uri.scheme === 'untitled') && !isGone(uri.toString()));
  const opened = new Set(open.map(({ uri }) => uri.toString()));
  const files = (await vscode.workspace.findFiles(`**/*${ending}`, '**/node_modules/**', most)).filter((uri) => uri.scheme === 'file' && !opened.has(uri.toString()));
  const read: Candidate[] = open.map((document) => candidate(document.uri, document.getText(), documentKind(document.languageId)));
  for (const uri of files) {
    const found = await readForeignFile(uri.fsPath, { maxBytes: readLimits.document });
    if (found.kind === 'read') read.push(candidate(uri, found.bytes.toString('utf8').replace(/^\uFEFF/u, ''), ending === '.hailuo' ? 'hailuo' : 'prose'));
  }
  return read;
}

function candidate(uri: vscode.Uri, text: string, kind: ShotDocument['kind']): Candidate {
  return { uri, text, kind, stands: standsIn(text, readDocument(text, kind)) };
}
