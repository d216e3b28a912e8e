import * as vscode from 'vscode';
import { markdown, markdownString } from '../host/markdown.ts';
import type { Markdown } from '../host/markdown.ts';
import { plain } from '../host/plain.ts';
import { fill } from '../shots/lets.ts';
import type { NamePlace } from '../shots/letPlaces.ts';
import { placeAt, placesOf, scopeAt } from '../shots/letPlaces.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

/** Words that are set once with `@let` and used as `{{name}}`: completed, explained, found and renamed like a variable. */
export function registerLetFeatures(): vscode.Disposable {
  return forPromptLanguages((selector) => vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems: complete }, '{'),
    vscode.languages.registerHoverProvider(selector, { provideHover: explain }),
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, position) => placesAt(document, position)?.places.filter(({ sets }) => sets).map((place) => locationOf(document, place)),
    }),
    vscode.languages.registerReferenceProvider(selector, {
      provideReferences: (document, position, { includeDeclaration }) =>
        placesAt(document, position)?.places.filter(({ sets }) => includeDeclaration || !sets).map((place) => locationOf(document, place)),
    }),
    vscode.languages.registerDocumentHighlightProvider(selector, {
      provideDocumentHighlights: (document, position) => placesAt(document, position)?.places.map((place) =>
        new vscode.DocumentHighlight(rangeOf(document, place), place.sets ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read)),
    }),
    vscode.languages.registerRenameProvider(selector, { prepareRename, provideRenameEdits: rename }),
  ));
}

interface Found {
  readonly at: NamePlace;
  readonly places: readonly NamePlace[];
}

function placesAt(document: vscode.TextDocument, position: vscode.Position): Found | undefined {
  const read = shotsOf(document);
  const at = placeAt(read, document.offsetAt(position));
  return at && { at, places: placesOf(read, at) };
}

function locationOf(document: vscode.TextDocument, place: NamePlace): vscode.Location {
  return new vscode.Location(document.uri, rangeOf(document, place));
}

function complete(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] | undefined {
  const line = document.lineAt(position.line).text;
  const typed = /\{\{\s*([\p{L}\p{M}\p{N}_-]*)$/u.exec(line.slice(0, position.character));
  if (typed === null) return undefined;
  const read = shotsOf(document);
  const words = scopeAt(read, document.offsetAt(position));
  const rest = /^[\p{L}\p{M}\p{N}_-]*\s*\}{0,2}/u.exec(line.slice(position.character))?.[0].length ?? 0;
  const range = new vscode.Range(position.line, typed.index, position.line, position.character + rest);
  return [...words].map(([name, value]) => {
    const item = new vscode.CompletionItem({ label: `{{${name}}}`, description: plain(fill(value, words)).slice(0, 80) }, vscode.CompletionItemKind.Variable);
    item.insertText = `{{${name}}}`;
    item.filterText = `{{${name}`;
    item.range = range;
    return item;
  });
}

function explain(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const found = placesAt(document, position);
  if (found === undefined) return undefined;
  const words = scopeAt(shotsOf(document), found.at.start);
  const value = words.get(found.at.name);
  const paragraphs: readonly Markdown[] = value === undefined ? [] : [markdown`**${`{{${found.at.name}}}`}**`, markdown`${fill(value, words)}`];
  return paragraphs.length === 0 ? undefined : new vscode.Hover(markdownString(paragraphs), rangeOf(document, found.at));
}

function prepareRename(document: vscode.TextDocument, position: vscode.Position): { range: vscode.Range; placeholder: string } {
  const found = placesAt(document, position);
  if (found === undefined) throw new Error(vscode.l10n.t('Only names set with “@let” can be renamed.'));
  return { range: rangeOf(document, found.at), placeholder: found.at.name };
}

function rename(document: vscode.TextDocument, position: vscode.Position, to: string): vscode.WorkspaceEdit | undefined {
  if (!/^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u.test(to)) throw new Error(vscode.l10n.t('A name has letters, digits, “-” and “_”, and starts with a letter.'));
  const edit = new vscode.WorkspaceEdit();
  for (const place of placesAt(document, position)?.places ?? []) edit.replace(document.uri, rangeOf(document, place), to);
  return edit;
}
