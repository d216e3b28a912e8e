import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { panels } from '../../host/ids.ts';
import { webviewAssets, webviewHtml } from '../../host/webview.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { actOnTask } from './actions.ts';
import type { FromTake, TakeSubject, ToTake } from './protocol.ts';
import { fromTake, takeState } from './protocol.ts';
import { storyOfTask } from './story.ts';

export interface TakePreviewDependencies {
  readonly extensionUri: vscode.Uri;
  readonly tasks: Pick<Tasks, 'get' | 'onDidChange' | 'ready'>;
}

export interface TakePreview extends vscode.Disposable {
  /** Shows the take in an editor tab: the one it has already, or a new one. */
  open(subject: TakeSubject, column?: vscode.ViewColumn): void;
}

/** Fills a panel with a take and keeps it current until the panel is closed. */
function fill(panel: vscode.WebviewPanel, subject: TakeSubject, deps: TakePreviewDependencies): void {
  const { webview } = panel;
  const task = () => (subject.task === undefined ? undefined : deps.tasks.get(subject.task));
  const show = (): void => {
    const current = task();
    if (!current) {
      panel.title = l10n.t('Take');
      return;
    }
    const take = storyOfTask(current, (file) => webview.asWebviewUri(vscode.Uri.file(file)).toString());
    panel.title = take.title;
    void webview.postMessage({ type: 'show', subject, take } satisfies ToTake);
  };
  const begin = (): void => {
    const folder = task()?.folder;
    webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(deps.extensionUri), ...(folder ? [vscode.Uri.file(folder)] : [])] };
    webview.html = webviewHtml(webview, deps.extensionUri, { name: 'take', title: l10n.t('Take') });
  };
  const receive = (raw: unknown): void => {
    const message: FromTake | undefined = fromTake.safeParse(raw).data;
    if (message?.type === 'ready') {
      show();
    } else if (message?.type === 'act') {
      const current = task();
      if (current) {
        void actOnTask(message.action, current);
      }
    }
  };
  const stopListening = deps.tasks.onDidChange(({ changed }) => {
    if (changed.some(({ id }) => id === subject.task)) {
      show();
    }
  });
  const listening = webview.onDidReceiveMessage(receive);
  panel.onDidDispose(() => {
    stopListening();
    listening.dispose();
  });
  begin();
}

/** The preview of takes: its panels, and their return after a reload. */
export function registerTakePreview(deps: TakePreviewDependencies): TakePreview {
  const open = new Map<string, vscode.WebviewPanel>();
  const keyOf = (subject: TakeSubject): string => JSON.stringify([subject.task, subject.file]);
  const adopt = (panel: vscode.WebviewPanel, subject: TakeSubject): void => {
    const key = keyOf(subject);
    open.set(key, panel);
    panel.onDidDispose(() => open.delete(key));
    fill(panel, subject, deps);
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(panels.take, {
    deserializeWebviewPanel: async (panel, state) => {
      const subject = takeState.safeParse(state).data?.subject;
      await deps.tasks.ready;
      if (subject) {
        adopt(panel, subject);
      } else {
        panel.dispose();
      }
    },
  });
  return {
    open: (subject, column = vscode.ViewColumn.Active) => {
      const existing = open.get(keyOf(subject));
      if (existing) {
        existing.reveal();
        return;
      }
      adopt(vscode.window.createWebviewPanel(panels.take, l10n.t('Take'), column), subject);
    },
    dispose: () => {
      serializer.dispose();
      for (const panel of [...open.values()]) {
        panel.dispose();
      }
    },
  };
}
