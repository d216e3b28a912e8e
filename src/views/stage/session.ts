import * as l10n from '@vscode/l10n';
import { stat } from 'node:fs/promises';
import { basename, posix } from 'node:path';
import * as vscode from 'vscode';
import { gatewayIds } from '../../gateways/gateway.ts';
import { gatewayName } from '../../gateways/sites.ts';
import { commands, contexts } from '../../host/ids.ts';
import { showError } from '../../host/messages.ts';
import { openedDocument } from '../../host/openedDocument.ts';
import { fromClick } from '../../host/ownClicks.ts';
import { firstFrameLimits, missingFirstFrame } from '../../shots/firstFrame.ts';
import { readForeignFile } from '../../storage/foreignFile.ts';
import type { Takes } from '../../takes/takes.ts';
import type { FoundAnimatic } from '../../tasks/animaticOf.ts';
import { findAnimatic } from '../../tasks/findAnimatic.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { composed, orderOf } from './order.ts';
import type { FromStage, StageShot, ToStage } from './protocol.ts';
import type { ShownShot } from './shownShot.ts';
import { rangeOfBracket } from './shownShot.ts';

export interface SessionDependencies {
  readonly tasks: Pick<Tasks, 'list' | 'onDidChange'>;
  readonly takes: Pick<Takes, 'all' | 'onDidChange'>;
}

/** What one stage does: it shows a shot, follows its video, and has it ordered. */
export interface Session extends vscode.Disposable {
  readonly shown: ShownShot | undefined;
  /** `selected`: the bracket at the text cursor. */
  show(shot: ShownShot | undefined, selected: number | undefined): void;
  receive(message: FromStage): void;
}

export function openSession(send: (message: ToStage) => void, { tasks, takes }: SessionDependencies): Session {
  let shown: ShownShot | undefined;
  let selected: number | undefined;
  let trouble: string | undefined;
  let pictured: string | undefined;
  let ordering = false;

  const sendShot = (): void => send({ type: 'show', shot: shown ? viewOf(shown, selected, trouble) : null });
  const sendPicture = async (again: boolean): Promise<void> => {
    const firstFrame = localFrame(shown);
    // The same file may have been written anew, or be there at last.
    const state = firstFrame === undefined ? undefined : `${firstFrame}\0${String(await versionOf(firstFrame))}`;
    if (localFrame(shown) !== firstFrame || (state === pictured && !again)) return;
    pictured = state;
    const read = firstFrame === undefined ? undefined : await readForeignFile(firstFrame, { maxBytes: firstFrameLimits.bytes });
    if (pictured !== state) return;
    trouble = read === undefined || read.kind === 'read' ? undefined : missingFirstFrame(basename(firstFrame ?? '')).message;
    // A copy: a Node buffer would be written out as a list of numbers on its way to the page.
    send({ type: 'picture', ...(read?.kind === 'read' && { bytes: new Uint8Array(read.bytes) }) });
    sendShot();
  };
  const found = async (): Promise<FoundAnimatic | undefined> => shown && await findAnimatic(shown.shot, { tasks, takes: () => takes.all() });
  let looks = 0;
  const sendVideo = async (): Promise<void> => {
    const look = ++looks;
    const animatic = await found();
    if (look !== looks) return;
    send({ type: 'video', video: animatic?.kind === 'making' ? { kind: 'making', progress: animatic.task.progress } : { kind: animatic ? 'made' : 'none' } });
  };
  const sendAll = (again: boolean): void => {
    sendShot();
    void sendPicture(again);
    void sendVideo();
  };
  /** One order at a time: a key that is held, or a second click, must not pay twice. */
  const order = async (said: object): Promise<void> => {
    if (ordering || !shown) return;
    const wanted = shown;
    send({ type: 'ordering', ordering: (ordering = true) });
    try {
      // Orders look only in texts that are open, and this one may have no tab any more.
      if (wanted.place && !await openedText(wanted.place)) return;
      await vscode.commands.executeCommand(commands.generate, fromClick({ ...orderOf(wanted), ...said }));
    } finally {
      send({ type: 'ordering', ordering: (ordering = false) });
    }
  };
  const save = async (): Promise<void> => {
    const animatic = await found();
    if (animatic?.kind === 'made') await vscode.commands.executeCommand(commands.openTake, { file: animatic.file });
    else if (animatic) await vscode.commands.executeCommand(commands.taskOpenPreview, { id: animatic.task.id });
    else await order({ gateway: 'animatic', takes: 1 });
  };
  const stopListening = [tasks.onDidChange(() => void sendVideo()), takes.onDidChange(() => void sendVideo())];

  return {
    get shown() { return shown; },
    show: (now, bracket) => {
      [shown, selected] = [now, bracket];
      sendAll(false);
    },
    receive: (message) => {
      switch (message.type) {
        case 'ready':
          void vscode.commands.executeCommand('setContext', contexts.cameraPlayed, true);
          send({ type: 'ordering', ordering });
          sendAll(true);
          break;
        case 'generate': void order({}); break;
        case 'save': void save(); break;
        case 'compose': void vscode.commands.executeCommand(commands.openComposer, shown && composed(shown)); break;
        case 'choose': void (shown && select(shown, message.bracket));
      }
    },
    dispose: () => stopListening.forEach((stop) => stop()),
  };
}

/** What a file written anew does not have in common with the one before; undefined: there is no such file. */
async function versionOf(file: string): Promise<string | undefined> {
  const state = await stat(file).catch(() => undefined);
  return state && `${String(state.mtimeMs)} ${String(state.size)}`;
}

function localFrame(shown: ShownShot | undefined): string | undefined {
  const firstFrame = shown?.shot.settings.firstFrame;
  return firstFrame === undefined || /^https?:/iu.test(firstFrame) ? undefined : firstFrame;
}

function viewOf({ shot, gateway, title, place }: ShownShot, selected: number | undefined, trouble: string | undefined): StageShot {
  const { prompt, settings: { duration, firstFrame } } = shot;
  const known = gatewayIds.find((id) => id === gateway);
  return {
    title: title || l10n.t('Shot'), prompt, duration, gateway: { name: known === undefined ? gateway : gatewayName(known), paid: known !== 'animatic' },
    ...(place && { source: { uri: place.uri.toString(), line: place.line } }), ...(selected !== undefined && { selected }),
    ...(firstFrame !== undefined && { firstFrame: /^https?:/iu.test(firstFrame) ? firstFrame : basename(firstFrame) }), ...(trouble !== undefined && { trouble }),
  };
}

/** The text that a shot stands in, whether a tab shows it or not; undefined, and said so, where it can't be opened. */
async function openedText({ uri }: NonNullable<ShownShot['place']>): Promise<vscode.TextDocument | undefined> {
  const document = await openedDocument(uri);
  if (!document) showError(l10n.t('The text of this shot, {0}, can’t be opened, so nothing was done. It may have been moved or deleted.', posix.basename(uri.path)));
  return document;
}

/** Selects a bracket where it stands, in the editor that shows it. */
async function select(shown: ShownShot, bracket: number): Promise<void> {
  if (!shown.place) return;
  const { uri } = shown.place;
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const document = editor?.document ?? await openedText(shown.place);
  if (!document) return;
  const selection = rangeOfBracket(document, shown, bracket);
  await vscode.window.showTextDocument(document, { viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One, ...(selection && { selection }) });
}
