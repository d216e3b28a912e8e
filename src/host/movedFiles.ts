import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { parsedUri } from './parsedUri.ts';

/** Addresses of a file or folder, and when it was moved: milliseconds since the epoch. */
const movesSchema = z.array(z.object({ from: z.string(), to: z.string(), at: z.number() }));

type Moves = z.infer<typeof movesSchema>;

/** What files were moved in this workspace, so that what was made from them is known by the new name. */
export interface MovedFiles extends vscode.Disposable {
  /** Where the file that had this address at that time is now, as far as is known. */
  now(uri: string, at: number): string;
  readonly onDidMove: vscode.Event<void>;
}

const keptMoves = 200;
const key = 'movedFiles';

export function watchMovedFiles(memory: vscode.Memento): MovedFiles {
  const moved = new vscode.EventEmitter<void>();
  let moves: Moves = movesSchema.safeParse(memory.get(key)).data ?? [];
  const listening = vscode.workspace.onDidRenameFiles(({ files }) => {
    const at = Date.now();
    moves = [...moves, ...files.map(({ oldUri, newUri }) => ({ from: oldUri.toString(), to: newUri.toString(), at }))].slice(-keptMoves);
    void memory.update(key, moves);
    moved.fire();
  });
  return { now: (uri, at) => followMoves(uri, at, moves), onDidMove: moved.event, dispose: () => { listening.dispose(); moved.dispose(); } };
}

/** A name may be given again: what was made after a move was made from another file. */
function followMoves(uri: string, at: number, moves: Moves): string {
  let place = uri;
  for (const move of moves) {
    if (move.at >= at && (place === move.from || place.startsWith(`${move.from}/`))) place = move.to + place.slice(move.from.length);
  }
  // Moved back by other hands, as `git checkout` does.
  return place !== uri && isGone(place) && !isGone(uri) ? uri : place;
}

/**
 * Whether a document is surely not there any more. Touches only files of this machine: a story may name any address, and
 * Windows would sign in to another host.
 */
export function isGone(uri: string): boolean {
  const parsed = parsedUri(uri);
  if (!parsed) return true;
  if (parsed.scheme === 'untitled') return !vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri);
  return parsed.scheme === 'file' && parsed.authority === '' && !existsSync(parsed.fsPath);
}
