import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { panels } from '../../host/ids.ts';
import { createChain } from '../../storage/chain.ts';
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
  /** The same without a person asking: beside what is in front, which keeps the focus; a tab that was opened for it is closed again. */
  lastFrameAside(file: string): Promise<GrabOutcome>;
  /** The exact last frame of a video as a PNG; opens its preview, since only a webview can decode it. */
  grabLastFrame(file: string): Promise<GrabOutcome>;
}

/** How long a page may take to show a video and give its last frame, in milliseconds: a long one from a slow disk takes seconds. */
const grabMs = 60_000;

async function within(milliseconds: number, grab: Promise<GrabOutcome>): Promise<GrabOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<GrabOutcome>((resolve) => {
    timer = setTimeout(() => { resolve({ kind: 'none', why: l10n.t('The preview didn’t show the video in time.') }); }, milliseconds);
  });
  return Promise.race([grab, late]).finally(() => { clearTimeout(timer); });
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
  const openNew = (subject: TakeSubject, column: Parameters<typeof vscode.window.createWebviewPanel>[2] = vscode.ViewColumn.Active): TakePanel =>
    adopt(vscode.window.createWebviewPanel(panels.take, l10n.t('Take'), column), subject);
  const grabAside = async (file: string): Promise<GrabOutcome> => {
    const existing = shown({ file });
    // A page that is not seen does not run.
    if (existing?.panel.visible === false) existing.panel.reveal(undefined, true);
    const used = existing ?? openNew({ file }, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    const outcome = await within(grabMs, used.grabLastFrame());
    if (!existing) used.panel.dispose();
    return outcome;
  };
  /** One after the other: two new tabs would lie on each other, and the one below would not run. */
  const inTurn = createChain();

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
    lastFrameAside: (file) => inTurn('frame', () => grabAside(file)),
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
