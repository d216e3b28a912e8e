import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { filmName } from '../../host/filmText.ts';
import { panels } from '../../host/ids.ts';
import { outputFolder } from '../../host/outputFolder.ts';
import { parsedUri } from '../../host/parsedUri.ts';
import { plain } from '../../host/plain.ts';
import { tabIcon, webviewAssets, webviewHtml } from '../../host/webview.ts';
import { filmState, fromFilm } from './protocol.ts';
import type { FilmSession, FilmSessionDependencies } from './session.ts';

export interface FilmPanelDependencies extends FilmSessionDependencies {
  readonly extensionUri: vscode.Uri;
  /** Our own folder, where takes are saved without a workspace. */
  readonly storage: vscode.Uri;
}

/** Films beside their text. */
export interface FilmPanels extends vscode.Disposable {
  /** Shows a document as a film: in the tab that it has, or in a new one beside the text. */
  open(document: vscode.TextDocument): Promise<void>;
}

/** One tab for each film, and their return after a reload. */
export function registerFilmPanel(deps: FilmPanelDependencies): FilmPanels {
  const open = new Map<string, vscode.WebviewPanel>();

  const fill = async (panel: vscode.WebviewPanel, document: vscode.TextDocument): Promise<void> => {
    const { webview } = panel;
    const uri = document.uri.toString();
    open.set(uri, panel);
    panel.iconPath = tabIcon(deps.extensionUri);
    panel.title = plain(l10n.t('Film: {0}', filmName(document.uri)));
    const closed = new AbortController();
    const isClosed = (): boolean => closed.signal.aborted;
    panel.onDidDispose(() => {
      closed.abort();
      open.delete(uri);
    });
    // Takes and their pictures, and nothing else of this machine.
    const roots = new Set([deps.posters.folder]);
    const allowRoots = (): void => {
      webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(deps.extensionUri), ...[...roots].map((folder) => vscode.Uri.file(folder))] };
    };
    const { openFilmSession } = await import('./session.ts');
    if (isClosed()) return;
    let isLoaded = false;
    const session: FilmSession = openFilmSession(document, {
      send: (message) => void (isClosed() || webview.postMessage(message)),
      isVisible: () => panel.visible,
      link: (file) => webview.asWebviewUri(vscode.Uri.file(file)).toString(),
      allow: (files) => {
        const beyond = [...new Set(files.map((file) => path.dirname(file)))].filter((folder) => ![...roots].some((root) => folder === root || folder.startsWith(root + path.sep)));
        beyond.forEach((folder) => roots.add(folder));
        // VS Code loads the page anew.
        if (beyond.length > 0 && isLoaded) allowRoots();
      },
    }, deps);
    panel.onDidDispose(() => { session.dispose(); });
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

  const serializer = vscode.window.registerWebviewPanelSerializer(panels.film, {
    deserializeWebviewPanel: async (panel, state) => {
      const kept = filmState.safeParse(state).data?.uri;
      const uri = kept === undefined ? undefined : parsedUri(kept);
      const document = uri && await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined);
      if (document) await fill(panel, document);
      else panel.dispose();
    },
  });

  return {
    open: async (document) => {
      const existing = open.get(document.uri.toString());
      if (existing) {
        existing.reveal(undefined, false);
        return;
      }
      const panel = vscode.window.createWebviewPanel(panels.film, l10n.t('Film'), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false }, { enableScripts: true });
      await fill(panel, document);
    },
    dispose: () => { serializer.dispose(); },
  };
}
