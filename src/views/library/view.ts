import * as l10n from '@vscode/l10n';
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { parsePrompt } from '../../directives/parse.ts';
import { gatewayIds } from '../../gateways/gateway.ts';
import { commands, views } from '../../host/ids.ts';
import { onDidChangeOutputFolders, outputFolders } from '../../host/takeFiles.ts';
import { clockText } from '../../shots/clockText.ts';
import { foldersBeyond } from '../../host/reach.ts';
import { webviewAssets, webviewHtml } from '../../host/webview.ts';
import { gatewayName } from '../../gateways/sites.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import { takeLine } from '../../tasks/words.ts';
import { createSlicer } from '../../storage/slices.ts';
import type { Take } from '../../takes/take.ts';
import type { Takes } from '../../takes/takes.ts';
import { timeOf } from '../../takes/takes.ts';
import type { Excerpts } from '../../film/excerpts.ts';
import type { Posters } from '../../takes/posters.ts';
import type { FromLibrary, LibraryAction, TakeDetail, TakeRow, ToLibrary } from './protocol.ts';
import { fromLibrary } from './protocol.ts';
import { createStaleTakes } from './staleTakes.ts';
import { onDidChangeTexts } from './textChanges.ts';

export interface LibraryDependencies {
  readonly extensionUri: vscode.Uri;
  /** Our own folder: takes without a workspace. */
  readonly storage: vscode.Uri;
  readonly posters: Posters;
  readonly excerpts: Excerpts;
  readonly names: TakeNames;
  readonly takes: Pick<Takes, 'all' | 'nearby' | 'onDidChange'>;
}

const actionCommands: Readonly<Record<LibraryAction, string>> = {
  open: commands.openTake, keep: commands.takeKeep, discard: commands.takeDiscard, copyPrompt: commands.takeCopyPrompt, generate: commands.generate,
};

/** More cards than any window shows at once. */
const aScreenful = 120;

/** "6 shots · 0:42" */
function filmWords({ shots, seconds }: NonNullable<Take['film']>): string {
  const count = shots === 1 ? l10n.t('1 shot') : l10n.t('{0} shots', shots);
  return seconds === undefined ? count : `${count} · ${clockText(seconds)}`;
}

function rowOf(take: Take, names: TakeNames): TakeRow {
  const { shot, gateway } = take;
  const moves = parsePrompt(shot.prompt).flatMap(({ words }) => words.flatMap(({ directive }) => directive ?? []));
  const words = take.film ? filmWords(take.film) : takeLine(take, Date.now(), vscode.env.language);
  return {
    file: take.file, uri: vscode.Uri.file(take.file).toString(), title: names.ofTake(take), prompt: shot.prompt, moves: [...new Set(moves)],
    ...(gateway ? { gateway } : {}), time: timeOf(take), words: take.damaged === undefined ? words : l10n.t('metadata file is damaged'),
    ...(take.film && { film: true }), ...(take.source && { fromFile: true }), favourite: take.favourite, damaged: take.damaged !== undefined,
  };
}

/**
 * The view *Takes*. A webview and not a tree: choosing a take needs its picture, and a tree row shows 16 pixels of it,
 * cannot be laid out in columns, and cannot be dragged with the picture in the hand.
 */
export function registerLibrary({ extensionUri, storage, takes, posters, excerpts, names }: LibraryDependencies): vscode.Disposable {
  const posterFolder = vscode.Uri.file(posters.folder);
  const stale = createStaleTakes();

  const resolveWebviewView = (view: vscode.WebviewView): void => {
    const { webview } = view;
    const post = (message: ToLibrary): void => void webview.postMessage(message);
    const link = (file: string): string => webview.asWebviewUri(vscode.Uri.file(file)).toString();
    const known = new Map<string, Take>();

    const show = (rows: readonly TakeRow[], all: number): void =>
      post({ type: 'takes', takes: [...rows], all, gateways: gatewayIds.map((id) => ({ id, name: gatewayName(id) })) });
    const know = (found: readonly Take[]): void => found.forEach((take) => known.set(take.file, take));
    /** A screenful as soon as can be, then everything. */
    const showAll = async (): Promise<void> => {
      const nearby = await takes.nearby();
      know(nearby);
      allowKnown();
      if (nearby.length > 0) {
        show(nearby.slice(0, aScreenful).map((take) => rowOf(take, names)), nearby.length);
      }
      const all = await takes.all();
      know(all);
      allowKnown();
      const rows: TakeRow[] = [];
      const breathe = createSlicer();
      for (const take of all) {
        rows.push(rowOf(take, names));
        await breathe();
      }
      show(rows, rows.length);
    };
    const detailOf = async (take: Take): Promise<TakeDetail> => {
      // One take that cannot be judged must not keep the others of its screenful from being shown.
      const [poster, version, staleness] = await Promise.all([posters.find(take), posters.keyOf(take), stale.stalenessOf(take).catch(() => undefined)]);
      const excerpt = poster === undefined ? await excerpts.of(take.file, 'moment') : undefined;
      return { file: take.file, stale: staleness === 'changed', restorable: staleness === 'changed' || staleness === 'gone', video: link(take.file), bytes: await stat(take.file).then(({ size }) => size, () => 0), ...(version !== undefined && { version }), ...(poster && { poster: link(poster) }), ...(excerpt !== undefined && { excerpt: link(excerpt) }) };
    };
    const receive = async (message: FromLibrary): Promise<void> => {
      switch (message.type) {
        case 'ready':
          await showAll();
          break;
        case 'act':
          await vscode.commands.executeCommand(actionCommands[message.action], message.file === undefined ? undefined : { file: message.file, ...(message.files ? { files: message.files } : {}) });
          break;
        case 'compare':
          await vscode.commands.executeCommand(commands.compareTakes, { files: message.files });
          break;
        case 'seen':
          post({ type: 'details', details: await Promise.all(message.files.flatMap((file) => known.get(file) ?? []).map(detailOf)) });
          break;
        case 'poster': {
          const take = known.get(message.file);
          // A picture that was made of the video before is none of this one.
          if (take && message.version === await posters.keyOf(take)) {
            await posters.keep(take, message.jpeg);
            await excerpts.drop(take.file, 'moment');
          }
        }
      }
    };
    const stopListening = takes.onDidChange(({ changed, removed }) => {
      changed.forEach((take) => known.set(take.file, take));
      allowKnown();
      removed.forEach((file) => known.delete(file));
      post({ type: 'changed', changed: changed.map((take) => rowOf(take, names)), removed: [...removed] });
    });
    const stopNames = names.onDidChange((renamed) => {
      const changed = [...known.values()].filter(({ file }) => renamed.has(file));
      if (changed.length > 0) post({ type: 'changed', changed: changed.map((take) => rowOf(take, names)), removed: [] });
    });
    const textChanged = (): void => {
      stale.forget();
      post({ type: 'stale' });
    };
    // The folders that takes are saved to, and those that others were found in; nothing else of the workspace or this machine is within reach.
    const roots = new Set<string>();
    const allow = (): void => {
      outputFolders(storage).forEach((folder) => roots.add(folder));
      webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(extensionUri), posterFolder, ...[...roots].map((folder) => vscode.Uri.file(folder))] };
    };
    /** Takes that lie elsewhere, as in a clone, come into reach before the page is told of them; VS Code then loads it anew. */
    const allowKnown = (): void => {
      const beyond = foldersBeyond(known.keys(), roots);
      beyond.forEach((folder) => roots.add(folder));
      if (beyond.length > 0) allow();
    };
    const listening = vscode.Disposable.from(
      webview.onDidReceiveMessage((raw: unknown) => {
        const message = fromLibrary.safeParse(raw);
        if (message.success) {
          void receive(message.data);
        }
      }),
      onDidChangeOutputFolders(allow),
      onDidChangeTexts(textChanged),
      { dispose: stopListening }, { dispose: stopNames },
    );
    view.onDidDispose(() => { listening.dispose(); });
    // Read while the page loads.
    void takes.nearby();
    allow();
    webview.html = webviewHtml(webview, extensionUri, { name: 'library', title: l10n.t('Takes') });
  };
  return vscode.window.registerWebviewViewProvider(views.takes, { resolveWebviewView });
}
