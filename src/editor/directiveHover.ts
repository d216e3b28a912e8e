import * as vscode from 'vscode';
import { parsePrompt } from '../directives/parse.ts';
import { explain } from './explanation.ts';
import { forPromptLanguages } from './promptLanguages.ts';

/** Explains the camera directive under the pointer. A bracket never spans lines, so one line is all that is read. */
export function registerDirectiveHover(extensionUri: vscode.Uri): vscode.Disposable {
  return forPromptLanguages((selector) => vscode.languages.registerHoverProvider(selector, {
    provideHover: (document, { line, character }) => {
      const words = parsePrompt(document.lineAt(line).text).flatMap((bracket) => bracket.words);
      const word = words.find(({ start, end }) => start <= character && character <= end);
      if (word?.directive === undefined) return undefined;
      return new vscode.Hover(explain(word.directive, extensionUri), new vscode.Range(line, word.start, line, word.end));
    },
  }));
}
