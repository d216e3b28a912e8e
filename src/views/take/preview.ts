import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { panels } from '../../host/ids.ts';
import { tabIcon } from '../../host/webview.ts';
import type { GrabOutcome, TakePanel, TakePanelDependencies } from './panel.ts';
import { fillTakePanel } from './panel.ts';
import type { TakeSubject } from './protocol.ts';
import { takeState } from './protocol.ts';

export interface TakePreview extends vscode.Disposable {
  /** Shows the take in an editor tab: the one it has already, or a new one. */
  open(subject: TakeSubject): void;
  /** The video whose tab is in front. */
  inFront(): { readonly file: string } | undefined;
  /** The exact last frame of a video as a PNG; opens its preview, since only a webview can decode it. */
  grabLastFrame(file: string): Promise<GrabOutcome>;
}

/** The preview of takes: its tabs, their return after a reload, and the custom editor for videos with a sidecar. */
export function registerTakePreview(deps: TakePanelDependencies): TakePreview {
  const open = new Set<TakePanel & { readonly subject: TakeSubject }>();
  const adopt = (panel: vscode.WebviewPanel, subject: TakeSubject): TakePanel => {
    panel.iconPath = tabIcon(deps.extensionUri);
    const filled = { ...fillTakePanel(panel, subject, deps), subject };
    open.add(filled);
    panel.onDidDispose(() => open.delete(filled));
    return filled;
  };
  const shown = (subject: TakeSubject): TakePanel | undefined => {
    const file = subject.file ?? (subject.task === undefined ? undefined : deps.tasks.get(subject.task)?.file);
    return [...open].find((one) => (file === undefined ? one.subject.task === subject.task : one.file() === file));
  };
  const openNew = (subject: TakeSubject): TakePanel => adopt(vscode.window.createWebviewPanel(panels.take, l10n.t('Take'), vscode.ViewColumn.Active), subject);

  const serializer = vscode.window.registerWebviewPanelSerializer(panels.take, {
    deserializeWebviewPanel: async (panel, state) => {
      const subject = takeState.safeParse(state).data?.subject;
      await deps.tasks.ready;
      if (subject && (subject.file === undefined ? subject.task !== undefined : path.isAbsolute(subject.file))) {
        adopt(panel, subject);
      } else {
        panel.dispose();
      }
    },
  });
  const editor = vscode.window.registerCustomEditorProvider(panels.takeEditor, {
    openCustomDocument: (uri: vscode.Uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel) => void adopt(panel, { file: uri.fsPath }),
  }, { supportsMultipleEditorsPerDocument: true });

  return {
    open: (subject) => {
      const existing = shown(subject);
      if (existing) {
        existing.panel.reveal();
      } else {
        openNew(subject);
      }
    },
    inFront: () => {
      const file = [...open].find(({ panel }) => panel.active)?.file();
      return file === undefined ? undefined : { file };
    },
    grabLastFrame: (file) => {
      const existing = shown({ file });
      existing?.panel.reveal();
      return (existing ?? openNew({ file })).grabLastFrame();
    },
    // The tabs stay: they are closed by people, and come back after a reload.
    dispose: () => {
      serializer.dispose();
      editor.dispose();
    },
  };
}
