import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseUrl } from '../../gateways/baseUrl.ts';
import { gatewayIds } from '../../gateways/gateway.ts';
import { directiveLanguageOf } from '../../gateways/limits.ts';
import { gatewayName, sites } from '../../gateways/sites.ts';
import { commands, settingsSection } from '../../host/ids.ts';
import { fromClick } from '../../host/ownClicks.ts';
import type { PaidGatewayId } from '../../host/settings.ts';
import { chooseShell } from '../../host/shell.ts';
import { gatewayStyle } from '../../host/settings.ts';
import { usesIn } from '../../shots/lets.ts';
import { costsMoney } from '../../tasks/task.ts';
import type { Takes } from '../../takes/takes.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { shortQuote } from '../../wallet/quoteWords.ts';
import type { Wallet } from '../../wallet/wallet.ts';
import type { Desk, LocateFirstFrame, Written } from './desk.ts';
import { viewFirstFrame } from './firstFrame.ts';
import { createFrameWishes } from './frameWishes.ts';
import { linkShot } from './link.ts';
import { placeAt } from './place.ts';
import type { FromComposer, LinkView, ToComposer } from './protocol.ts';
import type { RequestSettings } from './requests.ts';
import { curlOf, requestsOf } from './requests.ts';
import { saveShot, unwritableWords } from './save.ts';
import { takesOf } from './takes.ts';

export interface SessionDependencies {
  readonly tasks: Pick<Tasks, 'list' | 'onDidChange' | 'ready'>;
  readonly takes: Pick<Takes, 'all'>;
  readonly names: TakeNames;
  /** Our own folder, for images that have no workspace folder to go to. */
  readonly storage: vscode.Uri;
  readonly wallet: Pick<Wallet, 'quote' | 'onDidChange'>;
  readonly baseUrlOf: (gateway: PaidGatewayId) => BaseUrl;
  readonly locateFirstFrame: LocateFirstFrame;
}

/** What the session needs of its panel. */
export interface Page {
  readonly send: (message: ToComposer) => void;
  /** The link under which the page may read a file; undefined outside the folders that it may read. */
  readonly uriOf: (file: string) => string | undefined;
  /** An address of the workbench as that of a file on this machine, where it is one: in a remote window they differ. */
  readonly localUri: (uri: vscode.Uri) => vscode.Uri;
  readonly setTitle: (title: string) => void;
  /** Gives the keyboard back to the page, after a picker or a dialog over it. */
  readonly focus: () => void;
  /** Where the directives' pictures are. */
  readonly pictures: string;
}

/** Everything that the person does in one composer. It outlives the page, which VS Code ends when the tab is hidden. */
export interface Session extends vscode.Disposable {
  readonly receive: (message: FromComposer) => void;
  /** The document of the shot changed, was opened or closed. */
  readonly documentChanged: () => void;
}

/** What keeps the prompt from its document, and what to do; undefined while nothing does that has to be said. */
function reasonOf({ state, file }: LinkView): string | undefined {
  switch (state) {
    case 'unwritable': return unwritableWords();
    case 'parted': return l10n.t('The shot was changed here and in {0}. Update the file with this text, or use the file’s text.', file);
    default: return undefined;
  }
}

/** `made`: tasks made from here before. */
export function openSession(desk: Desk, made: Set<string>, page: Page, deps: SessionDependencies): Session {
  let pageVersion = 0;
  const notice = (message: string): void => page.send({ type: 'notice', message });
  const requestSettings = (): RequestSettings => ({
    ...gatewayStyle(desk.scope),
    baseUrl: (gateway) => {
      const read = deps.baseUrlOf(gateway);
      return read.kind === 'base' ? read.url : sites[gateway].defaultBaseUrl;
    },
  });
  const sourceOf = (): { uri: string; line: number } | undefined => desk.link && { uri: desk.link.uri.toString(), line: desk.link.line };

  const sendRequests = (): void => {
    const settings = requestSettings();
    const language = directiveLanguageOf(desk.choices.gateway, settings.directiveLanguage);
    const { gateway, duration, resolution, takes } = desk.choices;
    const price = costsMoney(gateway) ? shortQuote(deps.wallet.quote({ gateway, seconds: duration, resolution }), takes) : undefined;
    page.send({ type: 'sent', requests: [...requestsOf(desk.filledShot, gateway, settings)], ...(language && { language }), ...(price !== undefined && { price }) });
  };
  let sentWords = '';
  /** A film may have many of them, and they seldom change. */
  const sendWords = (): void => {
    const words = desk.link?.words && [...desk.link.words].map(([name, value]) => ({ name, value }));
    const now = JSON.stringify(words ?? null);
    if (now === sentWords) return;
    sentWords = now;
    page.send({ type: 'words', ...(words && { words }) });
  };
  const sendTakes = (): void => {
    const { link, shot: { prompt }, filledShot } = desk;
    const identity = { prompt: filledShot.prompt, made, ...(link && { written: { prompt, uri: link.uri.toString() } }) };
    page.send({ type: 'takes', takes: [...takesOf(deps.tasks.list(), identity, { now: Date.now(), language: vscode.env.language, names: deps.names, uriOf: page.uriOf })] });
  };
  const sendFrame = async (): Promise<void> => page.send({ type: 'firstFrame', firstFrame: await viewFirstFrame(desk.firstFrame) });
  /** The last *Update* was refused. */
  let isStuck = false;
  const sendLink = (): void => {
    const view = desk.linkView;
    page.setTitle(view ? l10n.t('Composer: {0}', view.file) : l10n.t('Composer'));
    const why = view && reasonOf(view);
    page.send({ type: 'link', link: view ? { ...view, ...(why !== undefined && { why }), ...(isStuck && { stuck: true }) } : null });
  };
  const remember = (): void => {
    const source = sourceOf();
    page.send({
      type: 'remember', made: [...made], chosen: [...desk.chosen], usual: desk.usual, ...(desk.sidecar !== undefined && { sidecar: desk.sidecar }),
      ...(desk.firstFrame !== undefined && { firstFrame: desk.firstFrame }), ...(source && { source: { ...source, base: desk.base ?? '', read: desk.read, unwritten: [...desk.unwritten] } }),
    });
  };
  const sendText = (): void => {
    page.send({ type: 'updates', version: pageVersion, updates: [...desk.text.since(pageVersion)] });
    pageVersion = desk.text.version;
  };
  const sendAllAbout = (): void => {
    sendWords();
    sendRequests();
    sendTakes();
    sendLink();
    remember();
  };

  /** Does what may bring something new from the document, and tells it. */
  const hear = async <Outcome>(listen: () => Promise<Outcome>): Promise<Outcome> => {
    const before = { choices: desk.choices, firstFrame: desk.firstFrame };
    const outcome = await listen();
    if (desk.text.version > pageVersion) sendText();
    if (desk.choices !== before.choices) page.send({ type: 'choices', choices: desk.choices });
    if (desk.firstFrame !== before.firstFrame) await sendFrame();
    sendAllAbout();
    return outcome;
  };

  const setFrame = async (firstFrame: string | undefined): Promise<void> => {
    await desk.setFirstFrame(firstFrame);
    await sendFrame();
    sendAllAbout();
  };
  const frames = createFrameWishes({
    takes: deps.takes, names: deps.names, storage: deps.storage, send: page.send, localUri: page.localUri, focus: page.focus, set: setFrame, show: sendFrame, scope: () => desk.scope,
  });
  let ordering = false;
  const setOrdering = (now: boolean): void => {
    ordering = now;
    page.send({ type: 'ordering', ordering });
  };
  const order = async (): Promise<void> => {
    // Filled in here, as it is shown and counted: the document may be out of the gate's reach by now.
    const { prompt, settings } = desk.filledShot;
    const { gateway, takes } = desk.choices;
    const at = sourceOf();
    const written = desk.shot.prompt;
    // Names that nothing fills in tell the gate, too, that they are names and no words.
    const source = at && { ...at, ...(desk.link?.words && usesIn(written).length > 0 && { written }) };
    const result: unknown = await vscode.commands.executeCommand(commands.generate, fromClick({
      ...settings, prompt, gateway, takes, ...(source && { source }), chosen: desk.chosen, ...(desk.sidecar !== undefined && { sidecar: desk.sidecar }),
    }));
    for (const task of Array.isArray(result) ? result as readonly unknown[] : [result]) {
      if (typeof task === 'object' && task !== null && 'id' in task && typeof task.id === 'string') made.add(task.id);
    }
    sendTakes();
    remember();
  };
  /** One order at a time: a key that is held, or a second click, must not pay twice. */
  const generate = async (): Promise<void> => {
    if (ordering) return;
    setOrdering(true);
    // What was dropped a moment ago is the first frame that is meant.
    await frames.settled().then((isDone) => (isDone ? order() : undefined)).finally(() => setOrdering(false));
  };
  const save = async (): Promise<void> => {
    if (!await frames.settled()) return;
    const saved = await saveShot(desk.shot, desk.choices, desk.scope, deps.locateFirstFrame);
    page.focus();
    if (saved?.kind === 'refused') notice(saved.message);
    if (saved?.kind !== 'saved') return;
    await vscode.window.showTextDocument(saved.uri, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    const link = await linkShot(saved.uri, (document) => placeAt(document.getText(), 'hailuo', saved.offset), documentChanged);
    if (link) desk.attach(link);
    isStuck &&= !link;
    sendAllAbout();
  };
  const update = async (): Promise<void> => {
    if (!await frames.settled()) return;
    const { link } = desk;
    let saved: boolean | undefined;
    const written = await hear(async (): Promise<Written> => {
      const outcome = await desk.writeDocument();
      saved = outcome === 'written' && await link?.save();
      isStuck = outcome !== 'parted' && saved !== true;
      return outcome;
    });
    if (written === 'unwritable') notice(unwritableWords());
    else if (written !== 'parted' && saved !== true) {
      notice(l10n.t('The shot couldn’t be written to {0}: the file is read-only, or the shot is no longer in it. Save it to another file.', link?.view.file ?? ''));
    }
  };

  const handle = async (message: FromComposer): Promise<void> => {
    switch (message.type) {
      case 'ready':
        pageVersion = desk.text.version;
        sentWords = '';
        page.send({ type: 'open', text: desk.text.text, version: pageVersion, choices: desk.choices, gateways: gatewayIds.map((id) => ({ id, name: gatewayName(id) })), pictures: page.pictures });
        page.send({ type: 'ordering', ordering });
        sendAllAbout();
        return sendFrame();
      case 'push':
        // Answered whatever happens: the page sends nothing more until it is.
        await desk.push(message.version, message.updates).finally(sendText);
        sendAllAbout();
        return;
      case 'choose':
        await desk.choose(message.choices, message.names);
        sendAllAbout();
        return;
      case 'frame': {
        let isDone = false;
        // Answered whatever happens: what was asked for meanwhile waits for it.
        await frames.grant(message.wish).then((done) => { isDone = done; }).finally(() => page.send({ type: 'granted', id: message.id, isDone }));
        return;
      }
      case 'generate': return generate();
      case 'save': return save();
      case 'update': return update();
      case 'takeDocument': return hear(() => desk.takeDocument());
      case 'goToSource': {
        const { link } = desk;
        if (link) await vscode.window.showTextDocument(link.uri, { selection: new vscode.Range(link.line, 0, link.line, 0) });
        return;
      }
      case 'copyCurl': {
        if (message.gateway === 'animatic') return;
        const shell = await chooseShell();
        if (!shell) return;
        await vscode.env.clipboard.writeText(curlOf(desk.filledShot, message.gateway, requestSettings(), shell));
        notice(l10n.t('Copied. The command reads the key from the variable {0}.', `${message.gateway.toUpperCase()}_API_KEY`));
        return;
      }
      case 'openTake':
        await vscode.commands.executeCommand(commands.taskOpenPreview, { id: message.id });
    }
  };
  const failed = (error: unknown): void => notice(error instanceof Error ? error.message : String(error));
  // One at a time: a keystroke must not overtake the one before it, nor what the document says.
  let queue = Promise.resolve();
  const hearNext = (listen: () => Promise<void> | void): void => {
    queue = queue.then(() => hear(async () => listen())).catch(failed);
  };
  const documentChanged = (): void => hearNext(() => desk.readDocument());
  const settings = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(settingsSection)) hearNext(() => desk.readDefaults());
  });
  const stopListening = deps.tasks.onDidChange(() => sendTakes());
  const stopCounting = deps.wallet.onDidChange(() => sendRequests());
  void deps.tasks.ready.then(() => sendTakes());
  return {
    receive: (message) => {
      const done = queue.then(() => handle(message)).catch(failed);
      // Dialogs stay open as long as people like; typing goes on meanwhile.
      if (message.type !== 'generate' && message.type !== 'save' && message.type !== 'frame') queue = done;
    },
    documentChanged,
    dispose: () => {
      stopListening();
      stopCounting();
      settings.dispose();
      desk.dispose();
    },
  };
}
