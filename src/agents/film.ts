import type * as vscode from 'vscode';
import type { FilmShot } from '../film/film.ts';
import { shown } from '../film/film.ts';
import { comingShots } from '../film/shotState.ts';
import type { WhichShots } from '../film/whichShots.ts';
import { shotsMeant, shotsNamed } from '../film/whichShots.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import type { OpenFilm } from '../host/filmText.ts';
import { readFilm } from '../host/filmText.ts';
import { isGone } from '../host/movedFiles.ts';
import { sourceOf } from '../shots/promptSource.ts';
import { openedAsOnDisk } from './diskText.ts';
import { isOurs, ourFile } from './places.ts';
import type { AgentServices, AgentShot } from './services.ts';

/** A film of the workspace, as its document reads now. */
export interface AgentFilm extends OpenFilm {
  readonly kind: 'film';
  /** The shots whose video lies neither in the workspace nor where takes are saved: the text may name any file, and a model is shown and given nothing of it. */
  readonly outside: ReadonlySet<FilmShot>;
}

/** Opens the film that a model names, without showing it. `gateway`: where its shots are to be made instead of where the text says. */
export async function openAgentFilm(written: string, { storage, takes }: Pick<AgentServices, 'storage' | 'takes'>, gateway?: GatewayId): Promise<AgentFilm | { readonly kind: 'refused'; readonly message: string }> {
  const uri = ourFile(written, storage);
  const document = uri && (await openedAsOnDisk(uri));
  if (document === undefined) return { kind: 'refused', message: 'There is no such file in this workspace.' };
  if (document.languageId !== 'hailuo') return { kind: 'refused', message: 'A film is a .hailuo file; this is another kind of file.' };
  const film = await readFilm(document, takes, gateway);
  const known = new Set((await takes.all()).map(({ file }) => file));
  return { kind: 'film', ...film, outside: new Set(film.shots.filter(({ chosen }) => chosen && !known.has(chosen.take.file) && !isOurs(chosen.take.file, storage))) };
}

interface FilmWish { readonly film: string; readonly which: WhichShots; readonly gateway?: GatewayId }

/** The shots of a film that are to be generated, as the gate takes them; one that continues another waits for its video by itself. */
export async function filmShots({ film, which, gateway }: FilmWish, services: Pick<AgentServices, 'storage' | 'takes' | 'tasks'>): Promise<{ readonly kind: 'film'; readonly isEmpty: boolean; readonly shots: readonly AgentShot[] } | { readonly kind: 'refused'; readonly message: string }> {
  const found = await openAgentFilm(film, services, gateway);
  if (found.kind === 'refused') return found;
  const trouble = typeof which === 'string' ? undefined : namesTrouble(found.shots, which);
  if (trouble !== undefined) return { kind: 'refused', message: trouble };
  const chosen = shotsMeant(found.shots, which, comingShots(found.text, services.tasks.list(), isGone));
  return { kind: 'film', isEmpty: shown(found.shots).length === 0, shots: chosen.map((shot) => wanted(found.document, shot, gateway)) };
}

/** Why names do not tell which shots are meant: nothing is guessed where it costs money. */
function namesTrouble(shots: readonly FilmShot[], which: readonly (string | number)[]): string | undefined {
  const { unknown: [unknown], alike: [alike] } = shotsNamed(shots, which);
  if (alike) return `Shots ${alike.numbers.join(', ')} are all called “${alike.title}”; name them by number.`;
  if (unknown === undefined) return undefined;
  const names = shots.map(({ number, title }) => `${String(number)} ${title}`).join('; ');
  return `The film has no shot “${String(unknown)}”; it has: ${names.slice(0, 1500)}.`;
}

function wanted(document: vscode.TextDocument, { shot, written }: FilmShot, gateway: GatewayId | undefined): AgentShot {
  return {
    prompt: shot.filled, written: { ...written, ...(gateway && { gateway }) },
    source: sourceOf(document.uri.toString(), shot, (offset) => document.positionAt(offset).line),
  };
}
