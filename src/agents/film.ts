import * as path from 'node:path';
import * as vscode from 'vscode';
import type { FilmShot } from '../film/film.ts';
import { filmOf, needsTake, shown } from '../film/film.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import { isGone } from '../host/movedFiles.ts';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import { ourFile } from './places.ts';
import type { AgentServices, AgentShot } from './services.ts';

/** A film of the workspace, as its document reads now. */
export interface AgentFilm {
  readonly kind: 'film';
  readonly document: vscode.TextDocument;
  readonly name: string;
  readonly shots: readonly FilmShot[];
}

/** Opens the film that a model names, without showing it. */
export async function openAgentFilm(written: string, { storage, takes }: Pick<AgentServices, 'storage' | 'takes'>): Promise<AgentFilm | { readonly kind: 'refused'; readonly message: string }> {
  const uri = ourFile(written, storage);
  const document = uri && (await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined));
  if (document === undefined) return { kind: 'refused', message: 'There is no such file in this workspace.' };
  if (document.languageId !== 'hailuo') return { kind: 'refused', message: 'A film is a .hailuo file; this is another kind of file.' };
  const text = document.getText();
  const shots = filmOf({ text, document: readDocument(text, documentKind(document.languageId)), uri: document.uri.toString(), folder: path.dirname(document.uri.fsPath) }, await takes.all(), isGone);
  return { kind: 'film', document, name: path.basename(document.uri.path).replace(/\.hailuo$/iu, ''), shots };
}

interface FilmWish { readonly film: string; readonly which: 'changed' | 'all' | readonly string[]; readonly gateway?: GatewayId }

/** The shots of a film that are to be generated, as the gate takes them; one that continues another waits for its video by itself. */
export async function filmShots({ film, which, gateway }: FilmWish, services: Pick<AgentServices, 'storage' | 'takes'>): Promise<{ readonly kind: 'film'; readonly shots: readonly AgentShot[] } | { readonly kind: 'refused'; readonly message: string }> {
  const found = await openAgentFilm(film, services);
  if (found.kind === 'refused') return found;
  const all = shown(found.shots);
  const chosen = all.filter((shot) => (which === 'all' ? true : which === 'changed' ? needsTake(shot) : which.includes(shot.title)));
  if (Array.isArray(which) && chosen.length === 0) return { kind: 'refused', message: `The film has no shot of these titles; it has: ${all.map(({ title }) => title).join(', ').slice(0, 1500)}.` };
  return { kind: 'film', shots: chosen.map((shot) => wanted(found.document, shot, gateway)) };
}

function wanted(document: vscode.TextDocument, { shot, written }: FilmShot, gateway: GatewayId | undefined): AgentShot {
  const line = document.positionAt(shot.pieces[0]?.start ?? shot.start).line;
  return {
    prompt: shot.filled, written: { ...written, ...(gateway && { gateway }) },
    source: { uri: document.uri.toString(), line, ...(shot.title?.text && { title: shot.title.text }), ...(shot.filled !== shot.prompt && { written: shot.prompt }) },
  };
}
