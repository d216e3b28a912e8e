import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showError } from '../host/messages.ts';
import { scriptAt } from '../shots/document.ts';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import type { ShotArguments } from './shotArguments.ts';
import { readShotArguments } from './shotArguments.ts';

/** What the composer is opened with: a shot, or the place of one in a document. */
interface ComposerRequest extends ShotArguments {
  /** In prose: the passage that was selected, UTF-16 offsets. */
  readonly passage?: { readonly start: number; readonly end: number };
}

/** The shot at the cursor of a `.hailuo` text, or a selected passage of any other; nothing where there is neither. */
function shotOfEditor(editor: vscode.TextEditor | undefined): ComposerRequest {
  if (!editor) return {};
  const { document, selection } = editor;
  const source = { uri: document.uri.toString(), line: selection.start.line };
  const read = readDocument(document.getText(), documentKind(document.languageId));
  if (scriptAt(read, document.offsetAt(selection.active)) !== undefined) return { source: { ...source, line: selection.active.line } };
  const text = document.getText(selection);
  if (text.trim() === '') return {};
  const start = document.offsetAt(selection.start) + text.length - text.trimStart().length;
  return { source, passage: { start, end: start + text.trim().length } };
}

/** The editor's title passes the document, which need not be the active one in a split window. */
function editorOf(argument: unknown): vscode.TextEditor | undefined {
  if (!(argument instanceof vscode.Uri)) return vscode.window.activeTextEditor;
  const wanted = argument.toString();
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === wanted);
}

/** What the explorer passes, or `{file}`: an absolute path. */
function imageIn(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const { file } = (argument ?? {}) as { readonly file?: unknown };
  return typeof file === 'string' && path.isAbsolute(file) ? vscode.Uri.file(file) : undefined;
}

/** *Open Composer* (a shot) and *Animate This Image* `{file}`. */
export function registerComposerCommands(open: (request: ComposerRequest) => Promise<void>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openComposer, async (argument: unknown) => {
      const read = readShotArguments(argument);
      if (read.kind === 'refused') {
        showError(read.message);
        return;
      }
      const given = Object.keys(read.value).length > 0;
      await open(given ? read.value : shotOfEditor(editorOf(argument)));
    }),
    vscode.commands.registerCommand(commands.animateImage, async (argument: unknown) => {
      const image = imageIn(argument) ?? (await vscode.window.showOpenDialog({ filters: { [l10n.t('Images')]: ['jpg', 'jpeg', 'png', 'webp'] } }))?.[0];
      if (image) await open({ firstFrame: image.toString(), chosen: ['firstFrame'] });
    }),
  );
}
