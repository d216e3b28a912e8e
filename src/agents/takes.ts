import * as path from 'node:path';
import type * as vscode from 'vscode';
import { secondsOf, sumOf } from '../film/filmWords.ts';
import { gatewayName } from '../gateways/sites.ts';
import { shotSettings } from '../host/settings.ts';
import { takeTitle } from '../takes/quote.ts';
import type { Take } from '../takes/take.ts';
import { timeOf } from '../takes/takes.ts';
import { openAgentFilm } from './film.ts';
import { linkTo } from './links.ts';
import { ourFile } from './places.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';
import { sheetOf } from './sheet.ts';

/** `hailuo_takes`: the videos that are there, newest first, or the shots of a film with their videos; one sheet of frames. Reads only. */
export async function takes({ query, film, files, limit }: ToolInput<'hailuo_takes'>, services: AgentServices): Promise<vscode.LanguageModelToolResult> {
  if (film !== undefined) return ofFilm(film, services);
  if (files !== undefined) {
    const ours = files.flatMap((file) => ourFile(file, services.storage)?.fsPath ?? []);
    if (ours.length === 0) return refused(['None of these videos is in this workspace or the output folder.']);
    const read = await Promise.all(ours.map((file) => services.takes.read(file)));
    return result({ takes: read.map((take) => inDetail(take)), ...(ours.length < files.length && { notOurs: files.length - ours.length }) }, { pictures: await sheetOf(read, services), rest: 'Not all of it fits into one answer: ask for fewer files at a time.' });
  }
  const words = (query ?? '').toLocaleLowerCase().split(/\s+/u).filter((word) => word !== '');
  const found = (await services.takes.all()).filter((take) => words.every((word) => searched(take).includes(word)));
  const shown = found.slice(0, limit);
  return result({ count: found.length, takes: shown.map(inShort), ...(found.length > shown.length && { next: 'Ask with a query, or a higher limit, for more.' }) }, { pictures: await sheetOf(shown, services), rest: 'The oldest of them do not fit into one answer: ask with a query of their words.' });
}

function searched({ file, shot, source, film }: Take): string {
  return [path.basename(file), shot.prompt, source?.title ?? '', film?.name ?? ''].join('\n').toLocaleLowerCase();
}

function inShort(take: Take): Readonly<Record<string, unknown>> {
  const { file, shot: { prompt, settings }, gateway, favourite, cost, film, damaged } = take;
  return {
    file, name: takeTitle(take), prompt: prompt.slice(0, 160), ...(gateway && { gateway: gatewayName(gateway) }), seconds: settings.duration, resolution: settings.resolution, open: linkTo.take(file),
    ...(timeOf(take) > 0 && { made: new Date(timeOf(take)).toISOString() }), ...(favourite && { kept: true }), ...(cost !== undefined && { cost }), ...(film && { filmOf: film.shots }), ...(damaged !== undefined && { damaged: true }),
  };
}

function inDetail(take: Take): Readonly<Record<string, unknown>> {
  const { shot: { prompt, settings }, sentPrompt, remoteId, source, bytes } = take;
  return { ...inShort(take), prompt, settings, ...(sentPrompt !== undefined && sentPrompt !== prompt && { sentPrompt }), ...(remoteId !== undefined && { remoteId }), ...(source && { writtenIn: source.uri, line: source.line + 1 }), ...(bytes !== undefined && { bytes }) };
}

async function ofFilm(written: string, services: AgentServices): Promise<vscode.LanguageModelToolResult> {
  const film = await openAgentFilm(written, services);
  if (film.kind === 'refused') return refused([film.message]);
  const usualSeconds = shotSettings(film.document.uri).duration;
  const chosenTakes = film.shots.flatMap((shot) => (shot.chosen && !film.outside.has(shot) ? [shot.chosen.take] : []));
  return result({
    film: film.name, open: linkTo.film(film.document.uri.toString()), inFilm: sumOf(film.shots, usualSeconds),
    shots: film.shots.map(({ number, title, written, skip, continues, chosen, takes: own, missing }) => ({
      number, title, seconds: secondsOf({ written, ...(chosen && { chosen }) }, usualSeconds), videos: own.length, ...(skip && { leftOut: true }), ...(continues && { startsWithLastFrameOfTheShotBefore: true }), ...(missing !== undefined && { missing }),
      ...(chosen ? { file: chosen.take.file, upToDate: chosen.upToDate, open: linkTo.take(chosen.take.file) } : { file: null }),
    })),
  }, { pictures: await sheetOf(chosenTakes, services), rest: 'The last shots do not fit into one answer: ask for their videos with a query of their words.' });
}
