import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Cut } from '../../film/cut.ts';
import type { FilmShot } from '../../film/film.ts';
import { shown } from '../../film/film.ts';
import type { JoinOutcome, JoinOrder } from '../../film/join/joinClips.ts';
import { planJoin } from '../../film/join/joinable.ts';
import { toEdl } from '../../film/projects/edl.ts';
import { toMlt } from '../../film/projects/mlt.ts';
import { toOtio } from '../../film/projects/otio.ts';
import { exportPlace } from '../../film/exportPlace.ts';
import { shotListMarkdown } from '../../film/shotList.ts';
import { commands } from '../../host/ids.ts';
import { askWhich, showError, showInformation, showWarning } from '../../host/messages.ts';
import { pick } from '../../host/pick.ts';
import { whyUnwritten } from '../../storage/storageError.ts';
import { writeWhole } from '../../storage/writeWhole.ts';
import { hrefFrom } from '../../takes/quote.ts';
import type { Takes } from '../../takes/takes.ts';
import type { Posters } from '../../takes/posters.ts';
import type { SheetTheme } from '../../film/sheet/order.ts';
import { secondsOf } from '../../film/filmWords.ts';
import { shotSettings } from '../../host/settings.ts';
import { askToReplace } from '../askToReplace.ts';
import { exportSheet, themeNow } from './exportSheet.ts';
import { openFilm } from './openFilm.ts';
import type { OpenFilm } from '../../host/filmText.ts';
import { oneLine } from '../../shots/oneLine.ts';

export interface FilmExportDependencies {
  readonly takes: Pick<Takes, 'all' | 'read'>;
  readonly posters: Pick<Posters, 'find'>;
}

const formats = ['mp4', 'otio', 'mlt', 'edl', 'md', 'png'] as const;
type Format = (typeof formats)[number];

function formatOf(file: string): Format | undefined {
  const ending = path.extname(file).slice(1).toLowerCase();
  return formats.find((format) => format === ending);
}

interface Kind { readonly format: Format; readonly theme?: SheetTheme }

async function pickKind(): Promise<Kind | undefined> {
  const choices = [
    { format: 'mp4' as const, icon: 'device-camera-video', label: l10n.t('Video'), description: '.mp4', detail: l10n.t('The takes joined as they are, without losing quality.') },
    { format: 'otio' as const, icon: 'layers', label: 'OpenTimelineIO', description: '.otio', detail: l10n.t('A project for DaVinci Resolve, Kdenlive and others.') },
    { format: 'mlt' as const, icon: 'layers', label: 'MLT XML', description: '.mlt', detail: l10n.t('A project for Shotcut and melt.') },
    { format: 'edl' as const, icon: 'list-ordered', label: 'EDL', description: '.edl', detail: l10n.t('A CMX3600 edit list for nearly every editor.') },
    { format: 'md' as const, icon: 'table', label: l10n.t('Shot list'), description: '.md', detail: l10n.t('A Markdown table to paste into a pull request.') },
    { format: 'png' as const, theme: 'light' as const, icon: 'device-camera', label: l10n.t('Contact sheet, light'), description: '.png', detail: l10n.t('A picture of every shot with its title, moves and length.') },
    { format: 'png' as const, theme: 'dark' as const, icon: 'device-camera', label: l10n.t('Contact sheet, dark'), description: '.png', detail: l10n.t('The same on a dark background.') },
  ];
  return pick(choices, { placeHolder: l10n.t('Export the film as') });
}

/** Where to export. `isAsked`: a dialog has asked whether to replace this very file. */
interface Target { readonly to: string; readonly isAsked: boolean }

async function pickTarget({ document, name }: OpenFilm, format: Format): Promise<Target | undefined> {
  const folder = document.uri.scheme === 'file' ? vscode.Uri.joinPath(document.uri, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({ ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${format}`) }), filters: { [format]: [format] }, title: l10n.t('Export Film…') });
  if (target === undefined) return undefined;
  // The dialog asked about the name as it was typed, which is another file than the one with its ending.
  return formatOf(target.fsPath) === format ? { to: target.fsPath, isAsked: true } : { to: `${target.fsPath}.${format}`, isAsked: false };
}

/** The shots that have a take; asks when some have none. Undefined: the person would rather not. */
async function withTakes(shots: readonly FilmShot[], { document }: OpenFilm): Promise<readonly FilmShot[] | undefined> {
  const ready = shots.filter(({ chosen }) => chosen !== undefined);
  const bare = shots.filter(({ chosen }) => chosen === undefined);
  if (bare.length === 0) return ready;
  const names = bare.slice(0, 5).map(({ title }) => title);
  const answer = await askWhich({
    title: l10n.t('{0} of {1} shots have no take yet.', bare.length, shots.length), detail: [names.join(', ')], tone: 'information',
    choices: [{ id: 'generate', label: l10n.t('Generate Film…') }, ...(ready.length > 0 ? [{ id: 'rest' as const, label: l10n.t('Export the other {0}', ready.length) }] : [])],
  });
  if (answer === 'generate') void vscode.commands.executeCommand(commands.filmGenerate, { uri: document.uri.toString() });
  return answer === 'rest' ? ready : undefined;
}

/** Looks at each take; one that cannot be read is told by name. The readers are loaded now, not with the extension. */
async function cutOf(name: string, shots: readonly FilmShot[]): Promise<Cut | undefined> {
  const outcome = await (await import('../../film/readCut.ts')).readCut(name, shots);
  if (outcome.kind === 'cut') return outcome.cut;
  showError(l10n.t('The take for “{0}” can’t be read: {1}. Choose another take for this shot.', outcome.title, outcome.file === undefined ? '' : path.basename(outcome.file)));
  return undefined;
}

async function exportVideo({ document }: OpenFilm, cut: Cut, to: string): Promise<boolean> {
  const project = { label: l10n.t('Export a Project…'), run: () => vscode.commands.executeCommand(commands.filmExport, { uri: document.uri.toString(), to: to.replace(/\.mp4$/iu, '.otio') }) };
  const plan = planJoin(cut.shots);
  if (plan.kind === 'refused') {
    showError(plan.message, [project]);
    return false;
  }
  const { writeVideo } = await import('../../film/writeVideo.ts');
  const outcome = await inProgress(cut, (order) => writeVideo({ cut, plan, to, ...order }));
  if (outcome.kind === 'wrong') {
    showError(l10n.t('The exported film was incomplete, so it wasn’t kept ({0}). Export a project instead.', outcome.detail), [project]);
  }
  if (outcome.kind !== 'joined') return false;
  if (plan.notes.length > 0) showWarning(oneLine(plan.notes));
  return true;
}

function inProgress(cut: Cut, join: (order: Pick<JoinOrder, 'signal' | 'progress'>) => Promise<JoinOutcome>): Thenable<JoinOutcome> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: l10n.t('Joining the film'), cancellable: true }, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => { stop.abort(); });
    return join({ signal: stop.signal, progress: (joined) => { progress.report({ message: `${String(joined)} / ${String(cut.shots.length)}`, increment: 100 / cut.shots.length }); } });
  });
}

function projectText(format: Exclude<Format, 'mp4' | 'md' | 'png'>, cut: Cut, to: string): string {
  switch (format) {
    case 'otio': return toOtio(cut, to);
    case 'mlt': return toMlt(cut, to);
    case 'edl': return toEdl(cut, to);
  }
}

async function write(film: OpenFilm, { format, theme = themeNow() }: Kind, to: string, posters: Pick<Posters, 'find'>): Promise<boolean> {
  if (format === 'png') return exportSheet(film, theme, to, posters);
  if (format === 'md') {
    const link = ({ chosen }: FilmShot): string | undefined => chosen && hrefFrom(path.dirname(to), chosen.take.file);
    await writeWhole(to, shotListMarkdown(film.name, film.shots, (shot) => secondsOf(shot, shotSettings(film.document.uri).duration), link));
    return true;
  }
  const shots = await withTakes(shown(film.shots), film);
  const cut = shots && (await cutOf(film.name, shots));
  if (cut === undefined) return false;
  if (cut.shots.some(({ file }) => path.resolve(file) === to)) {
    showError(l10n.t('“{0}” is a take of this film. Choose another name for the export.', path.basename(to)));
    return false;
  }
  if (format === 'mp4') return exportVideo(film, cut, to);
  await writeWhole(to, projectText(format, cut, to));
  return true;
}

async function mayWrite({ to, isAsked }: Target): Promise<boolean> {
  const place = await exportPlace(to);
  if (place.kind === 'taken') showError(place.message);
  return place.kind === 'there' && !isAsked ? askToReplace(to) : place.kind !== 'taken';
}

/**
 * *Export Film…*: `{uri?, to?, theme?: "light" | "dark"}`, the ending of `to` says what is written; `theme` counts for a contact
 * sheet, without it that of the window. A file that is there is replaced only when the person agrees. Resolves to the file, or to undefined when it was not written.
 */
export async function exportFilm(argument: unknown, { takes, posters }: FilmExportDependencies): Promise<{ readonly file: string } | undefined> {
  const film = await openFilm(argument, takes);
  if (film === undefined) return undefined;
  const { to: given, theme } = (argument ?? {}) as { readonly to?: unknown; readonly theme?: unknown };
  const named = typeof given === 'string' ? formatOf(given) : undefined;
  const kind: Kind | undefined = typeof given === 'string' ? named && { format: named, ...((theme === 'light' || theme === 'dark') && { theme }) } : await pickKind();
  if (kind === undefined) {
    if (typeof given === 'string') showError(l10n.t('“{1}” isn’t an export format. Choose {0}.', formats.join(', '), path.basename(given)));
    return undefined;
  }
  const { format } = kind;
  const target = typeof given === 'string' ? { to: path.resolve(given), isAsked: false } : await pickTarget(film, format);
  if (target === undefined) return undefined;
  const { to } = target;
  try {
    if (!(await mayWrite(target)) || !(await write(film, kind, to, posters))) return undefined;
  } catch (error) {
    showError(whyUnwritten(error, to));
    return undefined;
  }
  const open = { label: l10n.t('Open'), run: () => vscode.commands.executeCommand('vscode.open', vscode.Uri.file(to)) };
  showInformation(l10n.t('Exported: {0}', path.basename(to)), [open, { label: l10n.t('Show in Folder'), run: () => vscode.commands.executeCommand(commands.takeReveal, { file: to }) }].slice(0, format === 'mp4' ? 2 : 1));
  return { file: to };
}
