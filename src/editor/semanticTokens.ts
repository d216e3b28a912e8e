import * as vscode from 'vscode';
import type { DocumentShot } from '../shots/document.ts';
import { partsInDocument, settingLinesOf } from '../shots/document.ts';
import { isUse } from '../shots/fillings.ts';
import { bracketsOf } from '../shots/shotBrackets.ts';
import type { Span } from '../shots/span.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

const legend = new vscode.SemanticTokensLegend(['directive', 'shotSetting']);

/** Colours directives that the model knows, so that a typo shows at once, and settings that exist. */
export function registerSemanticTokens(): vscode.Disposable {
  const provider: vscode.DocumentSemanticTokensProvider = {
    provideDocumentSemanticTokens: (document, token) => {
      const tokens = new vscode.SemanticTokensBuilder(legend);
      const read = shotsOf(document);
      const directives = [...read.shots.flatMap(directivesIn), ...read.mentions].map((span) => ({ ...span, type: 'directive' }));
      const names = settingLinesOf(read).flatMap(({ setting, name }) => (setting === undefined ? [] : [{ start: name.start, end: name.end, type: 'shotSetting' }]));
      if (token.isCancellationRequested) return undefined;
      for (const span of [...directives, ...names].sort((a, b) => a.start - b.start)) tokens.push(rangeOf(document, span), span.type);
      return tokens.build();
    },
  };
  return forPromptLanguages((selector) => vscode.languages.registerDocumentSemanticTokensProvider(selector, provider, legend));
}

/** A token never goes over a line break, as a directive may. A `{{name}}` keeps its own colour, whatever it stands for. */
function directivesIn(shot: DocumentShot): readonly Span[] {
  return bracketsOf(shot).flatMap(({ words }) => words).filter((word) => word.directive !== undefined && !isUse(shot.fillings, word)).flatMap((word) => partsInDocument(shot, word));
}
