import * as vscode from 'vscode';
import { shotAt, spanInDocument, toPrompt } from '../shots/document.ts';
import { bracketsOf } from '../shots/shotBrackets.ts';
import { readWay } from '../directives/way.ts';
import { explain } from './explanation.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

/** Explains the camera directive under the pointer. */
export function registerDirectiveHover(extensionUri: vscode.Uri): vscode.Disposable {
  return forPromptLanguages((selector) => vscode.languages.registerHoverProvider(selector, {
    provideHover: (document, position, token) => {
      if (token.isCancellationRequested) return undefined;
      const read = shotsOf(document);
      const shot = shotAt(read, document.offsetAt(position));
      const at = shot && toPrompt(shot, document.offsetAt(position));
      if (shot === undefined || at === undefined) return undefined;
      const word = bracketsOf(shot).flatMap(({ words }) => words).find(({ start, end }) => start <= at && at <= end);
      if (word?.directive === undefined) return undefined;
      return new vscode.Hover(explain(word.directive, extensionUri, readWay(shot.filled).side), rangeOf(document, spanInDocument(shot, word)));
    },
  }));
}
