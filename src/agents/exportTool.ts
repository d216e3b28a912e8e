import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { contactSheet } from '../film/contactSheet.ts';
import { secondsOf } from '../film/filmWords.ts';
import type { Cut } from '../film/cut.ts';
import type { FilmShot } from '../film/film.ts';
import { shown } from '../film/film.ts';
import { planJoin } from '../film/join/joinable.ts';
import { toEdl } from '../film/projects/edl.ts';
import { toMlt } from '../film/projects/mlt.ts';
import { toOtio } from '../film/projects/otio.ts';
import { readCut } from '../film/readCut.ts';
import { shotListMarkdown } from '../film/shotList.ts';
import { writeVideo } from '../film/writeVideo.ts';
import { failureWords } from '../host/messages.ts';
import { outputFolder } from '../host/outputFolder.ts';
import { shotSettings } from '../host/settings.ts';
import { storageFailure } from '../storage/storageError.ts';
import { writeWhole } from '../storage/writeWhole.ts';
import { sidecarPath } from '../takes/sidecar.ts';
import { hrefFrom } from '../takes/quote.ts';
import type { AgentFilm } from './film.ts';
import { openAgentFilm } from './film.ts';
import { linkTo } from './links.ts';
import { ourPicture } from './places.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';

type Format = ToolInput<'hailuo_export'>['format'];
type Written = { readonly kind: 'written'; readonly notes: readonly string[] } | { readonly kind: 'refused'; readonly message: string };

/** `hailuo_export`: writes a film where takes are saved, under a name that nothing has yet: no file of the person is replaced. */
export async function exportTool({ film: named, format }: ToolInput<'hailuo_export'>, services: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const film = await openAgentFilm(named, services);
  if (film.kind === 'refused') return refused([film.message]);
  if (shown(film.shots).length === 0) return refused(['This film has no shots yet: the file holds no prompt, or all are skipped.']);
  const bare = shown(film.shots).filter(({ chosen }) => chosen === undefined).map(({ title }) => title);
  if (bare.length > 0 && format !== 'md' && format !== 'png') return refused([`These shots have no video yet: ${bare.join(', ').slice(0, 1000)}.`], 'Generate them first (hailuo_quote with this film), or leave them out with @skip = on.');
  const [outside] = shown(film.shots).filter((shot) => film.outside.has(shot));
  if (outside) return refused([`The video of “${outside.title}” lies outside this workspace and the output folder. Copy it into the workspace, or let the user export the film.`]);
  const folder = outputFolder(film.document.uri, vscode.Uri.file(services.storage));
  if (folder.kind === 'refused') return refused([folder.message]);
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => { stop.abort(); });
  const to = freeName(folder.path, film.name, format);
  try {
    if (token.isCancellationRequested) return refused(['The call was cancelled; nothing was written.']);
    await mkdir(folder.path, { recursive: true });
    const outcome = await write(film, format, to, services, stop.signal);
    return outcome.kind === 'refused' ? refused([outcome.message]) : result({ file: to, ...(format === 'mp4' && { open: linkTo.take(to) }), ...(outcome.notes.length > 0 && { notes: outcome.notes }) });
  } catch (error) {
    return refused([failureWords(storageFailure(error, to))]);
  } finally {
    listening.dispose();
  }
}

function freeName(folder: string, name: string, format: string): string {
  for (let count = 1; ; count++) {
    const file = path.join(folder, `${name}${count === 1 ? '' : `-${String(count)}`}.${format}`);
    if (!existsSync(file) && !(format === 'mp4' && existsSync(sidecarPath(file)))) return file;
  }
}

async function write(film: AgentFilm, format: Format, to: string, services: AgentServices, signal: AbortSignal): Promise<Written> {
  const usualSeconds = shotSettings(film.document.uri).duration;
  if (format === 'png') {
    const sheet = await contactSheet(film.shots, { name: film.name, theme: 'light', usualSeconds, posterOf: services.posterOf, locate: (written) => ourPicture(services.locateFirstFrame(written, film.document.uri), services.storage) });
    if (sheet.kind === 'failed') return { kind: 'refused', message: `The contact sheet could not be drawn: ${sheet.detail}` };
    await writeWhole(to, sheet.png);
    return { kind: 'written', notes: [] };
  }
  if (format === 'md') {
    const link = ({ chosen }: FilmShot): string | undefined => chosen && hrefFrom(path.dirname(to), chosen.take.file);
    await writeWhole(to, shotListMarkdown(film.name, film.shots, (shot) => secondsOf(shot, usualSeconds), link));
    return { kind: 'written', notes: [] };
  }
  const read = await readCut(film.name, shown(film.shots));
  if (read.kind === 'unreadable') return { kind: 'refused', message: `The video of “${read.title}” cannot be read (${read.file ?? 'none'}). Choose another one with @take.` };
  if (format === 'mp4') return join(read.cut, to, signal);
  await writeWhole(to, format === 'otio' ? toOtio(read.cut, to) : format === 'mlt' ? toMlt(read.cut, to) : toEdl(read.cut, to));
  return { kind: 'written', notes: [] };
}

async function join(cut: Cut, to: string, signal: AbortSignal): Promise<Written> {
  const plan = planJoin(cut.shots);
  if (plan.kind === 'refused') return { kind: 'refused', message: `${plan.message} Export a project (otio) instead.` };
  const outcome = await writeVideo({ cut, plan, to, signal, progress: () => undefined });
  switch (outcome.kind) {
    case 'joined': return { kind: 'written', notes: plan.notes };
    case 'wrong': return { kind: 'refused', message: `The film did not come out whole, so it was not kept (${outcome.detail}). Export a project (otio) instead.` };
    default: return { kind: 'refused', message: 'The call was cancelled; nothing was written.' };
  }
}
