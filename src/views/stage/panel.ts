import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GatewayId } from '../../gateways/gateway.ts';
import { panels } from '../../host/ids.ts';
import { openedDocument } from '../../host/openedDocument.ts';
import { parsedUri } from '../../host/parsedUri.ts';
import { plain } from '../../host/plain.ts';
import { tabIcon, webviewAssets, webviewHtml } from '../../host/webview.ts';
import type { ShotSettings } from '../../shots/shot.ts';
import { promptTitle } from '../../shots/title.ts';
import { followCursor, shotAtCursor } from './follow.ts';
import { fromStage, stageState } from './protocol.ts';
import type { Session, SessionDependencies } from './session.ts';
import { openSession } from './session.ts';
import type { LocateFirstFrame, ShownShot } from './shownShot.ts';
import { bracketAt, looseShot, shotAtOffset, shotReading } from './shownShot.ts';

export interface StageDependencies extends SessionDependencies {
  readonly extensionUri: vscode.Uri;
  readonly locateFirstFrame: LocateFirstFrame;
}

/** What to show: the shot of a place, a prompt, or (with neither) the shot at the cursor. */
export interface StageRequest extends Partial<ShotSettings> {
  readonly prompt?: string;
  readonly gateway?: GatewayId;
  /** The line is zero-based. */
  readonly source?: { readonly uri: string; readonly line: number };
}

/** The live animatic beside the text. */
export interface StageView extends vscode.Disposable {
  /** Shows the stage with a shot and resolves to it; undefined when there is none to show. The text keeps the keyboard. */
  open(request: StageRequest): Promise<ShownShot | undefined>;
}

/** The stage: one for the window, and its return after a reload. */
export function registerStage(deps: StageDependencies): StageView {
  let stage: { readonly panel: vscode.WebviewPanel; readonly session: Session } | undefined;
  const locate = deps.locateFirstFrame;

  const fill = (panel: vscode.WebviewPanel): Session => {
    const { webview } = panel;
    panel.iconPath = tabIcon(deps.extensionUri);
    webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(deps.extensionUri)] };
    const closed = new AbortController();
    const session = openSession((message) => {
      if (closed.signal.aborted) return;
      if (message.type === 'show') panel.title = plain(message.shot ? l10n.t('Camera: {0}', promptTitle(message.shot.title, 32)) : l10n.t('Camera preview'));
      void webview.postMessage(message);
    }, deps);
    const listening = vscode.Disposable.from(
      session,
      webview.onDidReceiveMessage((raw: unknown) => {
        const message = fromStage.safeParse(raw).data;
        if (message) session.receive(message);
      }),
      followCursor(() => session.shown, (shown, selected) => session.show(shown, selected), locate),
    );
    stage = { panel, session };
    panel.onDidDispose(() => {
      closed.abort();
      listening.dispose();
      if (stage?.panel === panel) stage = undefined;
    });
    webview.html = webviewHtml(webview, deps.extensionUri, { name: 'stage', title: l10n.t('Camera preview'), wasm: true });
    return session;
  };

  const shotOf = async ({ prompt, source, ...said }: StageRequest): Promise<{ readonly shown: ShownShot; readonly selected?: number | undefined } | undefined> => {
    const uri = source && parsedUri(source.uri);
    const document = uri && await openedDocument(uri);
    if (source && document) {
      const offset = document.offsetAt(new vscode.Position(Math.max(0, source.line), 0));
      const shown = (prompt === undefined ? undefined : shotReading(document, prompt, source.line, locate)) ?? shotAtOffset(document, offset, true, locate);
      const cursor = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection.active;
      if (shown) return { shown, selected: cursor && bracketAt(document, shown, document.offsetAt(cursor)) };
    }
    if (prompt !== undefined) return { shown: looseShot(prompt, said, locate) };
    const editor = vscode.window.activeTextEditor;
    return editor && shotAtCursor(editor, true, locate);
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(panels.stage, {
    deserializeWebviewPanel: async (panel, raw: unknown) => {
      const kept = stageState.safeParse(raw).data?.shot;
      const session = fill(panel);
      // The shot's own document, though no tab may show it: what stands in it alone is what *Generate* is asked for.
      const found = await shotOf(kept ? { prompt: kept.prompt, duration: kept.duration, ...(kept.source && { source: kept.source }) } : {});
      session.show(found?.shown, found?.selected);
    },
  });
  return {
    open: async (request) => {
      const finding = shotOf(request);
      // The page loads while the shot is looked for.
      const session = stage?.session ?? fill(vscode.window.createWebviewPanel(panels.stage, l10n.t('Camera preview'), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }));
      stage?.panel.reveal(undefined, true);
      const found = await finding;
      if (found) session.show(found.shown, found.selected);
      return found?.shown ?? session.shown;
    },
    // The tab stays: it is closed by people, and comes back after a reload.
    dispose: () => { serializer.dispose(); },
  };
}
