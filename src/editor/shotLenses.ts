import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GatewayId } from '../gateways/gateway.ts';
import { gatewayIds } from '../gateways/gateway.ts';
import { commands } from '../host/ids.ts';
import { plain } from '../host/plain.ts';
import { verbCommand } from '../host/verbs.ts';
import { settingsOf } from '../shots/document.ts';
import type { DocumentShot } from '../shots/document.ts';
import { gatewayName } from '../gateways/sites.ts';
import type { Task } from '../tasks/task.ts';
import type { Verb } from '../tasks/verbs.ts';
import { verbLabel, verbsFor } from '../tasks/verbs.ts';
import { isRunning, reasonOf, stateWords } from '../tasks/words.ts';
import { costsMoney } from '../tasks/task.ts';
import { quoteWords } from '../wallet/quoteWords.ts';
import type { Wallet } from '../wallet/wallet.ts';
import type { Checks } from './checks.ts';
import { filmLens } from './filmLens.ts';
import { createLensesAskedFor } from './lensesAskedFor.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';
import type { ShotState, ShotStates } from './shotStates.ts';

/** Above each shot: how its newest take stands, generate it and where, preview its camera, of the first one the film, its settings in words. */
export function registerShotLenses(checks: Checks, states: ShotStates, wallet: Pick<Wallet, 'quote' | 'onDidChange'>): vscode.Disposable {
  const asked = createLensesAskedFor();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: asked.onDidChange,
    provideCodeLenses: (document, token) => {
      const read = shotsOf(document);
      const found = states.statesOf(document);
      if (token.isCancellationRequested) return undefined;
      asked.answer(document);
      const shots = read.shots.filter(({ prompt }) => prompt !== '');
      const film = document.languageId === 'hailuo' ? filmLens(document, states.filmOf(document), checks.optionsOf(document).settings.duration) : undefined;
      return shots.flatMap((shot, index) => lensesOf(document, shot, found.get(shot), checks, wallet, index === 0 ? film : undefined));
    },
  };
  return vscode.Disposable.from(
    asked,
    states.onDidChange(() => { asked.change(); }),
    { dispose: wallet.onDidChange(() => { asked.change(); }) },
    checks.onDidChangeSettings(() => { asked.change(); }),
    forPromptLanguages((selector) => vscode.languages.registerCodeLensProvider(selector, provider)),
  );
}

function lensesOf(document: vscode.TextDocument, shot: DocumentShot, state: ShotState | undefined, checks: Checks, wallet: Pick<Wallet, 'quote'>, film: vscode.CodeLens | undefined): vscode.CodeLens[] {
  const range = rangeOf(document, shot.heading ?? shot.pieces[0] ?? shot);
  const line = document.positionAt(shot.pieces[0]?.start ?? shot.start).line;
  const title = shot.title?.text;
  const source = { uri: document.uri.toString(), line, ...(title && { title }) };
  // A click may come before the lenses are drawn anew, so the shot is read again then.
  const wanted = { prompt: shot.prompt, source, reread: true };
  const lens = (icon: string | undefined, title: string, tooltip: string, command: string, ...args: readonly unknown[]) =>
    new vscode.CodeLens(range, { // A plain space beside an icon collapses: VS Code lays lenses out as a flex box.
    title: icon === undefined ? plain(title) : `$(${icon})\u00A0${plain(title)}`, tooltip: plain(tooltip), command, arguments: [...args] });
  const place = placeWords(document, shot, checks);
  // The row does not wrap and is cut off where the editor ends: what happens and what a click does come first, the settings last.
  return [
    ...(state === undefined ? [] : [newestLens(state, lens), ...helpLenses(state, lens)]),
    lens('play', l10n.t('Generate · {0}', place.name), place.paid ? `${l10n.t('Generate this shot with {0}. Paid.', place.name)} ${priceWords(document, shot, checks, wallet)}`.trim() : l10n.t('Render a free camera preview of this shot on this computer'), commands.generate, wanted),
    lens('device-camera-video', l10n.t('Preview camera · free'), l10n.t('Play this shot’s camera moves: free, on this computer'), commands.previewCamera, wanted),
    ...(film ? [film] : []),
    ...(shot.kind === 'hailuo' ? [lens(undefined, settingsWords(document, shot, checks), l10n.t('Change the settings of this shot'), commands.chooseShotSetting, source)] : []),
  ];
}

/** Opens the newest: of a task on its way, its progress. */
function newestLens<T>(state: ShotState, lens: (icon: string, title: string, tooltip: string, command: string, argument: object) => T): T {
  const { newest } = state;
  const [icon, command, argument] = typeof newest === 'string'
    ? [icons.completed, commands.openTake, { file: newest }] as const : [icons[newest.state], commands.taskOpenPreview, { id: newest.id }] as const;
  const failure = typeof newest === 'string' ? undefined : newest.failure;
  const tooltip = failure ? [failure.message, failure.remedy].filter(Boolean).join(' ') : l10n.t('Open the newest take of this shot');
  return lens(icon, stateTitle(state), tooltip, command, argument);
}

/** What stands as a lens of its own, or is done in the text below it. */
const shownAnyway: ReadonlySet<Verb> = new Set(['generateAgain', 'editPrompt']);

/** What helps a task that stands still, as in its row: "Set API Key", "Try Again", "Open APIMart". */
function helpLenses<T>({ newest }: ShotState, lens: (icon: undefined, title: string, tooltip: string, command: string, argument: object) => T): readonly T[] {
  if (typeof newest === 'string') return [];
  return verbsFor(newest).filter((verb) => !shownAnyway.has(verb)).map((verb) => {
    const { command, argument } = verbCommand(verb, newest);
    return lens(undefined, verbLabel(verb, newest), newest.failure?.remedy ?? newest.failure?.message ?? '', command, argument);
  });
}

/** Where the shot is generated, by name, and whether that is paid. */
function placeWords(document: vscode.TextDocument, shot: DocumentShot, checks: Checks): { readonly name: string; readonly paid: boolean } {
  const written = settingsOf(shot).gateway ?? checks.optionsOf(document).gateway;
  const known = gatewayIds.find((id): id is GatewayId => id === written);
  return { name: known === undefined ? written : gatewayName(known), paid: known !== 'animatic' };
}

/** What the shot costs as far as anybody knows. */
function priceWords(document: vscode.TextDocument, shot: DocumentShot, checks: Checks, wallet: Pick<Wallet, 'quote'>): string {
  const { settings, gateway: usual } = checks.optionsOf(document);
  const { gateway, duration, resolution, takes } = { ...settings, gateway: usual, takes: 1, ...settingsOf(shot) };
  const known = gatewayIds.find((id) => id === gateway);
  return known === undefined || !costsMoney(known) ? '' : quoteWords(wallet.quote({ gateway: known, seconds: duration, resolution }), gatewayName(known), vscode.env.language, takes);
}

/** "6 s · 768p · 3 takes". */
function settingsWords(document: vscode.TextDocument, shot: DocumentShot, checks: Checks): string {
  const { settings } = checks.optionsOf(document);
  const { takes = 1, ...all } = { ...settings, ...settingsOf(shot) };
  return [
    l10n.t('{0} s', all.duration), all.resolution,
    ...(takes > 1 ? [l10n.t('{0} takes', takes)] : []),
  ].join(' · ');
}

/** "Running 40%", "Balance too low", "Done", "Done · out of date". */
function stateTitle({ newest, outOfDate }: ShotState): string {
  const words = typeof newest === 'string' ? l10n.t('Done') : reasonOf(newest, Date.now()) ?? `${stateWords(newest)}${isRunning(newest) && newest.progress > 0 ? ` ${Math.round(newest.progress)}%` : ''}`;
  return outOfDate ? `${words} · ${l10n.t('out of date')}` : words;
}

const icons: Readonly<Record<Task['state'], string>> = {
  needsApproval: 'shield', waiting: 'clock', held: 'clock', submitting: 'sync~spin', unconfirmed: 'question', queued: 'sync~spin', running: 'sync~spin',
  downloading: 'sync~spin', completed: 'pass', failed: 'error', cancelled: 'circle-slash', paused: 'debug-pause',
};
