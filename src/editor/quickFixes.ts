import * as vscode from 'vscode';
import type { Checks } from './checks.ts';
import { forPromptLanguages } from './promptLanguages.ts';

/** Offers the mends of problems, and all at once what leaves nothing to choose. What makes them is loaded by the first look. */
export function registerQuickFixes(checks: Checks): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, context, token) => {
      const { quickFixes } = await import('./quickFixActions.ts');
      return token.isCancellationRequested ? undefined : quickFixes(checks, document, range, context, token);
    },
    resolveCodeAction: async (action, token) => (await import('./quickFixActions.ts')).resolveQuickFix(action, checks, token),
  };
  const providedCodeActionKinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.SourceFixAll.append('hailuo')];
  return forPromptLanguages((selector) => vscode.languages.registerCodeActionsProvider(selector, provider, { providedCodeActionKinds }));
}
