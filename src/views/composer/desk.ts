import type * as vscode from 'vscode';
import { fill } from '../../shots/lets.ts';
import type { SettingName, ShotSettingName, WrittenSettings } from '../../shots/settings.ts';
import { shotSettingNames } from '../../shots/settings.ts';
import type { Shot } from '../../shots/shot.ts';
import type { ShotLink } from './link.ts';
import type { Choices, LinkView, Update } from './protocol.ts';
import type { SharedText } from './sharedText.ts';
import { shareText } from './sharedText.ts';
import { differing, pathFrom, readsAsPrompt, valueWords } from './shotText.ts';
import { changedSettings, chosen, moved, overtaken } from './written.ts';

/** How a composer begins. */
export interface Opening {
  readonly text: string;
  /** Said by the command's argument, or kept from before. */
  readonly choices: Partial<Choices>;
  readonly firstFrame?: string;
  /** How the shot and its settings read in its document when both sides last agreed. */
  readonly base?: string;
  readonly read?: WrittenSettings;
  /** The settings that were chosen and that the document has not got yet. */
  readonly unwritten?: readonly ShotSettingName[];
  /** The defaults when the choices were kept. */
  readonly usual?: Choices;
  /** Said by the person, not by a file. */
  readonly chosen?: readonly ChosenHere[];
  /** The metadata file of the take that the shot is from. */
  readonly sidecar?: string;
}

/** What an order has to know of: whether the person chose it here or a file says so. */
export type ChosenHere = 'gateway' | 'firstFrame';

/** A first frame as written → a URL or an absolute path. */
export type LocateFirstFrame = (written: string, document: vscode.Uri | undefined) => string;

/** What the desk asks of the window around it. */
export interface DeskSurroundings {
  readonly locate: LocateFirstFrame;
  /** What a shot has where nobody says anything. */
  readonly defaults: (scope: vscode.Uri | undefined) => Choices;
  /** Whose settings count for a shot without a document. */
  readonly folder: vscode.Uri | undefined;
}

/**
 * `parted`: the document says something else by now, so nothing was written; asked once more, it is written over.
 * `unwritable`: the document would read the prompt as something else. `refused`: it could not take it.
 */
export type Written = 'written' | 'parted' | 'unwritable' | 'refused';

/** The shot on the table, kept in step with its document where it has one. */
export interface Desk extends vscode.Disposable {
  readonly text: SharedText;
  readonly choices: Choices;
  /** A URL or an absolute path. */
  readonly firstFrame: string | undefined;
  readonly link: ShotLink | undefined;
  /** The link with what only the desk knows: whether both sides say the same. */
  readonly linkView: LinkView | undefined;
  readonly base: string | undefined;
  readonly read: WrittenSettings;
  readonly unwritten: readonly ShotSettingName[];
  /** The defaults as they were last read. */
  readonly usual: Choices;
  readonly chosen: readonly ChosenHere[];
  readonly sidecar: string | undefined;
  /** As it is written: what is edited and saved. */
  readonly shot: Shot;
  /** The same with the words of `@let` put in: what is compared, ordered and sent. */
  readonly filledShot: Shot;
  /** Whose settings and output folder count. */
  readonly scope: vscode.Uri | undefined;
  /** Edits of the page. They are left out when they were made on an older text, or when the document moved on just now. */
  push(version: number, updates: readonly Update[]): Promise<void>;
  /** Of these choices the ones named were made by the person, and are written down; without names, those that differ. */
  choose(choices: Choices, names?: readonly ShotSettingName[]): Promise<void>;
  setFirstFrame(firstFrame: string | undefined): Promise<void>;
  /** Takes over settings of the editor that changed, wherever neither the document nor the person says otherwise. */
  readDefaults(): void;
  /** From now on the shot stands in this document. */
  attach(link: ShotLink): void;
  /** Takes over what the document says now; where both sides changed, both stay as they are. */
  readDocument(): Promise<void>;
  /** Makes the document say what is on the table, open in a tab or not. */
  writeDocument(): Promise<Written>;
  /** Gives the prompt on the table up for the document's. */
  takeDocument(): Promise<void>;
}

export function createDesk(opening: Opening, link: ShotLink | undefined, { locate, defaults, folder }: DeskSurroundings): Desk {
  const text = shareText(opening.text);
  let base = opening.base ?? link?.prompt;
  /** A document that refused an edit for no reason that will pass (it is read-only) is left alone until it changes. */
  let refused = 0;
  const scope = (): vscode.Uri | undefined => link?.uri ?? folder;
  let usual = opening.usual ?? defaults(scope());
  let choices = chosen(usual, { ...link?.written, ...opening.choices });
  /** The document's settings as they were last read, and those that were chosen here and that it has not got yet. */
  let read = opening.read ?? link?.written ?? {};
  const unwritten = new Set<ShotSettingName>(opening.unwritten ?? (link ? [] : opening.chosen));
  const byHand = new Set(opening.chosen);

  const writtenFrame = (): string | undefined => link?.written.firstFrame && locate(link.written.firstFrame, link.uri);
  let firstFrame = opening.firstFrame ?? writtenFrame();
  /** What the document's first frame was located as: once the document is moved, the same words lead elsewhere. */
  let located = writtenFrame();
  const agreed = ({ written }: ShotLink): void => {
    read = written;
    located = writtenFrame();
  };
  const together = (): ShotLink | undefined => (link?.view.state === 'together' && refused < 3 ? link : undefined);

  // White space around the prompt is no part of it in the document, but somebody may be about to type on after it.
  const here = (): string => text.text.trim();
  const fits = (into: ShotLink, prompt: string): boolean => !into.takesSettings || readsAsPrompt(prompt);
  /** Both sides changed since they last agreed: which one counts only the person knows. */
  const parted = (): boolean => link?.prompt !== undefined && link.prompt !== base && here() !== base && here() !== link.prompt;

  const writeChoices = async (into: ShotLink, names: ReadonlySet<SettingName>): Promise<void> => {
    if (!into.takesSettings) return;
    const wanted: [SettingName, string | undefined][] = differing(choices, chosen(defaults(into.uri), into.written)).filter((name) => names.has(name)).map((name) => [name, valueWords(choices[name])]);
    if (names.has('firstFrame') && writtenFrame() !== firstFrame) wanted.push(['firstFrame', firstFrame === undefined ? into.withoutFrame : pathFrom(into.uri, firstFrame)]);
    await into.writeSettings(wanted);
    agreed(into);
    unwritten.clear();
  };
  /** Only what the person chose: all else goes on following the settings, and no file says what nobody chose. */
  const chooseNow = async (names: readonly ShotSettingName[]): Promise<void> => {
    for (const name of names) unwritten.add(name);
    const into = together();
    if (into) await writeChoices(into, unwritten);
  };
  /** Whose defaults were read: a document that is moved may have others. */
  let readFor: string | undefined;
  const readDefaults = (): void => {
    const was = usual;
    readFor = scope()?.toString();
    usual = defaults(scope());
    choices = moved(choices, was, usual, link?.written ?? {}, unwritten);
  };
  readDefaults();
  const readPrompt = (from: ShotLink): void => {
    const { prompt } = from;
    if (prompt === undefined || prompt === base || parted()) return;
    if (here() !== prompt) text.become(prompt);
    base = prompt;
  };
  const readChoices = (from: ShotLink): void => {
    if (!from.takesSettings || from.prompt === undefined) return;
    const changed = changedSettings(read, from.written);
    agreed(from);
    choices = overtaken(choices, chosen(defaults(from.uri), from.written), changed);
    for (const name of changed) unwritten.delete(name);
    if (changed.includes('firstFrame')) firstFrame = writtenFrame();
    for (const name of ['gateway', 'firstFrame'] as const) {
      if (changed.includes(name)) byHand.delete(name);
    }
  };
  const write = async (into: ShotLink, prompt: string): Promise<boolean> => {
    const done = prompt === into.prompt || await into.write(prompt);
    refused = done ? 0 : refused + 1;
    if (done) base = prompt;
    return done;
  };
  const stateOf = ({ view, prompt }: ShotLink): LinkView['state'] => {
    if (view.state === 'gone') return 'gone';
    if (parted()) return 'parted';
    if (view.state === 'apart' || here() === prompt) return view.state;
    return link && !fits(link, here()) ? 'unwritable' : 'unwritten';
  };

  const shotReading = (prompt: string): Shot => {
    const { duration, resolution, promptOptimizer, fastPretreatment, watermark } = choices;
    const settings = { duration, resolution, promptOptimizer, fastPretreatment, watermark, ...(firstFrame !== undefined && { firstFrame }) };
    return { prompt, settings };
  };

  return {
    text,
    get choices() { return choices; },
    get firstFrame() { return firstFrame; },
    get link() { return link; },
    get linkView() { return link && { ...link.view, state: stateOf(link) }; },
    get base() { return base; },
    get read() { return read; },
    get unwritten() { return [...unwritten]; },
    get usual() { return usual; },
    get chosen() { return [...byHand]; },
    sidecar: opening.sidecar,
    get scope() { return scope(); },
    get shot() { return shotReading(here()); },
    get filledShot() { return shotReading(link?.words === undefined ? here() : fill(here(), link.words)); },
    push: async (version, updates) => {
      const into = together();
      // It may have changed a moment ago, unheard yet: then these edits are older, and come again, moved over the change.
      if (into) readPrompt(into);
      const wanted = text.preview(version, updates)?.trim();
      if (wanted === undefined) return;
      // What the document would read as something else, or says otherwise by now, waits here: nothing typed is lost.
      const waits = !into || into.prompt !== base || !fits(into, wanted);
      if (waits || await write(into, wanted)) text.take(version, updates);
      if (into) readPrompt(into);
    },
    choose: async (now, names = differing(now, choices)) => {
      if (names.includes('gateway')) byHand.add('gateway');
      choices = overtaken(choices, now, names);
      await chooseNow(names);
    },
    setFirstFrame: async (now) => {
      byHand.add('firstFrame');
      firstFrame = now;
      await chooseNow(['firstFrame']);
    },
    readDefaults,
    attach: (to) => {
      link?.dispose();
      link = to;
      base = to.prompt;
      agreed(to);
      usual = defaults(to.uri);
      readFor = to.uri.toString();
      unwritten.clear();
      refused = 0;
    },
    readDocument: async () => {
      refused = 0;
      if (scope()?.toString() !== readFor) {
        readDefaults();
        if (firstFrame === located) firstFrame = writtenFrame();
      }
      const from = together();
      if (!from) return;
      readPrompt(from);
      // Opened again after the composer went on without it: the edits follow, and can be undone there.
      if (from.prompt === base && here() !== base && fits(from, here())) await write(from, here());
      readChoices(from);
      if (unwritten.size > 0) await writeChoices(from, unwritten);
    },
    writeDocument: async () => {
      if (!link) return 'refused';
      const known = parted();
      // Closed, it may have changed on disk.
      if (!await link.refresh()) return 'refused';
      if (!fits(link, here())) return 'unwritable';
      if (!known && parted()) return 'parted';
      if (!await write(link, here())) return 'refused';
      readChoices(link);
      await writeChoices(link, new Set(shotSettingNames));
      return 'written';
    },
    takeDocument: async () => {
      if (!link || !await link.refresh() || link.prompt === undefined) return;
      text.become(link.prompt);
      base = link.prompt;
      readChoices(link);
    },
    dispose: () => { link?.dispose(); },
  };
}
