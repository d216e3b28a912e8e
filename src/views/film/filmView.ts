import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FilmShot, ShotTake } from '../../film/film.ts';
import { filmWords, sumOf, takeSeconds, writtenSeconds } from '../../film/filmWords.ts';
import { askingTasks, comingShots, newestTasks, stateOfShot, stoppableTasks } from '../../film/shotState.ts';
import { movesOf } from '../../film/shotList.ts';
import { shotsMeant } from '../../film/whichShots.ts';
import { languageOf } from '../../directives/language.ts';
import type { GatewayId } from '../../gateways/gateway.ts';
import { gatewayIds } from '../../gateways/gateway.ts';
import { gatewayName } from '../../gateways/sites.ts';
import type { OpenFilm } from '../../host/filmText.ts';
import { isGone } from '../../host/movedFiles.ts';
import { gatewaySetting, shotSettings } from '../../host/settings.ts';
import type { DocumentShot } from '../../shots/document.ts';
import { filmSettingsOf } from '../../shots/document.ts';
import type { Excerpts } from '../../film/excerpts.ts';
import type { Posters } from '../../takes/posters.ts';
import type { Take } from '../../takes/take.ts';
import { timeOf } from '../../takes/takes.ts';
import type { Task } from '../../tasks/task.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import { progressWords } from '../../tasks/words.ts';
import type { FilmShotView, FilmTake, FilmView } from './protocol.ts';
import { whenText } from '../../shots/dateText.ts';

export interface ViewSources {
  readonly tasks: readonly Task[];
  readonly posters: Pick<Posters, 'find'>;
  readonly excerpts: Pick<Excerpts, 'of'>;
  readonly names: Pick<TakeNames, 'ofTake'>;
  /** A file's address for the page. */
  readonly link: (file: string) => string;
  /** A first frame as written → a URL or an absolute path. */
  readonly locate: (written: string) => string;
}

/** A film as its page shows it, with the tasks of its shots that can be stopped, and those that wait for approval by their shot. */
export async function viewOfFilm({ document, name, text, shots }: OpenFilm, sources: ViewSources): Promise<{ readonly film: FilmView; readonly stoppable: readonly string[]; readonly asking: ReadonlyMap<DocumentShot, readonly string[]> }> {
  const tasks = newestTasks(text, sources.tasks, isGone);
  const usual = shotSettings(document.uri).duration;
  const asking = askingTasks(text, sources.tasks, isGone);
  const rows = await Promise.all(shots.map((shot) => rowOf(shot, { task: tasks.get(shot.shot), asks: asking.has(shot.shot) }, usual, sources)));
  const stoppable = stoppableTasks(text, sources.tasks, isGone);
  return {
    film: {
      uri: document.uri.toString(), name, facts: filmWords(sumOf(shots, usual)), place: placeWords(shots, gatewaySetting(document.uri)), shots: rows,
      missing: shotsMeant(shots, 'changed', comingShots(text, sources.tasks, isGone)).length, running: stoppable.length,
      writable: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false,
    },
    stoppable, asking,
  };
}

/** The paid gateways of all shots, each once, or that none of them costs. */
function placeWords(shots: readonly FilmShot[], usual: GatewayId): string {
  const paid = new Set(shots.filter(({ skip }) => !skip).map(({ written }) => written.gateway ?? usual).filter((gateway) => gateway !== 'animatic'));
  if (paid.size === 0) return l10n.t('Free · on this computer');
  return l10n.t('Paid · {0}', [...paid].map((written) => {
    const known = gatewayIds.find((id) => id === written);
    return known ? gatewayName(known) : written;
  }).join(' · '));
}

async function rowOf(shot: FilmShot, { task, asks }: { readonly task: Task | undefined; readonly asks: boolean }, usual: number, sources: ViewSources): Promise<FilmShotView> {
  const { locate } = sources;
  const { number, title, skip, continues, written: { firstFrame }, chosen, takes } = shot;
  const state = stateOfShot(shot, task);
  const shown = chosen && !takes.some(({ take }) => take.file === chosen.take.file) ? [chosen, ...takes] : takes;
  return {
    number, title, skip, continues, state, seconds: writtenSeconds(shot, usual), prompt: shot.shot.filled, moves: movesOf(shot, languageOf(shot.shot.filled)),
    named: filmSettingsOf(shot.shot).take !== undefined, asks,
    ...(firstFrame !== undefined && { firstFrame: locate(firstFrame) }),
    ...(task && (state === 'running' || state === 'waiting' || state === 'failed') && { task: progressWords(task, Date.now()) }),
    ...(chosen && { chosen: chosen.take.file }),
    takes: await Promise.all(shown.map((one) => takeOf(one.take.file === chosen?.take.file ? chosen : one, sources))),
  };
}

async function takeOf({ take, upToDate, standsIn }: ShotTake, { posters, excerpts, names, link }: ViewSources): Promise<FilmTake> {
  const [poster, bytes] = await Promise.all([posters.find(take), stat(take.file).then(({ size }) => size, () => 0)]);
  const excerpt = poster === undefined ? await excerpts.of(take.file, 'moment') : undefined;
  return { file: take.file, name: names.ofTake(take), video: link(take.file), bytes, seconds: takeSeconds(take), words: takeWords(take), favourite: take.favourite, upToDate, ...(standsIn && { standsIn }), ...(poster !== undefined && { poster: link(poster) }), ...(excerpt !== undefined && { excerpt: link(excerpt) }) };
}

function takeWords(take: Take): string {
  const time = timeOf(take);
  const day = time === 0 ? [] : [whenText(time, Date.now(), vscode.env.language)];
  // Of a video without a readable metadata file nobody knows how it was made.
  return [...(take.gateway ? [gatewayName(take.gateway)] : []), ...day, ...(take.damaged === undefined ? [take.shot.settings.resolution] : [])].join(' · ');
}
