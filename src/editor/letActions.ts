import * as vscode from 'vscode';
import { markdown, markdownString } from '../host/markdown.ts';
import type { Markdown } from '../host/markdown.ts';
import { plain } from '../host/plain.ts';
import { fill } from '../shots/lets.ts';
import type { NamePlace } from '../shots/letPlaces.ts';
import { placeAt, placesOf, scopeAt } from '../shots/letPlaces.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

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

/** Where the words of the name at a place are set. */
export function definitions(document: vscode.TextDocument, position: vscode.Position): vscode.Location[] | undefined {
  return placesAt(document, position)?.places.filter(({ sets }) => sets).map((place) => locationOf(document, place));
}

/** Where the name at a place is used; `declared`: and where its words are set. */
export function references(document: vscode.TextDocument, position: vscode.Position, declared: boolean): vscode.Location[] | undefined {
  return placesAt(document, position)?.places.filter(({ sets }) => declared || !sets).map((place) => locationOf(document, place));
}

/** Every place of the name at a place, marked. */
export function highlights(document: vscode.TextDocument, position: vscode.Position): vscode.DocumentHighlight[] | undefined {
  return placesAt(document, position)?.places.map((place) =>
    new vscode.DocumentHighlight(rangeOf(document, place), place.sets ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read));
}

/** The names that `{{` may ask for here. */
export function complete(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] | undefined {
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

/** The words that a name stands for. */
export function explain(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const found = placesAt(document, position);
  if (found === undefined) return undefined;
  const words = scopeAt(shotsOf(document), found.at.start);
  const value = words.get(found.at.name);
  const paragraphs: readonly Markdown[] = value === undefined ? [] : [markdown`**${`{{${found.at.name}}}`}**`, markdown`${fill(value, words)}`];
  return paragraphs.length === 0 ? undefined : new vscode.Hover(markdownString(paragraphs), rangeOf(document, found.at));
}

/** The name at a place; throws with a sentence where none stands. */
export function prepareRename(document: vscode.TextDocument, position: vscode.Position): { range: vscode.Range; placeholder: string } {
  const found = placesAt(document, position);
  if (found === undefined) throw new Error(vscode.l10n.t('Only names set with “@let” can be renamed.'));
  return { range: rangeOf(document, found.at), placeholder: found.at.name };
}

/** A name under another one, wherever it means the same words; throws with a sentence when that is no name. */
export function rename(document: vscode.TextDocument, position: vscode.Position, to: string): vscode.WorkspaceEdit | undefined {
  if (!/^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u.test(to)) throw new Error(vscode.l10n.t('A name has letters, digits, “-” and “_”, and starts with a letter.'));
  const edit = new vscode.WorkspaceEdit();
  for (const place of placesAt(document, position)?.places ?? []) edit.replace(document.uri, rangeOf(document, place), to);
  return edit;
}
