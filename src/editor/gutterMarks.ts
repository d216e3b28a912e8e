import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRunning, stateWords } from '../tasks/words.ts';
import { isPromptDocument, onDidChangePromptLanguages } from './promptLanguages.ts';
import type { Span } from '../shots/span.ts';
import { shotsOf } from './shotDocument.ts';
import type { ShotState, ShotStates } from './shotStates.ts';

const marks = ['running', 'waiting', 'done', 'out-of-date', 'failed', 'unconfirmed'] as const;
/** Time without a keystroke after which the marks are drawn anew, milliseconds. */
const rest = 200;

type Mark = (typeof marks)[number];

/** Marks each shot in the gutter with the state of its newest take. */
export function registerGutterMarks(states: ShotStates, extensionUri: vscode.Uri): vscode.Disposable {
  const types = new Map(marks.map((mark) => [mark, vscode.window.createTextEditorDecorationType({
    gutterIconPath: vscode.Uri.joinPath(extensionUri, 'media/gutter', `${mark}.svg`), gutterIconSize: 'contain',
  })]));
  const draw = (editor: vscode.TextEditor): void => {
    const { document } = editor;
    const found = isPromptDocument(document) ? [...states.statesOf(document)] : [];
    const decorations = found.map(([shot, state]) => ({
      mark: markOf(state),
      range: startOf(document, shot.heading ?? shot.pieces[0] ?? shot),
      hoverMessage: state.outOfDate ? l10n.t('{0}, out of date: the shot has changed', newestWords(state)) : newestWords(state),
    }));
    for (const [mark, type] of types) editor.setDecorations(type, decorations.filter((decoration) => decoration.mark === mark));
  };
  const drawAll = (): void => vscode.window.visibleTextEditors.forEach(draw);
  let waiting: NodeJS.Timeout | undefined;
  const drawSoon = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, rest);
  };
  drawAll();
  return vscode.Disposable.from(
    ...types.values(),
    states.onDidChange(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeTextDocument(({ document }) => isPromptDocument(document) && drawSoon()),
    shotsChangeWithLanguage(drawAll),
    onDidChangePromptLanguages(drawAll),
    { dispose: () => clearTimeout(waiting) },
  );
}

/** An empty range: a mark stands once, however many rows a long line is wrapped into. */
function startOf(document: vscode.TextDocument, { start }: Span): vscode.Range {
  const at = document.positionAt(start);
  return new vscode.Range(at, at);
}

/** A document that becomes a prompt file is closed and opened again under its new language. */
function shotsChangeWithLanguage(draw: () => void): vscode.Disposable {
  return vscode.workspace.onDidOpenTextDocument((document) => {
    if (isPromptDocument(document) && shotsOf(document).shots.length > 0) draw();
  });
}

function newestWords({ newest }: ShotState): string {
  return typeof newest === 'string' ? l10n.t('Done') : stateWords(newest);
}

/** Nothing marks a take that was stopped: it is as if it had not been. */
function markOf({ newest: task, outOfDate }: ShotState): Mark | undefined {
  if (typeof task === 'string') return outOfDate ? 'out-of-date' : 'done';
  if (isRunning(task)) return 'running';
  // It does not move until its time comes, or somebody helps.
  if (task.state === 'needsApproval' || task.state === 'waiting' || task.state === 'held' || task.state === 'paused') return 'waiting';
  if (task.state === 'failed' || task.state === 'unconfirmed') return task.state;
  if (task.state !== 'completed') return undefined;
  return outOfDate ? 'out-of-date' : 'done';
}
