import * as vscode from 'vscode';
import { languageOf } from '../directives/language.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { behaviourOf } from '../directives/vocabulary.ts';
import { suggest } from '../directives/suggest.ts';
import type { Suggestion } from '../directives/suggest.ts';
import { plain } from '../host/plain.ts';
import { ownPrompt } from '../shots/ownPrompt.ts';
import { titleMark } from '../shots/titleMark.ts';
import { explain } from './explanation.ts';
import { forPromptLanguages } from './promptLanguages.ts';

/** How much text around the cursor tells the language of the prompt; more would cost without telling more. */
const linesAround = 40;

/** Before a cursor in a title or in a comment, where a directive moves no camera. */
const noPrompt = new RegExp(String.raw`^${titleMark}|(?:^|\s)//`, 'u');

/** Completes camera directives inside brackets. */
export function registerDirectiveCompletion(extensionUri: vscode.Uri): vscode.Disposable {
  const provider: vscode.CompletionItemProvider<DirectiveItem> = {
    provideCompletionItems: (document, position, token) => (token.isCancellationRequested ? undefined : complete(document, position)),
    resolveCompletionItem: (item) => {
      item.documentation = explain(item.suggestion.id, extensionUri);
      return item;
    },
  };
  return forPromptLanguages((selector) =>
    vscode.languages.registerCompletionItemProvider(selector, provider, '[', '【', '［', ',', '，', '、', ' '));
}

class DirectiveItem extends vscode.CompletionItem {
  readonly suggestion: Suggestion;

  constructor(suggestion: Suggestion, order: number, range: { inserting: vscode.Range; replacing: vscode.Range }) {
    super({ label: suggestion.label, description: suggestion.other }, vscode.CompletionItemKind.Keyword);
    this.suggestion = suggestion;
    this.detail = plain(`${suggestion.other} · ${behaviourOf(suggestion.id)}`);
    this.insertText = suggestion.insert;
    this.filterText = suggestion.filter;
    this.sortText = String(order).padStart(2, '0');
    this.range = range;
  }
}

/** VS Code narrows a complete list down by itself while letters are typed, which never lags behind; guesses are asked for anew. */
function complete(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionList<DirectiveItem> | undefined {
  if (document.languageId === 'hailuo' && noPrompt.test(document.lineAt(position).text.slice(0, position.character))) return undefined;
  const firstLine = Math.max(0, position.line - linesAround);
  const around = document.getText(new vscode.Range(firstLine, 0, position.line + linesAround, 0));
  const first = document.offsetAt(new vscode.Position(firstLine, 0));
  const user: DirectiveLanguage = vscode.env.language.startsWith('zh') ? 'zh' : 'en';
  // A shot of a film has its own language; one without words yet has that of the shots around.
  const own = document.languageId === 'hailuo' ? ownPrompt(around, document.offsetAt(position) - first) : undefined;
  const [from, text, usual] = own ? [first + own.start, around.slice(own.start, own.end), languageOf(around, user)] : [first, around, user];
  const offset = document.offsetAt(position) - from;
  const found = suggest(text, offset, usual);
  if (found === undefined) return undefined;
  const start = document.positionAt(from + found.start);
  const replacing = new vscode.Range(start, document.positionAt(from + found.end));
  // Both ways take the closing bracket along, or accepting with Tab and with Enter would leave different texts.
  const range = { inserting: new vscode.Range(start, position), replacing };
  const closes = text.slice(offset, found.end);
  const inserting = /^\s*[\]】］]$/.test(closes) ? replacing : range.inserting;
  return new vscode.CompletionList(found.items.map((item, order) => new DirectiveItem(item, order, { inserting, replacing })), !found.complete);
}
