import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import type { Sidecar, SidecarReading } from './sidecar.ts';
import { isForeignStory, parseStory, readSidecar, sidecarIn, sidecarPath, writeSidecar } from './sidecar.ts';
import type { ForeignRead } from '../storage/foreignFile.ts';
import { readForeignFile, readForeignFileNow, readLimits } from '../storage/foreignFile.ts';
import { createSlicer } from '../storage/slices.ts';
import type { Take } from './take.ts';
import { takeOf } from './take.ts';
import { oneLine } from '../shots/oneLine.ts';
import { whyUnwritten } from '../storage/storageError.ts';

/** As many as can be told apart on a screen. */
export const mostCompared = 4;

export interface TakeChange {
  readonly changed: readonly Take[];
  /** Absolute paths of videos whose story is gone. */
  readonly removed: readonly string[];
}

/** Every take that can be found here, read from the sidecars alone. */
export interface Takes {
  /** Newest first. The first call looks for them and reads them; later ones know them. */
  all(): Promise<readonly Take[]>;
  /** The same, but sooner and maybe not all: those where takes are saved. */
  nearby(): Promise<readonly Take[]>;
  /** The take that a task made. */
  byId(id: string): Promise<Take | undefined>;
  /** Reads one anew; never rejects. */
  read(file: string): Promise<Take>;
  /** Writes the mark into the sidecar and leaves everything else in it as it is. Rejects with one localized sentence. */
  setFavourite(file: string, favourite: boolean): Promise<void>;
  /** Says that these videos or their sidecars may have been written, moved or deleted; settles when they are read. */
  announce(files: readonly string[]): Promise<void>;
  /** Says that a folder came, moved or went, of which each file need not be told; settles when its takes are known. */
  announceFolder(folder: string): Promise<void>;
  /** Tells of those that were looked for and read, as the first call of `all` or `nearby` does. Returns the function that stops listening. */
  onDidRead(listener: (takes: readonly Take[]) => void): () => void;
  /** Returns the function that stops listening. */
  onDidChange(listener: (change: TakeChange) => void): () => void;
  /** Tells how many takes there are, once they were looked for and whenever that may have changed; returns the function that stops. */
  onDidCount(listener: (count: number) => void): () => void;
  dispose(): void;
}

/** Where files change outside of this window's hands. */
export interface TakeFileEvents {
  /** Absolute path of a video that was written, moved or deleted, or whose metadata file was. */
  readonly touched: (video: string) => void;
  /** Absolute path of a folder that came or went with what is in it. */
  readonly folderTouched: (folder: string) => void;
}

export interface TakesDependencies {
  /** Absolute paths of all videos with a sidecar. */
  readonly find: () => Promise<readonly string[]>;
  /** Our own folder for takes, absolute: what is told in there is our own story. */
  readonly ownFolder?: string;
  /** Those in the folders that takes are saved to, without a search. */
  readonly findNearby: () => Promise<readonly string[]>;
  /** Tells of videos (absolute paths) that are finished, perhaps of one more than once; returns the function that stops listening. */
  readonly onFinished: (listener: (videos: readonly string[]) => void) => () => void;
  /** Where the document at this address was moved to since that time, milliseconds since the epoch; the address itself when it was not. */
  readonly sourceNow?: (uri: string, at: number) => string;
  /** Tells that documents were moved. */
  readonly onMoved?: (listener: () => void) => void;
  /** Begins to tell of files; called once somebody wants to know the takes. */
  readonly watch?: (events: TakeFileEvents) => { dispose(): void };
}

export function createTakes({ find, findNearby, onFinished, watch, ownFolder, sourceNow, onMoved }: TakesDependencies): Takes {
  /** Reads those that `takes` does not hold yet into it. */
  const read = async (files: readonly string[], takes: Map<string, Take>): Promise<Map<string, Take>> => {
    const sources = new Map<string, string>();
    await readStories(files.filter((file) => !takes.has(file)), (file, reading) => {
      const take = told(file, reading, sources);
      if (take.foreignJson !== true) takes.set(file, take);
    });
    return takes;
  };
  const told = (file: string, reading: SidecarReading, sources?: Map<string, string>): Take => {
    const take = placed(takeOf(file, reading, sources));
    return ownFolder !== undefined && file.startsWith(ownFolder + path.sep) ? take : { ...take, foreign: true };
  };
  const placed = (take: Take): Take => {
    const uri = take.source && sourceNow?.(take.source.uri, timeOf(take));
    return uri === undefined || !take.source || uri === take.source.uri ? take : { ...take, source: { ...take.source, uri } };
  };
  const listeners = new Set<(change: TakeChange) => void>();
  const readListeners = new Set<(takes: readonly Take[]) => void>();
  const tellRead = (takes: Map<string, Take>): Map<string, Take> => {
    readListeners.forEach((listener) => { listener([...takes.values()]); });
    return takes;
  };
  const counters = new Set<(count: number) => void>();
  const tellCount = (takes: ReadonlyMap<string, Take>): void => counters.forEach((counter) => counter(takes.size));
  let known: Promise<Map<string, Take>> | undefined;
  let near: Promise<Map<string, Take>> | undefined;
  let watching: { dispose(): void } | undefined;
  const loadNearby = (): Promise<Map<string, Take>> => {
    watching ??= watch?.({ touched: (video) => void announce([video]), folderTouched: (folder) => void announceFolder(folder) });
    return (near ??= findNearby().then((files) => read(files, new Map())).then(tellRead));
  };
  const load = (): Promise<Map<string, Take>> => (known ??= Promise.all([find(), loadNearby()]).then(async ([files, near]) => {
    const takes = tellRead(await read(files, near));
    tellCount(takes);
    return takes;
  }));
  const announce = async (files: readonly string[]): Promise<void> => {
    const there = await read(files.filter((file) => existsSync(sidecarPath(file))), new Map());
    const changed = [...there.values()];
    const removed = files.filter((file) => !there.has(file));
    const takes = await known;
    for (const take of changed) {
      takes?.set(take.file, take);
    }
    for (const file of removed) {
      takes?.delete(file);
    }
    for (const listener of listeners) {
      listener({ changed, removed });
    }
    if (takes) tellCount(takes);
  };
  const announceFolder = async (folder: string): Promise<void> => {
    const takes = await (known ?? near);
    if (!takes) {
      return;
    }
    const within = (file: string): boolean => file.startsWith(folder + path.sep);
    const found = existsSync(folder) ? [...await find(), ...await findNearby()].filter(within) : [];
    const files = new Set([...[...takes.keys()].filter(within), ...found]);
    if (files.size > 0) {
      await announce([...files]);
    }
  };
  // Before anybody asked for all takes there is no list that a new one would be missing from.
  onFinished((videos) => void known?.then((takes) => {
    const added = videos.filter((file) => !takes.has(file));
    return added.length > 0 ? announce(added) : undefined;
  }));
  onMoved?.(() => void (known ?? near)?.then((takes) => {
    const changed = [...takes.values()].filter((take) => placed(take) !== take).map(({ file }) => file);
    return changed.length > 0 ? announce(changed) : undefined;
  }));
  const newestFirst = (takes: ReadonlyMap<string, Take>): readonly Take[] => [...takes.values()].sort((a, b) => timeOf(b) - timeOf(a));
  const all = async (): Promise<readonly Take[]> => newestFirst(await load());
  return {
    all,
    nearby: async () => newestFirst(await loadNearby()),
    byId: async (id) => (await all()).find((take) => take.id === id),
    read: async (file) => told(file, await readSidecar(sidecarPath(file))),
    setFavourite: async (file, favourite) => {
      await writeFavourite(sidecarPath(file), favourite);
      await announce([file]);
    },
    announce,
    announceFolder,
    onDidRead: (listener) => {
      readListeners.add(listener);
      return () => readListeners.delete(listener);
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDidCount: (listener) => {
      counters.add(listener);
      return () => counters.delete(listener);
    },
    dispose: () => watching?.dispose(),
  };
}

/** When a take came to be; one whose story is lost sorts last. */
export function timeOf(take: Take): number {
  return take.completedAt ?? take.createdAt ?? 0;
}

/** A disk that takes longer than this for a file, milliseconds, is on a network or asleep: nobody is held up by it for longer than the patience. */
const quickMs = 1;
const patienceMs = 20;
/** Of such a disk, so many files are read ahead of the one whose story is being told; each may hold a megabyte. */
const readAhead = 16;
/** Bytes that nearly every story fits in. */
const storySize = 64 * 1024;

/** Reads the sidecars of videos and tells of them one after the other, with turns for others between. */
async function readStories(videos: readonly string[], tell: (video: string, reading: SidecarReading) => void): Promise<void> {
  const breathe = createSlicer();
  const wanted = videos.values();
  const scratch = Buffer.allocUnsafeSlow(storySize);
  let [held, files] = [0, 0];
  for (const file of wanted) {
    const since = performance.now();
    const reading = readForeignFileNow(sidecarPath(file), { maxBytes: readLimits.sidecar, scratch });
    held += performance.now() - since;
    tell(file, sidecarIn(reading));
    await breathe();
    files++;
    if (held > patienceMs && held > files * quickMs) break;
  }
  const ahead: { readonly file: string; readonly reading: Promise<ForeignRead> }[] = [];
  const begin = (): void => {
    const { value: file } = wanted.next();
    if (file !== undefined) {
      ahead.push({ file, reading: readForeignFile(sidecarPath(file), { maxBytes: readLimits.sidecar }) });
    }
  };
  for (let count = 0; count < readAhead; count++) {
    begin();
  }
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    begin();
    const reading = await next.reading;
    await breathe();
    tell(next.file, sidecarIn(reading));
  }
}

async function writeFavourite(sidecar: string, favourite: boolean): Promise<void> {
  let story: unknown;
  try {
    // Not through the schema: what a newer release wrote in a form unknown here must survive.
    const read = await readForeignFile(sidecar, { maxBytes: readLimits.sidecar });
    story = read.kind === 'read' ? parseStory(read.bytes.toString('utf8')) : undefined;
  } catch {
    story = undefined;
  }
  if (typeof story !== 'object' || story === null || Array.isArray(story)) {
    throw new Error(l10n.t('The mark couldn’t be saved: {0} is missing or damaged. Fix or delete it.', sidecar));
  }
  if (isForeignStory(story)) {
    throw new Error(l10n.t('The mark couldn’t be saved: {0} was written by another program.', sidecar));
  }
  try {
    // What is linked to is written, so that the link stays one.
    await writeSidecar(await realpath(sidecar), { ...story, favourite } as Sidecar);
  } catch (error) {
    throw new Error(oneLine([l10n.t('The mark couldn’t be saved.'), whyUnwritten(error, sidecar)]), { cause: error });
  }
}
