import * as vscode from 'vscode';
import type { SettingName } from '../../shots/settings.ts';
import type { Shot } from '../../shots/shot.ts';
import { chosen, defaultChoices } from './choices.ts';
import type { ShotLink } from './link.ts';
import type { Choices, Update } from './protocol.ts';
import type { SharedText } from './sharedText.ts';
import { shareText } from './sharedText.ts';
import { differing, valueWords } from './shotText.ts';

/** How a composer begins. */
export interface Opening {
  readonly text: string;
  /** Said by the command's argument, or kept from before. */
  readonly choices: Partial<Choices>;
  readonly firstFrame?: string;
  /** How the shot read in its document when both sides last agreed. */
  readonly base?: string;
}

/** A first frame as written → a URL or an absolute path. */
export type LocateFirstFrame = (written: string, document: vscode.Uri | undefined) => string;

/** The shot on the table, kept in step with its document where it has one. */
export interface Desk extends vscode.Disposable {
  readonly text: SharedText;
  readonly choices: Choices;
  /** A URL or an absolute path. */
  readonly firstFrame: string | undefined;
  readonly link: ShotLink | undefined;
  readonly base: string | undefined;
  readonly shot: Shot;
  /** Whose settings and output folder count. */
  readonly scope: vscode.Uri | undefined;
  /** Edits of the page. They are left out when they were made on an older text, or when the document moved on just now. */
  push(version: number, updates: readonly Update[]): Promise<void>;
  choose(choices: Choices): Promise<void>;
  setFirstFrame(firstFrame: string | undefined): Promise<void>;
  /** From now on the shot stands in this document. */
  attach(link: ShotLink): void;
  /** Takes over what the document says now. */
  readDocument(): Promise<void>;
  /** Makes the document say what is on the table, open in a tab or not. False when it could not take it. */
  writeDocument(): Promise<boolean>;
}

export function createDesk(opening: Opening, link: ShotLink | undefined, locate: LocateFirstFrame): Desk {
  const text = shareText(opening.text);
  let base = opening.base ?? link?.prompt;
  /** A document that refused an edit for no reason that will pass (it is read-only) is left alone until it changes. */
  let refused = 0;
  const scope = (): vscode.Uri | undefined => link?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  let choices = chosen(defaultChoices(scope()), { ...link?.written, ...opening.choices });
  /** The document's settings as they were last read, and whether other ones were chosen here while it was closed. */
  let read = JSON.stringify(link?.written);
  let unwritten = false;

  const writtenFrame = (): string | undefined => link?.written.firstFrame && locate(link.written.firstFrame, link.uri);
  let firstFrame = opening.firstFrame ?? writtenFrame();
  const together = (): ShotLink | undefined => (link?.view.state === 'together' && refused < 3 ? link : undefined);

  const writeChoices = async (into: ShotLink): Promise<void> => {
    if (!into.takesSettings) return;
    const wanted: [SettingName, string | undefined][] = differing(choices, chosen(defaultChoices(into.uri), into.written)).map((name) => [name, valueWords(choices[name])]);
    if (writtenFrame() !== firstFrame) wanted.push(['firstFrame', firstFrame && pathFrom(into.uri, firstFrame)]);
    await into.writeSettings(wanted);
    read = JSON.stringify(into.written);
    unwritten = false;
  };
  const chooseNow = async (): Promise<void> => {
    const into = together();
    unwritten = !into;
    if (into) await writeChoices(into);
  };
  const readPrompt = (from: ShotLink): void => {
    const { prompt } = from;
    if (prompt === undefined || prompt === base) return;
    // White space around the prompt is no part of it in the document, but somebody may be about to type on after it.
    if (text.text.trim() !== prompt) text.become(prompt);
    base = prompt;
  };
  const readChoices = (from: ShotLink): void => {
    if (!from.takesSettings || from.prompt === undefined || JSON.stringify(from.written) === read) return;
    read = JSON.stringify(from.written);
    const now = chosen(defaultChoices(from.uri), from.written);
    if (differing(now, choices).length > 0) choices = now;
    firstFrame = writtenFrame();
  };
  const write = async (into: ShotLink, prompt: string): Promise<boolean> => {
    const done = prompt === into.prompt || await into.write(prompt);
    refused = done ? 0 : refused + 1;
    if (done) base = prompt;
    return done;
  };

  return {
    text,
    get choices() { return choices; },
    get firstFrame() { return firstFrame; },
    get link() { return link; },
    get base() { return base; },
    get scope() { return scope(); },
    get shot() {
      const { duration, resolution, promptOptimizer, fastPretreatment, watermark } = choices;
      const settings = { duration, resolution, promptOptimizer, fastPretreatment, watermark, ...(firstFrame !== undefined && { firstFrame }) };
      return { prompt: text.text.trim(), settings };
    },
    push: async (version, updates) => {
      const wanted = text.preview(version, updates)?.trim();
      const into = together();
      if (wanted !== undefined && (!into || await write(into, wanted))) text.take(version, updates);
      // What it reads may not be what was written: a line that looks like a setting or a comment is one there.
      if (into) readPrompt(into);
    },
    choose: async (now) => {
      choices = now;
      await chooseNow();
    },
    setFirstFrame: async (now) => {
      firstFrame = now;
      await chooseNow();
    },
    attach: (to) => {
      link?.dispose();
      link = to;
      base = to.prompt;
      read = JSON.stringify(to.written);
      refused = 0;
    },
    readDocument: async () => {
      refused = 0;
      const from = together();
      if (!from) return;
      // Opened again after the composer went on without it: the edits follow, and can be undone there.
      const ahead = text.text.trim();
      if (ahead !== base && !await write(from, ahead)) return;
      readPrompt(from);
      readChoices(from);
      if (unwritten) await writeChoices(from);
    },
    writeDocument: async () => {
      if (!link || !await write(link, text.text.trim())) return false;
      await writeChoices(link);
      return true;
    },
    dispose: () => { link?.dispose(); },
  };
}

/** A path as it is written in a document: relative where it lies below the document's folder. */
function pathFrom(document: vscode.Uri, path: string): string {
  if (/^https?:/iu.test(path)) return path;
  const folder = vscode.Uri.joinPath(document, '..').fsPath.replaceAll('\\', '/');
  const file = path.replaceAll('\\', '/');
  return file.startsWith(`${folder}/`) ? `./${file.slice(folder.length + 1)}` : path;
}
