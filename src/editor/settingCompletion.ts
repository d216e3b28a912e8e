import * as vscode from 'vscode';
import { plain } from '../host/plain.ts';
import { gatewayIds } from '../gateways/gateway.ts';
import { scriptAt, shotAt } from '../shots/document.ts';
import { meaningOf, valuesOf } from '../shots/settings.ts';
import { suggestSettings } from '../shots/suggestSettings.ts';
import type { SettingSuggestions } from '../shots/suggestSettings.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { shotsOf } from './shotDocument.ts';

/** Completes `@` settings, their values, and paths of first frames and takes in `.hailuo` files. */
export function registerSettingCompletion(): vscode.Disposable {
  return forPromptLanguages((selector) => vscode.languages.registerCompletionItemProvider(selector, {
    provideCompletionItems: async (document, position, token) => {
      const found = suggestionsAt(document, position);
      if (found === undefined || token.isCancellationRequested) return undefined;
      const range = new vscode.Range(position.line, found.start, position.line, found.end);
      return found.kind === 'path' ? pathItems(document, found, range, token) : wordItems(found, range);
    },
  }, '@', '＠', '=', ' ', '/', '.'));
}

function suggestionsAt(document: vscode.TextDocument, position: vscode.Position): SettingSuggestions | undefined {
  const [read, offset] = [shotsOf(document), document.offsetAt(position)];
  const script = scriptAt(read, offset);
  if (script === undefined) return undefined;
  const lines = shotAt(read, offset)?.settings ?? script.defaults;
  return suggestSettings(document.lineAt(position.line).text, position.character, gatewayIds, new Set(lines.flatMap((line) => line.setting ?? [])));
}

function wordItems(found: Exclude<SettingSuggestions, { kind: 'path' }>, range: vscode.Range): vscode.CompletionItem[] {
  if (found.kind === 'values') {
    return found.values.map((value, order) => {
      const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.Value);
      item.range = range;
      item.sortText = String(order);
      item.detail = plain(meaningOf(found.setting));
      return item;
    });
  }
  return found.names.map((name, order) => {
    const item = new vscode.CompletionItem({ label: `@${name}`, description: valuesOf(name, gatewayIds).join(' | ') }, vscode.CompletionItemKind.Property);
    item.insertText = `@${name} = `;
    item.filterText = `@${name}`;
    item.range = range;
    item.sortText = String(order);
    item.documentation = meaningOf(name);
    item.command = { command: 'editor.action.triggerSuggest', title: '' };
    return item;
  });
}

/** The files that a setting names. */
const fitting = { firstFrame: /\.(?:jpe?g|png|webp)$/iu, take: /\.mp4$/iu } as const;

/** Folders, and the files that fit, below the document's folder; nothing where the document has none. */
async function pathItems(document: vscode.TextDocument, { setting, typed }: Extract<SettingSuggestions, { kind: 'path' }>, range: vscode.Range, token: vscode.CancellationToken): Promise<vscode.CompletionItem[]> {
  if (document.isUntitled || /^https?:/i.test(typed)) return [];
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const at = vscode.Uri.joinPath(document.uri, '..', folder === '' ? '.' : folder);
  const entries = await vscode.workspace.fs.readDirectory(at).then((found) => found, () => []);
  if (token.isCancellationRequested) return [];
  return entries.flatMap(([name, type]) => {
    const isFolder = (type & vscode.FileType.Directory) !== 0;
    if (name.startsWith('.') || (!isFolder && !fitting[setting].test(name))) return [];
    const item = new vscode.CompletionItem(name, isFolder ? vscode.CompletionItemKind.Folder : vscode.CompletionItemKind.File);
    item.insertText = `${folder === '' ? './' : folder}${name}${isFolder ? '/' : ''}`;
    item.filterText = item.insertText;
    item.range = range;
    item.sortText = `${isFolder ? 1 : 0}${name}`;
    if (isFolder) item.command = { command: 'editor.action.triggerSuggest', title: '' };
    return [item];
  });
}
