import * as vscode from 'vscode';
import { isPromptDocument } from './promptLanguages.ts';

/** Time after a change in which VS Code asks for lenses by itself, milliseconds: it waits for the typing to rest first. */
const patience = 1000;
/** Then with twice the time before each. */
const mostReminders = 5;

interface Answered {
  readonly version: number;
  readonly changes: number;
}

export interface LensesAskedFor extends vscode.Disposable {
  /** For `onDidChangeCodeLenses`. */
  readonly onDidChange: vscode.Event<void>;
  /** Something that lenses tell of changed, other than the text. */
  change(): void;
  /** VS Code asked for the lenses of a document as it is now, and gets them. */
  answer(document: vscode.TextDocument): void;
}

/**
 * Sees to it that VS Code asks for lenses after each change. It forgets that it was about to ask when the editor loses the
 * keyboard in that moment (`onDidBlurEditorText` in its codelensController.ts): lenses of a text that was undone, or of a
 * task that is done since, would stay until the editor is clicked into. It is reminded until it has asked for what is in sight.
 */
export function createLensesAskedFor(): LensesAskedFor {
  const changed = new vscode.EventEmitter<void>();
  const answered = new WeakMap<vscode.TextDocument, Answered>();
  let changes = 0;
  let waiting: NodeJS.Timeout | undefined;
  // A document that was never asked about has no lenses: they may be switched off.
  const isBehind = (document: vscode.TextDocument): boolean => {
    const last = answered.get(document);
    return last !== undefined && (last.version !== document.version || last.changes !== changes);
  };
  const watch = (time = patience, left = mostReminders): void => {
    clearTimeout(waiting);
    if (left === 0) return;
    waiting = setTimeout(() => {
      if (!vscode.window.visibleTextEditors.some(({ document }) => isBehind(document))) return;
      changed.fire();
      watch(time * 2, left - 1);
    }, time);
  };
  const listening = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (isPromptDocument(document) && answered.has(document)) watch();
  });
  return {
    onDidChange: changed.event,
    change: () => {
      changes++;
      changed.fire();
      watch();
    },
    answer: (document) => { answered.set(document, { version: document.version, changes }); },
    dispose: () => {
      clearTimeout(waiting);
      listening.dispose();
      changed.dispose();
    },
  };
}
