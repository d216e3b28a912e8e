import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GatewayId } from '../../gateways/gateway.ts';
import { gatewayIds } from '../../gateways/gateway.ts';
import { gatewayName } from '../../gateways/sites.ts';
import type { FilmShot } from '../../film/film.ts';
import { needsTake, shown } from '../../film/film.ts';
import { gatewaySetting, shotSettings } from '../../host/settings.ts';
import { showInformation, showWarning } from '../../host/messages.ts';
import { pickSome } from '../../host/pick.ts';
import { writeFrame } from '../../takes/frameFile.ts';
import type { Takes } from '../../takes/takes.ts';
import { costsMoney } from '../../tasks/task.ts';
import type { PublicTask } from '../../tasks/publicTask.ts';
import { toPublicTask } from '../../tasks/publicTask.ts';
import { shortQuote } from '../../wallet/quoteWords.ts';
import type { OrderDependencies } from '../gate/order.ts';
import type { WantedShot } from '../gate/wantedShot.ts';
import { startShots } from '../startShots.ts';
import type { GrabOutcome } from '../takeFrames.ts';
import type { OpenFilm } from './openFilm.ts';
import { openFilm } from './openFilm.ts';

export interface FilmGenerateDependencies {
  readonly takes: Pick<Takes, 'all'>;
  readonly orders: OrderDependencies;
  readonly grabLastFrame: (file: string) => Promise<GrabOutcome>;
}

interface FilmArguments {
  /** All shots, those without a take that is up to date, or those of these titles. */
  readonly which?: 'all' | 'changed' | readonly string[];
  readonly gateway?: GatewayId;
}

function read(argument: unknown): FilmArguments {
  const { which, gateway } = (argument ?? {}) as { readonly which?: unknown; readonly gateway?: unknown };
  const id = gatewayIds.find((known) => known === gateway);
  const titles = Array.isArray(which) ? which.filter((title) => typeof title === 'string') : undefined;
  return { ...(which === 'all' || which === 'changed' ? { which } : titles ? { which: titles } : {}), ...(id && { gateway: id }) };
}

async function choose({ document, shots }: OpenFilm, { which, gateway }: FilmArguments, wallet: OrderDependencies['wallet']): Promise<readonly FilmShot[] | undefined> {
  const film = shown(shots);
  if (which === 'all') return film;
  if (which === 'changed') return film.filter(needsTake);
  if (which !== undefined) return film.filter(({ title }) => which.includes(title));
  const usual = shotSettings(document.uri);
  const items = film.map((shot) => {
    const { duration, resolution, takes = 1, gateway: own } = { ...usual, ...shot.written };
    const place = gateway ?? own ?? gatewaySetting(document.uri);
    const name = gatewayIds.find((id) => id === place);
    const price = name && costsMoney(name) ? shortQuote(wallet.quote({ gateway: name, seconds: duration, resolution }), takes) ?? l10n.t('price not known') : undefined;
    const description = [l10n.t('{0} s', duration), resolution, ...(takes > 1 ? [l10n.t('{0} takes', takes)] : []), name ? gatewayName(name) : place, ...(price === undefined ? [] : [price])].join(' · ');
    return { shot, label: `${String(shot.number)}  ${shot.title}`, description, detail: stateOf(shot), picked: needsTake(shot) };
  });
  return (await pickSome(items, { placeHolder: l10n.t('Which shots? Those that are missing or changed are ticked.'), matchOnDescription: true }))?.map(({ shot }) => shot);
}

function stateOf({ chosen, takes, missing, continues }: FilmShot): string {
  const start = continues ? `${l10n.t('starts with the last frame of the shot before')} · ` : '';
  if (missing !== undefined) return start + l10n.t('the chosen take no longer exists');
  if (chosen !== undefined) return start + (chosen.upToDate ? l10n.t('up to date') : l10n.t('out of date'));
  return start + (takes.length > 0 ? l10n.t('out of date') : l10n.t('no take yet'));
}

/** The last frame of the take before, for a shot that continues; `waits` names the shot that has to be made first. */
async function startOf(shot: FilmShot, film: readonly FilmShot[], ordered: ReadonlySet<FilmShot>, grab: FilmGenerateDependencies['grabLastFrame']): Promise<{ readonly firstFrame?: string } | { readonly waits: string }> {
  if (!shot.continues) return {};
  const before = film.slice(0, film.indexOf(shot)).at(-1);
  const file = before?.chosen?.take.file;
  if (before === undefined) return {};
  if (file === undefined || ordered.has(before)) return { waits: before.title };
  const grabbed = await grab(file);
  return grabbed.kind === 'frame' ? { firstFrame: await writeFrame(file, 'last', grabbed.png) } : { waits: before.title };
}

function wanted({ document }: OpenFilm, { shot, written }: FilmShot, gateway: GatewayId | undefined, firstFrame: string | undefined): WantedShot {
  const line = document.positionAt(shot.pieces[0]?.start ?? shot.start).line;
  return {
    prompt: shot.filled,
    written: { ...written, ...(gateway && { gateway }), ...(firstFrame !== undefined && { firstFrame }) },
    ...(gateway && { named: new Set(['gateway'] as const), chosen: ['gateway'] as const }),
    source: { uri: document.uri.toString(), line, ...(shot.title?.text && { title: shot.title.text }), ...(shot.filled !== shot.prompt && { written: shot.prompt }) },
  };
}

/**
 * *Generate Film…*: `{uri?, which?: "all" | "changed" | titles, gateway?}`. Asks which shots, then the gate asks once for all of
 * them. A shot that continues one which is made in the same order, or has no take yet, is left for the next time, and said.
 * Resolves to the tasks.
 */
export async function generateFilm(argument: unknown, { takes, orders, grabLastFrame }: FilmGenerateDependencies): Promise<readonly PublicTask[] | undefined> {
  const film = await openFilm(argument, takes);
  if (film === undefined) return undefined;
  const given = read(argument);
  const chosen = await choose(film, given, orders.wallet);
  if (chosen === undefined) return undefined;
  if (chosen.length === 0) {
    showInformation(l10n.t('Every shot of this film is up to date.'));
    return undefined;
  }
  const ordered = new Set(chosen);
  const starts = await Promise.all(chosen.map(async (shot) => ({ shot, start: await startOf(shot, shown(film.shots), ordered, grabLastFrame) })));
  const waiting = starts.filter(({ start }) => 'waits' in start);
  const ready = starts.flatMap(({ shot, start }) => ('waits' in start ? [] : [wanted(film, shot, given.gateway, start.firstFrame)]));
  const tasks = ready.length === 0 ? undefined : await startShots(ready, orders);
  if (waiting.length > 0 && (ready.length === 0 || tasks !== undefined)) tellWaiting(waiting.map(({ shot, start }) => ({ title: shot.title, before: 'waits' in start ? start.waits : '' })));
  return tasks?.map(toPublicTask);
}

function tellWaiting(waiting: readonly { readonly title: string; readonly before: string }[]): void {
  const [first] = waiting;
  if (first === undefined) return;
  showWarning(waiting.length === 1
    ? l10n.t('“{0}” starts with the last frame of “{1}”, so it is not generated yet. Generate the film again when that take is there.', first.title, first.before)
    : l10n.t('{0} shots start with the last frame of a shot that has no take yet, “{1}” first. Generate the film again when those takes are there.', waiting.length, first.title), [
    { label: l10n.t('Show Tasks'), run: () => vscode.commands.executeCommand('hailuo.tasks.focus') },
  ]);
}
