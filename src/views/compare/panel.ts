import * as l10n from '@vscode/l10n';
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands, panels } from '../../host/ids.ts';
import { plain } from '../../host/plain.ts';
import { tabIcon, webviewAssets, webviewHtml } from '../../host/webview.ts';
import { shownCost } from '../../takes/cost.ts';
import type { Take } from '../../takes/take.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import type { Takes } from '../../takes/takes.ts';
import { gatewayName } from '../../gateways/sites.ts';
import type { CompareAction, ComparedTake, ToCompare } from './protocol.ts';
import { compareState, fromCompare } from './protocol.ts';

export interface ComparisonDependencies {
  readonly extensionUri: vscode.Uri;
  readonly takes: Pick<Takes, 'read' | 'onDidChange'>;
  readonly names: TakeNames;
}

export interface Comparison extends vscode.Disposable {
  /** Plays 2 to 4 videos, given by absolute paths, in lock-step. */
  open(files: readonly string[]): void;
}

const actionCommands: Readonly<Record<CompareAction, string>> = { open: commands.openTake, keep: commands.takeKeep, discard: commands.takeDiscard, openExternally: commands.takeOpenExternally };

function onOff(on: boolean): string {
  return on ? l10n.t('on') : l10n.t('off');
}

function settingsOf({ shot: { settings }, gateway, cost }: Take): ComparedTake['settings'] {
  const { firstFrame } = settings;
  const ofModel = (on: boolean): string => (gateway === 'animatic' ? '' : onOff(on));
  return [
    { label: l10n.t('Gateway'), value: gateway ? gatewayName(gateway) : '–' },
    { label: l10n.t('Duration'), value: l10n.t('{0} s', settings.duration) },
    { label: l10n.t('Resolution'), value: settings.resolution },
    { label: l10n.t('First frame'), value: firstFrame === undefined ? '–' : path.basename(firstFrame) },
    // Only a model reads these: what an animatic has of them is no difference.
    { label: l10n.t('Prompt optimizer'), value: ofModel(settings.promptOptimizer) },
    { label: l10n.t('Fast pretreatment'), value: ofModel(settings.fastPretreatment) },
    { label: l10n.t('Watermark'), value: ofModel(settings.watermark) },
    { label: l10n.t('Cost as reported'), value: cost === undefined ? '–' : shownCost(cost) },
  ];
}

async function comparedTake(take: Take, name: string, webview: vscode.Webview): Promise<ComparedTake> {
  const found = await stat(take.file).catch(() => undefined);
  return {
    file: take.file, title: name, prompt: take.shot.prompt, favourite: take.favourite, settings: settingsOf(take), bytes: found?.size ?? 0,
    ...(found && { changedAt: found.mtimeMs, uri: webview.asWebviewUri(vscode.Uri.file(take.file)).toString() }),
  };
}

/** Fills a panel and keeps it current; a take that was discarded leaves, and the last one is shown by itself. */
function fill(panel: vscode.WebviewPanel, wanted: readonly string[], { extensionUri, takes, names }: ComparisonDependencies): void {
  const { webview } = panel;
  let files = wanted;
  let shows = 0;
  const show = async (): Promise<void> => {
    const mine = ++shows;
    const views = await Promise.all(files.map(async (file) => {
      const take = await takes.read(file);
      return comparedTake(take, names.ofTake(take), webview);
    }));
    if (mine === shows) {
      void webview.postMessage({ type: 'show', takes: views } satisfies ToCompare);
    }
  };
  const stopListening = takes.onDidChange(({ changed, removed }) => {
    const left = files.filter((file) => !removed.includes(file));
    const touched = left.length < files.length || changed.some(({ file }) => files.includes(file));
    files = left;
    if (files.length < 2) {
      panel.dispose();
      files.forEach((file) => void vscode.commands.executeCommand(commands.openTake, { file }));
    } else if (touched) {
      void show();
    }
  });
  const stopNames = names.onDidChange((renamed) => {
    if (files.some((file) => renamed.has(file))) void show();
  });
  const listening = webview.onDidReceiveMessage((raw: unknown) => {
    const message = fromCompare.safeParse(raw).data;
    if (message?.type === 'ready') {
      void show();
    } else if (message && files.includes(message.file)) {
      void vscode.commands.executeCommand(actionCommands[message.action], { file: message.file });
    }
  });
  panel.onDidDispose(() => {
    shows++;
    stopListening();
    stopNames();
    listening.dispose();
  });
  const folders = [...new Set(files.map((file) => path.dirname(file)))];
  webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(extensionUri), ...folders.map((folder) => vscode.Uri.file(folder))] };
  webview.html = webviewHtml(webview, extensionUri, { name: 'compare', title: l10n.t('Compare takes') });
}

/** Takes beside each other: its tabs, and their return after a reload. */
export function registerComparison(deps: ComparisonDependencies): Comparison {
  const adopt = (panel: vscode.WebviewPanel, files: readonly string[]): void => {
    panel.iconPath = tabIcon(deps.extensionUri);
    fill(panel, files, deps);
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(panels.compare, {
    deserializeWebviewPanel: (panel, state) => {
      const files = (compareState.safeParse(state).data?.files ?? []).filter((file) => path.isAbsolute(file));
      if (files.length < 2) {
        panel.dispose();
      } else {
        adopt(panel, files);
      }
      return Promise.resolve();
    },
  });
  return {
    open: (files) => adopt(vscode.window.createWebviewPanel(panels.compare, plain(l10n.t('Compare {0} takes', files.length)), vscode.ViewColumn.Active), files),
    // The tabs stay: they are closed by people, and come back after a reload.
    dispose: () => { serializer.dispose(); },
  };
}
