import * as vscode from 'vscode';
import { bracketsIn, shotAt, toDocument, toPrompt } from '../shots/document.ts';
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
      const word = bracketsIn(shot).flatMap(({ words }) => words).find(({ start, end }) => start <= at && at <= end);
      const start = word && toDocument(shot, word.start);
      if (word?.directive === undefined || start === undefined) return undefined;
      return new vscode.Hover(explain(word.directive, extensionUri, readWay(shot.prompt).side), rangeOf(document, { start, end: start + word.text.length }));
    },
  }));
}
