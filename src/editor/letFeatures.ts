import * as vscode from 'vscode';
import { forPromptLanguages } from './promptLanguages.ts';

/** Words that are set once with `@let` and used as `{{name}}`: completed, explained, found and renamed like a variable. */
export function registerLetFeatures(): vscode.Disposable {
  const actions = () => import('./letActions.ts');
  return forPromptLanguages((selector) => vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, {
      // Asked at every key of a word: only behind braces there is something to load.
      provideCompletionItems: (document, position) => (document.lineAt(position.line).text.slice(0, position.character).includes('{{')
        ? actions().then(({ complete }) => complete(document, position)) : undefined),
    }, '{'),
    vscode.languages.registerHoverProvider(selector, { provideHover: async (document, position) => (await actions()).explain(document, position) }),
    vscode.languages.registerDefinitionProvider(selector, { provideDefinition: async (document, position) => (await actions()).definitions(document, position) }),
    vscode.languages.registerReferenceProvider(selector, {
      provideReferences: async (document, position, { includeDeclaration }) => (await actions()).references(document, position, includeDeclaration),
    }),
    vscode.languages.registerDocumentHighlightProvider(selector, { provideDocumentHighlights: async (document, position) => (await actions()).highlights(document, position) }),
    vscode.languages.registerRenameProvider(selector, {
      prepareRename: async (document, position) => (await actions()).prepareRename(document, position),
      provideRenameEdits: async (document, position, to) => (await actions()).rename(document, position, to),
    }),
  ));
}
