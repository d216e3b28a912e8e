import * as l10n from '@vscode/l10n';
import { relative } from 'node:path';
import * as vscode from 'vscode';
import { plain } from '../../host/plain.ts';
import { panels } from '../../host/ids.ts';
import type { Panels } from '../../host/latePanels.ts';
import { outputFolder } from '../../host/outputFolder.ts';
import { tabIcon, webviewAssets, webviewHtml } from '../../host/webview.ts';
import type { ChosenHere, Desk, Opening } from './desk.ts';
import { documentKind } from '../../shots/readDocument.ts';
import { createDesk } from './desk.ts';
import { defaultChoices } from './choices.ts';
import { linkShot } from './link.ts';
import type { Place } from './place.ts';
import { placeMeant, placeReading } from './place.ts';
import { fromComposer, readComposerState } from './protocol.ts';
import type { Choices } from './protocol.ts';
import type { Session, SessionDependencies } from './session.ts';
import { openSession } from './session.ts';
import { parseUri } from './uri.ts';

export interface ComposerDependencies extends SessionDependencies {
  readonly extensionUri: vscode.Uri;
}

/** What to put on the table. With a `source` it is the shot there, unless a `prompt` is given and no shot of that document reads so. */
export interface ComposerRequest extends Partial<Choices> {
  readonly prompt?: string;
  readonly firstFrame?: string;
  /** The line is zero-based; the title tells shots of the same words apart. */
  readonly source?: { readonly uri: string; readonly line: number; readonly title?: string };
  /** What the person chose by hand, so that it is not taken for the words of a file. */
  readonly chosen?: readonly ChosenHere[];
  /** The metadata file of the take that the shot is from. */
  readonly sidecar?: string;
  /** In prose: the passage that was selected, UTF-16 offsets. */
  readonly passage?: { readonly start: number; readonly end: number };
}

/** The composers of this window. */
export type Composers = Panels<ComposerRequest>;

interface Source { readonly uri: vscode.Uri; readonly find: (document: vscode.TextDocument) => Place | undefined }

export function createComposers(deps: ComposerDependencies): Composers {
  /** Each with what tells whether it has the shot of a request, or none of a document. */
  const composers = new Map<vscode.WebviewPanel, (wanted: ComposerRequest) => boolean>();

  const fill = async (panel: vscode.WebviewPanel, opening: Opening, source: Source | undefined, made: readonly string[]): Promise<void> => {
    const { webview } = panel;
    panel.iconPath = tabIcon(deps.extensionUri);
    const folder = outputFolder(source?.uri, deps.storage);
    const readable = [deps.storage, ...(folder.kind === 'folder' ? [vscode.Uri.file(folder.path)] : [])];
    const media = vscode.Uri.joinPath(deps.extensionUri, 'media');
    webview.options = { enableScripts: true, localResourceRoots: [webviewAssets(deps.extensionUri), media, ...readable] };
    const { promise: opened, resolve: began } = Promise.withResolvers<Session>();
    const listening = webview.onDidReceiveMessage((raw: unknown) => {
      const message = fromComposer.safeParse(raw).data;
      if (message) void opened.then((session) => { session.receive(message); });
    });
    const closed = new AbortController();
    panel.onDidDispose(() => {
      closed.abort();
      composers.delete(panel);
      listening.dispose();
      void opened.then((session) => { session.dispose(); });
    });
    // The page loads while the document is opened and read.
    webview.html = webviewHtml(webview, deps.extensionUri, {
      name: 'composer', title: l10n.t('Composer'), styleNonce: true, wasm: true, waiting: { heading: l10n.t('Prompt'), text: opening.text },
    });
    const link = source && await linkShot(source.uri, source.find, () => void opened.then((session) => { session.documentChanged(); }));
    const desk = createDesk({ ...opening, text: (opening.base === undefined ? link?.prompt : undefined) ?? opening.text }, link, {
      locate: deps.locateFirstFrame, defaults: defaultChoices, folder: vscode.workspace.workspaceFolders?.[0]?.uri,
    });
    const session = openSession(desk, new Set(made), {
      send: (message) => { if (!closed.signal.aborted) void webview.postMessage(message); },
      uriOf: (file) => (readable.some((root) => isBelow(root.fsPath, file)) ? webview.asWebviewUri(vscode.Uri.file(file)).toString() : undefined),
      // Both have one address on the page when they are one file.
      localUri: (uri) => {
        const file = vscode.Uri.file(uri.path);
        return webview.asWebviewUri(uri).toString() === webview.asWebviewUri(file).toString() ? file : uri;
      },
      setTitle: (title) => { if (!closed.signal.aborted && panel.title !== plain(title)) panel.title = plain(title); },
      focus: () => { if (!closed.signal.aborted) panel.reveal(undefined, false); },
      pictures: webview.asWebviewUri(vscode.Uri.joinPath(media, 'directives')).toString(),
    }, deps);
    if (!closed.signal.aborted) composers.set(panel, (wanted) => hasShot(desk, wanted));
    // It may differ from what the document says if the composer went on without it before a restart.
    if (opening.base !== undefined) session.documentChanged();
    began(session);
  };

  return {
    open: async (request) => {
      const { prompt = '', firstFrame, source, chosen, sidecar, passage: _where, ...choices } = request;
      const empty = Object.keys(request).length === 0;
      const same = [...composers].find(([, has]) => (source !== undefined || empty) && has(request))?.[0];
      if (same) {
        same.reveal();
        return;
      }
      const column = source ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      const panel = vscode.window.createWebviewPanel(panels.composer, l10n.t('Composer'), column, { enableFindWidget: false });
      await fill(panel, {
        text: prompt.replace(/\r\n?/g, '\n'), choices, ...(chosen && { chosen }), ...(sidecar !== undefined && { sidecar }),
        ...(firstFrame !== undefined && { firstFrame: deps.locateFirstFrame(firstFrame, source && vscode.Uri.parse(source.uri)) }),
      }, source && { uri: vscode.Uri.parse(source.uri), find: finder(request) }, []);
    },
    restore: async (panel, raw) => {
      const { text, choices = {}, usual, firstFrame, source, made, chosen, sidecar } = readComposerState(raw);
      const uri = source && parseUri(source.uri);
      const agreed = source && { base: source.base, ...(source.read && { read: source.read }), ...(source.unwritten && { unwritten: source.unwritten }) };
      await fill(panel, { text, choices, chosen, ...(usual && { usual }), ...(sidecar !== undefined && { sidecar }), ...(firstFrame !== undefined && { firstFrame }), ...(uri && agreed) }, source && uri && {
        uri,
        find: (document) => placeReading(document.getText(), documentKind(document.languageId), { prompt: source.base, line: source.line }, true),
      }, made);
    },
    dispose: () => {
      for (const panel of [...composers.keys()]) panel.dispose();
    },
  };
}

/** Of a prompt it must say the very same: *Generate* pays for what is on the table, whatever was asked for. */
function hasShot({ link, shot }: Desk, { prompt, source }: ComposerRequest): boolean {
  if (!source) return !link;
  if (link?.uri.toString() !== source.uri) return false;
  return prompt === undefined ? link.holds(source.line) : link.prompt === shot.prompt && link.reads({ ...source, prompt });
}

function finder({ prompt, source, passage }: ComposerRequest): (document: vscode.TextDocument) => Place | undefined {
  return (document) => {
    const [text, kind, line] = [document.getText(), documentKind(document.languageId), source?.line ?? 0];
    if (prompt === undefined) return placeMeant(text, kind, lineStart(document, line), passage);
    return placeReading(text, kind, { ...source, prompt, line });
  };
}

function lineStart(document: vscode.TextDocument, line: number): number {
  return document.offsetAt(new vscode.Position(Math.max(0, Math.min(line, document.lineCount - 1)), 0));
}

function isBelow(root: string, file: string): boolean {
  const way = relative(root, file);
  return way !== '' && !way.startsWith('..');
}
