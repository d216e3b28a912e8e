import * as vscode from 'vscode';
import { endInDocument, settingLinesOf, toDocument } from '../shots/document.ts';
import { bracketsOf } from '../shots/shotBrackets.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

const legend = new vscode.SemanticTokensLegend(['directive', 'shotSetting']);

/** Colours directives that the model knows, so that a typo shows at once, and settings that exist. */
export function registerSemanticTokens(): vscode.Disposable {
  const provider: vscode.DocumentSemanticTokensProvider = {
    provideDocumentSemanticTokens: (document, token) => {
      const tokens = new vscode.SemanticTokensBuilder(legend);
      const read = shotsOf(document);
      const spans = read.shots.flatMap((shot) => bracketsOf(shot).flatMap(({ words }) => words).flatMap((word) => {
        const start = toDocument(shot, word.start);
        return word.directive === undefined || start === undefined ? [] : [{ start, end: endInDocument(shot, word.end) ?? start, type: 'directive' }];
      }));
      const names = settingLinesOf(read).flatMap(({ setting, name }) => (setting === undefined ? [] : [{ start: name.start, end: name.end, type: 'shotSetting' }]));
      if (token.isCancellationRequested) return undefined;
      for (const span of [...spans, ...read.mentions.map((span) => ({ ...span, type: 'directive' })), ...names].sort((a, b) => a.start - b.start)) tokens.push(rangeOf(document, span), span.type);
      return tokens.build();
    },
  };
  return forPromptLanguages((selector) => vscode.languages.registerDocumentSemanticTokensProvider(selector, provider, legend));
}
