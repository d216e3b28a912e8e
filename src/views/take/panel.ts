import * as l10n from '@vscode/l10n';
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { showError, showInformation } from '../../host/messages.ts';
import { fromClick } from '../../host/ownClicks.ts';
import { foldersBeyond } from '../../host/reach.ts';
import { verbCommand } from '../../host/verbs.ts';
import { plain } from '../../host/plain.ts';
import { locatePrompt } from '../../host/promptPlace.ts';
import { webviewAssets, webviewHtml } from '../../host/webview.ts';
import type { Excerpts } from '../../film/excerpts.ts';
import { writeFrame } from '../../takes/frameFile.ts';
import { takeOfStory } from '../../takes/take.ts';
import type { Take } from '../../takes/take.ts';
import type { Takes } from '../../takes/takes.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import type { Verb } from '../../tasks/verbs.ts';
import { verbsFor } from '../../tasks/verbs.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { FromTake, TakeAction, TakeSubject, TakeView, ToTake } from './protocol.ts';
import { fromTake } from './protocol.ts';
import { storyOfTake, storyOfTask } from './story.ts';
import { whyUnwritten } from '../../storage/storageError.ts';

export interface TakePanelDependencies {
  readonly extensionUri: vscode.Uri;
  readonly tasks: Pick<Tasks, 'get' | 'onDidChange' | 'ready'>;
  readonly takes: Pick<Takes, 'read' | 'onDidChange'>;
  readonly names: TakeNames;
  readonly excerpts: Excerpts;
}

/** A picture taken from a video, or one localized sentence that says why there is none; empty when the tab was closed. */
export type GrabOutcome = { readonly kind: 'frame'; readonly png: Uint8Array } | { readonly kind: 'none'; readonly why: string };

/** One tab with a take in it. */
export interface TakePanel {
  readonly panel: vscode.WebviewPanel;
  /** Absolute path of the video; undefined while there is none. */
  file(): string | undefined;
  /** Settles when the page has the video and gave its last frame. */
  grabLastFrame(): Promise<GrabOutcome>;
}

const actionCommands: Readonly<Record<TakeAction, string>> = {
  continue: commands.continueFromLastFrame, generateAgain: commands.takeGenerateAgain, editInComposer: commands.takeEditInComposer,
  goToPrompt: commands.takeGoToPrompt, restorePrompt: commands.takeRestorePrompt, keep: commands.takeKeep, compare: commands.compareTakes,
  reveal: commands.takeReveal, saveAs: commands.takeSaveAs, openExternally: commands.takeOpenExternally, copyPrompt: commands.takeCopyPrompt,
  copyAsMarkdown: commands.takeCopyAsMarkdown, copyAsHtml: commands.takeCopyAsHtml, discard: commands.takeDiscard,
};

/** The same for a task that has no take yet. */
const taskCommands: Readonly<Partial<Record<TakeAction, string>>> = { copyPrompt: commands.taskCopyPrompt, generateAgain: commands.taskGenerateAgain };

/** Fills a panel with a take and keeps it current until the panel is closed. */
export function fillTakePanel(panel: vscode.WebviewPanel, subject: TakeSubject, deps: TakePanelDependencies): TakePanel {
  const { webview } = panel;
  const { tasks, takes, names, excerpts } = deps;
  const grabs = new Map<number, (outcome: GrabOutcome) => void>();
  let grabCount = 0;
  let shows = 0;
  let source: string | undefined;

  const task = () => (subject.task === undefined ? undefined : tasks.get(subject.task));
  const file = (): string | undefined => task()?.file ?? subject.file;
  const post = (message: ToTake): void => void webview.postMessage(message);

  // Where the video is or will be, and nothing else of this machine.
  const opened = task()?.folder ?? (subject.file && path.dirname(subject.file));
  const roots = new Set([excerpts.folder, ...(opened === undefined ? [] : [opened])]);
  const allowRoots = (): void => {
    webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(deps.extensionUri), ...[...roots].map((folder) => vscode.Uri.file(folder))] };
  };
  /** A video that was saved elsewhere comes into reach before the page is told of it; VS Code then loads it anew. */
  const allow = (video: string): void => {
    const beyond = foldersBeyond([video], roots);
    beyond.forEach((folder) => roots.add(folder));
    if (beyond.length > 0) allowRoots();
  };

  const viewNow = async (): Promise<TakeView | undefined> => {
    const [current, video] = [task(), file()];
    if (video === undefined) {
      source = current?.source?.uri;
      return current && storyOfTask(current, names.ofTask(current), vscode.env.language);
    }
    const read = await takes.read(video);
    const take: Take = read.damaged !== undefined && current?.file !== undefined ? takeOfStory({ ...current, file: current.file }) : read;
    source = take.source?.uri;
    const [there, place] = await Promise.all([foundAt(video), locatePrompt(take)]);
    allow(video);
    const uri = webview.asWebviewUri(vscode.Uri.file(video)).toString();
    return storyOfTake(take, { uri, name: names.ofTake(take), language: vscode.env.language, ...there, ...(place ? { staleness: place.staleness } : {}) });
  };
  const show = async (): Promise<void> => {
    const mine = ++shows;
    const take = await viewNow();
    if (mine !== shows) {
      return;
    }
    panel.title = plain(take?.title ?? l10n.t('Take'));
    const missing = { title: panel.title, prompt: '', facts: [], actions: [], favourite: false, problem: { message: l10n.t('This task is no longer in the list.') } };
    post({ type: 'show', subject, take: take ?? missing });
  };

  let ordering = false;
  /** One order at a time: a key that is held, or a second click, must not pay twice. */
  const order = async (command: string, argument: object): Promise<void> => {
    if (ordering) {
      return;
    }
    const tell = (now: boolean): void => post({ type: 'ordering', ordering: (ordering = now) });
    tell(true);
    try {
      await vscode.commands.executeCommand(command, fromClick(argument));
    } finally {
      tell(false);
    }
  };
  const act = (action: TakeAction): void => {
    const video = file();
    const command = video === undefined ? taskCommands[action] ?? actionCommands[action] : actionCommands[action];
    const argument = video === undefined ? { id: subject.task } : { file: video };
    void (action === 'generateAgain' ? order(command, argument) : vscode.commands.executeCommand(command, argument));
  };
  const help = (verb: Verb): void => {
    const now = task();
    if (!now || !verbsFor(now).includes(verb)) return;
    const { command, argument } = verbCommand(verb, now);
    void vscode.commands.executeCommand(command, argument);
  };
  const keepFrame = async (frame: number, png: Uint8Array, use: boolean): Promise<void> => {
    const video = file();
    if (video === undefined) {
      return;
    }
    try {
      const saved = await writeFrame(video, frame, png);
      if (use) {
        await vscode.commands.executeCommand(commands.takeStartFrom, { file: video, frame: saved });
      } else {
        showInformation(l10n.t('Saved as {0}.', path.basename(saved)), [{ label: l10n.t('Open'), run: () => vscode.commands.executeCommand('vscode.open', vscode.Uri.file(saved)) }]);
      }
    } catch (error) {
      showError(l10n.t('The frame couldn’t be saved next to {0}: {1}', path.basename(video), whyUnwritten(error, path.dirname(video))));
    }
  };
  /** Of a large video the page is handed the end alone. */
  const grab = async (request: number): Promise<void> => {
    const video = file();
    const excerpt = video === undefined ? undefined : await excerpts.of(video, 'end');
    post({ type: 'grabLast', request, ...(excerpt !== undefined && { excerpt: webview.asWebviewUri(vscode.Uri.file(excerpt)).toString() }) });
  };
  const settle = (request: number, outcome: GrabOutcome): void => {
    grabs.get(request)?.(outcome);
    grabs.delete(request);
    const video = file();
    if (video !== undefined && grabs.size === 0) void excerpts.drop(video, 'end');
  };
  const receive = (message: FromTake): void => {
    switch (message.type) {
      case 'ready':
        void show();
        post({ type: 'ordering', ordering });
        // A page that was hidden or restored has forgotten what it was asked for.
        for (const request of grabs.keys()) {
          void grab(request);
        }
        break;
      case 'act': act(message.action); break;
      case 'help': help(message.verb); break;
      case 'frame': void keepFrame(message.frame, message.png, message.use); break;
      case 'noFrame': showError(message.why); break;
      case 'grabbed':
        settle(message.request, message.png ? { kind: 'frame', png: message.png } : { kind: 'none', why: message.why ?? '' });
        break;
    }
  };

  const stopListening = [
    tasks.onDidChange(({ changed, removed }) => {
      if (changed.some(({ id }) => id === subject.task) || removed.some((id) => id === subject.task)) {
        void show();
      }
    }),
    names.onDidChange((renamed) => {
      if (renamed.has(file() ?? '') || renamed.has(subject.task ?? '')) {
        void show();
      }
    }),
    takes.onDidChange(({ changed, removed }) => {
      if (changed.some((take) => take.file === file()) || removed.some((video) => video === file())) {
        void show();
      }
    }),
  ];
  const listening = [
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = fromTake.safeParse(raw);
      if (message.success) {
        receive(message.data);
      }
    }),
    // Whether the take is out of date is told again when its text is saved or was undone.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => (uri.toString() === source ? void show() : undefined)),
    panel.onDidChangeViewState(() => (panel.visible ? void show() : undefined)),
  ];
  let closed = false;
  panel.onDidDispose(() => {
    closed = true;
    shows++;
    stopListening.forEach((stop) => stop());
    listening.forEach((one) => { one.dispose(); });
    for (const request of grabs.keys()) {
      settle(request, { kind: 'none', why: '' });
    }
  });
  allowRoots();
  void waitingFor(file()).then((waiting) => {
    if (!closed) webview.html = webviewHtml(webview, deps.extensionUri, { name: 'take', title: l10n.t('Take'), ...(waiting && { waiting: { ...waiting, video: webview.asWebviewUri(vscode.Uri.file(waiting.video)).toString() } }) });
  });

  return {
    panel,
    file,
    grabLastFrame: () => new Promise((resolve) => {
      const request = ++grabCount;
      grabs.set(request, resolve);
      void grab(request);
    }),
  };
}

/** A video up to this size is handed to the page before its script; a larger one, or one that is gone, waits until the script asked about it. */
const earlyBytes = 32e6;

/** What a page has from its first moment: the video, if it is small enough, and its first picture. */
async function waitingFor(video: string | undefined): Promise<{ readonly video: string; readonly picture?: Uint8Array } | undefined> {
  if (video === undefined) return undefined;
  const [there, picture] = await Promise.all([foundAt(video), firstPictureOf(video)]);
  return there === undefined || there.bytes > earlyBytes ? undefined : { video, ...(picture && { picture }) };
}

/** A file that cannot be read is told about by the page, which tries again. */
async function firstPictureOf(video: string): Promise<Uint8Array | undefined> {
  return (await import('../../film/join/firstPicture.ts')).readFirstPicture(video).catch(() => undefined);
}

/** Undefined: there is no such file. */
async function foundAt(file: string): Promise<{ readonly bytes: number; readonly changedAt: number } | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && { bytes: found.size, changedAt: found.mtimeMs };
}
