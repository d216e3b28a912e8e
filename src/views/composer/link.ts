import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { openedDocument } from '../../host/openedDocument.ts';
import { followSuccessors } from '../../host/successor.ts';
import type { TextEdit } from '../../directives/textEdit.ts';
import { scriptAt, settingsOf } from '../../shots/document.ts';
import { writePrompt, writeSetting } from '../../shots/edit.ts';
import { wordsOf } from '../../shots/lets.ts';
import { documentKind } from '../../shots/readDocument.ts';
import { fileHasFrame } from '../../shots/settingPlace.ts';
import type { RememberedPrompt } from '../../shots/find.ts';
import type { SettingName, WrittenSettings } from '../../shots/settings.ts';
import { noFrame } from '../../shots/settingValue.ts';
import type { Place } from './place.ts';
import { followShot, placeAgain, placeReading } from './place.ts';
import type { LinkView } from './protocol.ts';

/** Where the shot is, as far as its document tells; whether both sides agree is for the desk to say. */
export type LinkPlace = Omit<LinkView, 'state'> & { readonly state: 'together' | 'apart' | 'gone' };

/** The shot in the document that the composer was opened from: followed through every change, to a new name and to its first file, and written to. */
export interface ShotLink extends vscode.Disposable {
  /** Of the document now: it may have been renamed, or saved for the first time. */
  readonly uri: vscode.Uri;
  readonly view: LinkPlace;
  /** Zero-based line where the prompt begins. */
  readonly line: number;
  /** Whether a line of the document, zero-based, belongs to the shot. */
  holds(line: number): boolean;
  /** Whether the shot is the one of the document that reads so, as it is written or filled in; of several, the one that is meant. */
  reads(remembered: RememberedPrompt): boolean;
  /** As it reads now; undefined while the shot is not in the document. */
  readonly prompt: string | undefined;
  /** What the names of `@let` stand for in this shot; undefined in prose, which has none. */
  readonly words: ReadonlyMap<string, string> | undefined;
  /** What the document says of the shot; nothing in prose, which has no settings. */
  readonly written: WrittenSettings;
  /** What is written where the shot has no first frame: nothing, unless the file has one for all its shots. */
  readonly withoutFrame: string | undefined;
  /** Whether settings can be written down there. */
  readonly takesSettings: boolean;
  /** Reads a document that was closed again. False when the shot is not there any more. */
  refresh(): Promise<boolean>;
  /** The smallest edit that makes this the prompt. False when the document could not take it (it moved on, or is read-only). */
  write(prompt: string): Promise<boolean>;
  /** Writes `@name = value` for each, in one edit; without a value the shot's own line goes. */
  writeSettings(values: readonly (readonly [name: SettingName, value: string | undefined])[]): Promise<boolean>;
  save(): Promise<boolean>;
}

function isShown(uri: vscode.Uri): boolean {
  const wanted = uri.toString();
  return vscode.window.tabGroups.all.some((group) => group.tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === wanted));
}

/**
 * Follows the shot that `find` finds in the document's text. `changed` is called after each change of what the link tells,
 * not for its own writes. Resolves to undefined when the document cannot be opened or has no such shot.
 */
export async function linkShot(uri: vscode.Uri, find: (document: vscode.TextDocument) => Place | undefined, changed: () => void): Promise<ShotLink | undefined> {
  const opened = await openedDocument(uri);
  const found = opened && find(opened);
  if (!opened || !found) return undefined;
  let document = opened;
  let [last, present] = [found, true];
  let writing = false;

  const follow = (place: Place | undefined): void => {
    present = place !== undefined;
    last = place ?? last;
  };
  const apply = async (edits: readonly TextEdit[]): Promise<boolean> => {
    if (edits.length === 0) return true;
    const edit = new vscode.WorkspaceEdit();
    for (const { start, end, text } of edits) edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    writing = true;
    try {
      return await vscode.workspace.applyEdit(edit);
    } finally {
      writing = false;
    }
  };
  const turnTo = (next: vscode.TextDocument): void => {
    // A file that was just written may have been closed and opened again meanwhile, as another object.
    document = next.isClosed ? vscode.workspace.textDocuments.find(({ uri: open }) => open.toString() === next.uri.toString()) ?? next : next;
    follow(documentKind(document.languageId) === last.document.kind ? placeAgain(document.getText(), last) : undefined);
  };
  const fresh = async (): Promise<boolean> => {
    if (!document.isClosed) return true;
    const again = await openedDocument(document.uri);
    if (again) turnTo(again);
    // Deleted, or its file system is gone.
    else present = false;
    return present;
  };
  const listeners = [
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document) return;
      if (event.contentChanges.length > 0) {
        const text = document.getText();
        follow(present ? followShot(text, last, event.contentChanges, writing) : placeAgain(text, last));
      }
      if (!writing) changed();
    }),
    vscode.workspace.onDidSaveTextDocument((saved) => {
      if (saved === document) changed();
    }),
    vscode.workspace.onDidOpenTextDocument((again) => {
      if (again.uri.toString() === document.uri.toString() && again !== document) {
        turnTo(again);
        changed();
      }
    }),
    followSuccessors(() => [document.uri.toString()], (_from, next) => {
      if (next) turnTo(next);
      else present = false;
      changed();
    }),
    vscode.window.tabGroups.onDidChangeTabs(() => changed()),
  ];
  const lineOf = (): number => document.positionAt(last.shot.pieces[0]?.start ?? last.shot.heading?.start ?? last.shot.start).line;
  return {
    get uri() { return document.uri; },
    get line() { return lineOf(); },
    // Above the first shot, in the settings and comments of the whole file, it is the first one that is meant.
    holds: (line) => present && line >= (last.shot === last.document.shots[0] ? 0 : document.positionAt(last.shot.start).line) && line <= document.positionAt(Math.max(last.shot.start, last.shot.end - 1)).line,
    reads: (remembered) => {
      if (!present || ![last.shot.prompt, last.shot.filled].some((own) => normal(own) === normal(remembered.prompt))) return false;
      return placeReading(document.getText(), last.document.kind, remembered)?.shot.start === last.shot.start;
    },
    get prompt() { return present ? last.shot.prompt : undefined; },
    get words() {
      const script = scriptAt(last.document, last.shot.start);
      return script && wordsOf(script.lets, last.shot.lets);
    },
    get written() { return settingsOf(last.shot); },
    get withoutFrame() { return fileHasFrame(last.shot) ? noFrame : undefined; },
    get takesSettings() { return last.shot.kind === 'hailuo'; },
    get view() {
      const state: LinkPlace['state'] = !present ? 'gone' : !document.isClosed && isShown(document.uri) ? 'together' : 'apart';
      return { file: basename(document.uri.path), line: lineOf() + 1, state, dirty: document.isDirty };
    },
    refresh: async () => await fresh() && present,
    write: async (prompt) => await fresh() && present && apply(writePrompt(document.getText(), last.shot, prompt)),
    writeSettings: async (values) => await fresh() && present && apply(values.flatMap(([name, value]) => writeSetting(document.getText(), last.shot, name, value))),
    save: async () => await fresh() && document.save(),
    dispose: () => { for (const listener of listeners) listener.dispose(); },
  };
}

/** A prompt that came from elsewhere may have the line breaks of Windows. */
function normal(prompt: string): string {
  return prompt.replace(/\r\n?/gu, '\n').trim();
}
