import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { parsedUri } from '../host/parsedUri.ts';
import { copiedVideo, relinked, takeAsMarkdown, takeAsVideoTag } from '../takes/quote.ts';
import type { Take } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';

/** Addresses, one a line, as in `text/uri-list`; set by the library. */
const ownType = 'application/vnd.hailuo.take';
const uriType = 'text/uri-list';
const kind = vscode.DocumentDropOrPasteEditKind.Text.append('hailuo', 'take');

/** Absolute paths of the videos that are dragged: from the library, the explorer or the system. */
async function draggedVideos(dragged: vscode.DataTransfer): Promise<readonly string[]> {
  const list = (await (dragged.get(ownType) ?? dragged.get(uriType))?.asString()) ?? '';
  const uris = list.split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('#')).flatMap((line) => parsedUri(line) ?? []);
  return uris.filter(({ scheme, path: place }) => scheme === 'file' && place.toLowerCase().endsWith('.mp4')).map(({ fsPath }) => fsPath);
}

function edit(title: string, name: string, takes: readonly Take[], write: (take: Take) => string): vscode.DocumentDropEdit {
  return new vscode.DocumentDropEdit(takes.map(write).join('\n'), title, kind.append(name));
}

/** A take dropped into Markdown becomes a player, or a link over its prompt. Videos without a story are left to others. */
export function registerTakeDrop(takes: Pick<Takes, 'read'>): vscode.Disposable {
  const dropping = vscode.languages.registerDocumentDropEditProvider({ language: 'markdown' }, {
    provideDocumentDropEdits: async (document, _position, dragged, token) => {
      const dropped = await Promise.all((await draggedVideos(dragged)).map((file) => takes.read(file)));
      const known = dropped.filter(({ damaged }) => damaged === undefined);
      if (token.isCancellationRequested || known.length === 0 || known.length < dropped.length) {
        return undefined;
      }
      const folder = document.uri.scheme === 'file' ? path.dirname(document.uri.fsPath) : path.dirname(known[0]!.file);
      return [
        edit(l10n.t('Insert take as a player'), 'player', known, (take) => takeAsVideoTag(take, folder)),
        edit(l10n.t('Insert take as a link with its prompt'), 'quotation', known, (take) => takeAsMarkdown(take, folder)),
      ];
    },
  }, { dropMimeTypes: [ownType, uriType], providedDropEditKinds: [kind] });
  return vscode.Disposable.from(dropping, registerTakePaste());
}

/** A take that was copied as Markdown or HTML links to its video from wherever it is pasted. */
function registerTakePaste(): vscode.Disposable {
  return vscode.languages.registerDocumentPasteEditProvider([{ language: 'markdown', scheme: 'file' }, { language: 'html', scheme: 'file' }], {
    provideDocumentPasteEdits: async (document, _ranges, pasted, _context, token) => {
      const text = await pasted.get('text/plain')?.asString();
      if (text === undefined || token.isCancellationRequested) {
        return undefined;
      }
      const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
      const video = folders.map((folder) => copiedVideo(text, folder)).find((file) => file !== undefined && existsSync(file));
      const changed = video === undefined ? text : relinked(text, video, path.dirname(document.uri.fsPath));
      return changed === text ? undefined : [new vscode.DocumentPasteEdit(changed, l10n.t('Paste take with its link from here'), kind.append('link'))];
    },
  }, { pasteMimeTypes: ['text/plain'], providedPasteEditKinds: [kind] });
}
