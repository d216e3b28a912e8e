import * as l10n from '@vscode/l10n';
import type { GatewayId } from '../../gateways/gateway.ts';
import { gatewayIds } from '../../gateways/gateway.ts';
import { gatewayName } from '../../gateways/sites.ts';
import type { FilmShot } from '../../film/film.ts';
import { hasUpToDate, shown } from '../../film/film.ts';
import { comingShots } from '../../film/shotState.ts';
import type { Coming, WhichShots } from '../../film/whichShots.ts';
import { needsTake, shotsMeant, shotsNamed } from '../../film/whichShots.ts';
import { gatewaySetting, shotSettings } from '../../host/settings.ts';
import { showInformation } from '../../host/messages.ts';
import { isFromOutside } from '../../host/ownClicks.ts';
import { pickSome } from '../../host/pick.ts';
import { sourceOf } from '../../shots/promptSource.ts';
import type { Takes } from '../../takes/takes.ts';
import { costsMoney } from '../../tasks/task.ts';
import type { PublicTask } from '../../tasks/publicTask.ts';
import { toPublicTask } from '../../tasks/publicTask.ts';
import { shortQuote } from '../../wallet/quoteWords.ts';
import type { OrderDependencies } from '../gate/order.ts';
import type { WantedShot } from '../gate/wantedShot.ts';
import { startShots } from '../startShots.ts';
import type { OpenFilm } from '../../host/filmText.ts';
import { changedSince } from '../../host/filmText.ts';
import { isGone } from '../../host/movedFiles.ts';
import { openFilm } from './openFilm.ts';

export interface FilmGenerateDependencies {
  readonly takes: Pick<Takes, 'all' | 'read'>;
  readonly orders: OrderDependencies;
}

interface FilmArguments {
  readonly which?: WhichShots;
  readonly gateway?: GatewayId;
  /** The text that the person who clicked had in sight. */
  readonly text?: string;
}

function read(argument: unknown): FilmArguments {
  const { which, gateway, text } = (argument ?? {}) as { readonly which?: unknown; readonly gateway?: unknown; readonly text?: unknown };
  const id = gatewayIds.find((known) => known === gateway);
  const named = Array.isArray(which) ? which.filter((one) => typeof one === 'string' || typeof one === 'number') : undefined;
  return { ...(which === 'all' || which === 'changed' ? { which } : named ? { which: named } : {}), ...(id && { gateway: id }), ...(typeof text === 'string' && { text }) };
}

/** The shots that are meant, or that the person ticks; undefined: the person would rather not, or a shot is named that is not there, which is said. */
async function choose({ document, shots }: OpenFilm, { which, gateway }: FilmArguments, coming: Coming, wallet: OrderDependencies['wallet']): Promise<readonly FilmShot[] | undefined> {
  const film = shown(shots);
  const [unknown] = which === undefined || typeof which === 'string' ? [] : shotsNamed(shots, which).unknown;
  if (unknown !== undefined) {
    showInformation(l10n.t('This film has no shot “{0}”.', String(unknown)));
    return undefined;
  }
  if (which !== undefined) return shotsMeant(shots, which, coming);
  const usual = shotSettings(document.uri);
  const items = film.map((shot) => {
    const { duration, resolution, takes = 1, gateway: own } = { ...usual, ...shot.written };
    const place = gateway ?? own ?? gatewaySetting(document.uri);
    const name = gatewayIds.find((id) => id === place);
    const isPaid = name !== undefined && costsMoney(name);
    const price = isPaid ? shortQuote(wallet.quote({ gateway: name, seconds: duration, resolution }), takes) ?? l10n.t('price unknown') : undefined;
    const description = [l10n.t('{0} s', duration), resolution, ...(isPaid && takes > 1 ? [l10n.t('{0} takes', takes)] : []), name ? gatewayName(name) : place, ...(price === undefined ? [] : [price])].join(' · ');
    return { shot, label: `${String(shot.number)}  ${shot.title}`, description, detail: stateOf(shot, coming), picked: needsTake(shot, coming) };
  });
  return (await pickSome(items, { placeHolder: l10n.t('Which shots? Missing and changed ones are selected.'), matchOnDescription: true }))?.map(({ shot }) => shot);
}

function stateOf(film: FilmShot, coming: Coming): string {
  const { shot, chosen, takes, missing, continues } = film;
  const start = continues ? `${l10n.t('starts with the last frame of the shot before')} · ` : '';
  if (coming.has(shot)) return start + l10n.t('in progress');
  if (missing !== undefined) return start + l10n.t('the chosen take can’t be found');
  if (chosen?.upToDate === true) return start + l10n.t('up to date');
  if (hasUpToDate(film)) return start + l10n.t('another take is chosen');
  if (chosen !== undefined && chosen.standsIn !== true) return start + l10n.t('out of date');
  return start + (takes.some(({ standsIn }) => standsIn !== true) ? l10n.t('out of date') : l10n.t('no take yet'));
}

/** Why none is to be generated: a shot whose take is there may show another one all the same. */
function nothingToDo(film: readonly FilmShot[], coming: Coming): string {
  const other = shown(film).find((shot) => shot.chosen?.upToDate !== true && hasUpToDate(shot) && !coming.has(shot.shot));
  if (other?.missing !== undefined) return l10n.t('The take chosen for “{0}” can’t be found. Choose another for this shot.', other.title);
  if (other) return l10n.t('“{0}” has a take that is up to date, but the film uses another one that was chosen.', other.title);
  return coming.size > 0 ? l10n.t('Every shot of this film is up to date or in progress.') : l10n.t('Every shot of this film is up to date.');
}

function wanted({ document }: OpenFilm, { shot, written }: FilmShot, gateway: GatewayId | undefined): WantedShot {
  return {
    prompt: shot.filled,
    written: { ...written, ...(gateway && { gateway }) },
    ...(gateway && { named: new Set(['gateway'] as const), chosen: ['gateway'] as const }),
    source: sourceOf(document.uri.toString(), shot, (offset) => document.positionAt(offset).line),
  };
}

/**
 * *Generate Film…*: `{uri?, which?: "all" | "changed" | titles and numbers, gateway?}`. Asks which shots, then the gate asks once for all of
 * them. A shot that continues another is ordered with the rest and waits for that one's take. Resolves to the tasks.
 */
export async function generateFilm(argument: unknown, { takes, orders }: FilmGenerateDependencies): Promise<readonly PublicTask[] | undefined> {
  const given = read(argument);
  const film = await openFilm(argument, takes, given.gateway);
  if (film === undefined) return undefined;
  // Numbers count the shots of that text.
  if (given.text !== undefined && given.text !== film.text.text) {
    showInformation(changedSince());
    return undefined;
  }
  const coming = comingShots(film.text, orders.tasks.list(), isGone);
  const chosen = await choose(film, given, coming, orders.wallet);
  if (chosen === undefined) return undefined;
  if (chosen.length === 0) {
    showInformation(nothingToDo(film.shots, coming));
    return undefined;
  }
  // Where nothing is said the person chose the shots in the list.
  const confirm = isFromOutside(argument) && Object.keys(given).length > 0;
  return (await startShots(chosen.map((shot) => ({ ...wanted(film, shot, given.gateway), confirm })), orders))?.map(toPublicTask);
}
