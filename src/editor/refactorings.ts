import * as vscode from 'vscode';
import { forPromptLanguages } from './promptLanguages.ts';

/** Offers to rewrite what is right already: another language, another grouping, a directive for words. Loaded by the first look. */
export function registerRefactorings(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, context, token) => {
      const { refactorings } = await import('./refactorActions.ts');
      return token.isCancellationRequested ? undefined : refactorings(document, range, context);
    },
  };
  const providedCodeActionKinds = [vscode.CodeActionKind.RefactorRewrite];
  return forPromptLanguages((selector) => vscode.languages.registerCodeActionsProvider(selector, provider, { providedCodeActionKinds }));
}
