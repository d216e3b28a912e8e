import * as vscode from 'vscode';
import { bracketAround } from '../directives/suggest.ts';
import { isPromptDocument } from './promptLanguages.ts';

/** Full-width marks behind which a move may be chosen. */
const marks: ReadonlySet<string> = new Set(['【', '［', '，', '、']);

/**
 * Opens the list of directives behind a full-width bracket or comma. Outside of `.hailuo` files VS Code counts these as letters of a word,
 * so where quick suggestions are off, as they are for Chinese text, none of its own triggers opens the list.
 */
export function registerTypedBracket(): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const [change] = contentChanges;
    // An input method may bring words along; a closing bracket may have been added by the editor.
    const typed = change?.text.replace(/[】］]$/u, '') ?? '';
    if (change === undefined || contentChanges.length !== 1 || typed.length > 20 || !marks.has(typed.slice(-1)) || document.languageId === 'hailuo' || !isPromptDocument(document)) return;
    if (vscode.window.activeTextEditor?.document !== document) return;
    const line = document.lineAt(change.range.start.line).text;
    if (bracketAround(line, change.range.start.character + typed.length) !== undefined) void vscode.commands.executeCommand('editor.action.triggerSuggest');
  });
}
