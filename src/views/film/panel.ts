import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { filmName } from '../../host/filmText.ts';
import { panels } from '../../host/ids.ts';
import type { Panels } from '../../host/latePanels.ts';
import { foldersBeyond } from '../../host/reach.ts';
import { outputFolder } from '../../host/outputFolder.ts';
import { openedDocument } from '../../host/openedDocument.ts';
import { parsedUri } from '../../host/parsedUri.ts';
import { plain } from '../../host/plain.ts';
import { followSuccessors } from '../../host/successor.ts';
import { tabIcon, webviewAssets, webviewHtml } from '../../host/webview.ts';
import { filmState, fromFilm } from './protocol.ts';
import type { FilmSessionDependencies } from './session.ts';
import { openFilmSession } from './session.ts';

export interface FilmPanelDependencies extends FilmSessionDependencies {
  readonly extensionUri: vscode.Uri;
  /** Our own folder, where takes are saved without a workspace. */
  readonly storage: vscode.Uri;
}

/** The films of this window. */
export type FilmPanels = Panels<vscode.TextDocument>;

/** The panel of one film. */
interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  /** Shows the document that its own became. */
  readonly become: (document: vscode.TextDocument) => void;
}

/** One tab for each film. It goes with its text: to another name, and away with one that was never saved. */
export function createFilmPanels(deps: FilmPanelDependencies): FilmPanels {
  /** By the addresses of their texts. */
  const open = new Map<string, OpenPanel>();

  const fill = async (panel: vscode.WebviewPanel, document: vscode.TextDocument): Promise<void> => {
    const { webview } = panel;
    const uri = document.uri.toString();
    const named = ({ uri: now }: vscode.TextDocument): void => { panel.title = plain(l10n.t('Film: {0}', filmName(now))); };
    named(document);
    panel.iconPath = tabIcon(deps.extensionUri);
    const closed = new AbortController();
    const isClosed = (): boolean => closed.signal.aborted;
    // Takes and their pictures, and nothing else of this machine.
    const roots = new Set([deps.posters.folder]);
    const allowRoots = (): void => {
      webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(deps.extensionUri), ...[...roots].map((folder) => vscode.Uri.file(folder))] };
    };
    let isLoaded = false;
    const session = openFilmSession(document, {
      send: (message) => void (isClosed() || webview.postMessage(message)),
      isVisible: () => panel.visible,
      link: (file) => webview.asWebviewUri(vscode.Uri.file(file)).toString(),
      allow: (files) => {
        const beyond = foldersBeyond(files, roots);
        beyond.forEach((folder) => roots.add(folder));
        // VS Code loads the page anew.
        if (beyond.length > 0 && isLoaded) allowRoots();
      },
    }, deps);
    const itself: OpenPanel = {
      panel,
      become: (next) => {
        named(next);
        session.become(next);
      },
    };
    open.set(uri, itself);
    panel.onDidDispose(() => {
      closed.abort();
      session.dispose();
      for (const [at, one] of open) if (one === itself) open.delete(at);
    });
    let wasVisible = panel.visible;
    panel.onDidChangeViewState(() => {
      if (panel.visible && !wasVisible) session.refresh();
      wasVisible = panel.visible;
    });
    webview.onDidReceiveMessage((raw: unknown) => {
      const message = fromFilm.safeParse(raw).data;
      if (message) session.receive(message);
    });
    // The folders are known before the page is there, so that it is loaded once.
    const takes = await deps.takes.all();
    if (isClosed()) return;
    takes.filter(({ source }) => source?.uri === uri).forEach(({ file }) => roots.add(path.dirname(file)));
    // The one of the first take too, so that the page is not loaded anew when that comes.
    const output = outputFolder(document.uri, deps.storage);
    if (output.kind === 'folder') roots.add(output.path);
    allowRoots();
    isLoaded = true;
    webview.html = webviewHtml(webview, deps.extensionUri, { name: 'film', title: panel.title, wasm: true });
  };

  /** The panel of one document goes on with another one, unless that has a panel already or is no film. */
  const becomes = (from: string, document: vscode.TextDocument | undefined): void => {
    const one = open.get(from);
    const to = document?.uri.toString();
    if (!one || to === from) return;
    if (!document || to === undefined || document.languageId !== 'hailuo' || open.has(to)) {
      one.panel.dispose();
      return;
    }
    open.delete(from);
    open.set(to, one);
    one.become(document);
  };
  const listening = followSuccessors(() => [...open.keys()], becomes);

  return {
    open: async (document) => {
      const existing = open.get(document.uri.toString());
      if (existing) {
        existing.panel.reveal(undefined, false);
        return;
      }
      const panel = vscode.window.createWebviewPanel(panels.film, l10n.t('Film'), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false }, { enableScripts: true });
      await fill(panel, document);
    },
    restore: async (panel, state) => {
      const kept = filmState.safeParse(state).data?.uri;
      const uri = kept === undefined ? undefined : parsedUri(kept);
      const document = uri && await openedDocument(uri);
      if (document) await fill(panel, document);
      else panel.dispose();
    },
    dispose: () => { listening.dispose(); },
  };
}
