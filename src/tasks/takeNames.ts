import type { PromptSource } from '../shots/promptSource.ts';
import { titleOfTake } from '../takes/quote.ts';
import type { Take } from '../takes/take.ts';
import type { Making, TakeNumber } from '../takes/takeNumbers.ts';
import { nextNumber, numbered, shotOf, takeNumbers } from '../takes/takeNumbers.ts';
import type { Takes } from '../takes/takes.ts';
import type { Task } from './task.ts';
import type { Tasks } from './tasks.ts';
import { titleOfTask } from './words.ts';

/** The one name of a task and of its take: "Pack shot · take 2" in rows, cards, tabs, pickers, messages and comparisons. */
export interface TakeNames {
  /** A task that failed or was stopped makes no take, so it has no number. */
  ofTask(task: Pick<Task, 'id' | 'prompt' | 'source' | 'remoteId'>): string;
  ofTake(take: Take): string;
  /** The number for a task that is about to be written down; undefined for one without words. */
  next(task: Pick<Task, 'id' | 'prompt' | 'source' | 'createdAt'>): number | undefined;
  /** Tells of tasks by id and of takes by file that are called otherwise now, as the first take of a shot is when a second one comes. Returns the function that stops listening. */
  onDidChange(listener: (renamed: ReadonlySet<string>) => void): () => void;
  dispose(): void;
}

export interface TakeNamesDependencies {
  readonly tasks: Pick<Tasks, 'list' | 'onDidChange' | 'ready'>;
  readonly takes: Pick<Takes, 'onDidChange' | 'onDidRead'>;
  /** Where the document at this address was moved to since that time, milliseconds since the epoch. */
  readonly sourceNow?: (uri: string, at: number) => string;
}

/** Counts among the tasks of this machine and the takes that this window has read; it reads none by itself. */
export function createTakeNames({ tasks, takes, sourceNow = (uri) => uri }: TakeNamesDependencies): TakeNames {
  const ofTasks = new Map<string, Making>();
  const ofFiles = new Map<string, Making>();
  /** Tasks that were given a number and are not in the list yet. */
  const given = new Map<string, Making>();
  let numbers: ReadonlyMap<string, TakeNumber> = new Map();
  const listeners = new Set<(renamed: ReadonlySet<string>) => void>();

  const makingOf = (key: string, { prompt, source, at, number }: { readonly prompt: string; readonly source?: PromptSource; readonly at: number; readonly number?: number }): Making | undefined => {
    const shot = shotOf({ prompt, ...(source && { source: { ...source, uri: sourceNow(source.uri, at) } }) });
    return shot === undefined ? undefined : { key, shot, at, ...(number !== undefined && { given: number }) };
  };
  const ofTask = (task: Task): Making | undefined => {
    const { id, state, prompt, source, createdAt, takeNumber } = task;
    return state === 'failed' || state === 'cancelled' ? undefined : makingOf(id, { prompt, ...(source && { source }), at: createdAt, ...(takeNumber !== undefined && { number: takeNumber }) });
  };
  const ofTake = ({ file, id = file, film, shot: { prompt }, source, createdAt, completedAt, takeNumber }: Take): Making | undefined =>
    film ? undefined : makingOf(id, { prompt, ...(source && { source }), at: createdAt ?? completedAt ?? 0, ...(takeNumber !== undefined && { number: takeNumber }) });

  /** What is known of one by its task counts, which knows its document by the very address. */
  const all = (): readonly Making[] => [...new Map([...ofFiles.values(), ...given.values(), ...ofTasks.values()].map((making) => [making.key, making])).values()];
  const count = (): void => {
    const before = numbers;
    numbers = takeNumbers(all());
    if (listeners.size === 0) return;
    const renamed = new Set([...numbers].flatMap(([key, now]) => (before.has(key) && !alike(before.get(key), now) ? [key] : [])));
    for (const [file, { key }] of ofFiles) if (renamed.has(key)) renamed.add(file);
    if (renamed.size > 0) listeners.forEach((listener) => { listener(renamed); });
  };
  /** Puts or takes away; whether anything that numbers depend on is different. */
  const put = (makings: Map<string, Making>, key: string, making: Making | undefined): boolean => {
    const before = makings.get(key);
    if (making) makings.set(key, making);
    else makings.delete(key);
    return before?.key !== making?.key || before?.shot !== making?.shot || before?.at !== making?.at || before?.given !== making?.given;
  };
  const notice = (changes: readonly boolean[]): void => {
    if (changes.includes(true)) count();
  };
  const readAll = (): void => notice(tasks.list().map((task) => put(ofTasks, task.id, ofTask(task))));

  const stops = [
    tasks.onDidChange(({ changed, removed }) => {
      changed.forEach(({ id }) => given.delete(id));
      notice([...changed.map((task) => put(ofTasks, task.id, ofTask(task))), ...removed.map((id) => put(ofTasks, id, undefined))]);
    }),
    takes.onDidRead((read) => { notice(read.map((take) => put(ofFiles, take.file, ofTake(take)))); }),
    takes.onDidChange(({ changed, removed }) => { notice([...changed.map((take) => put(ofFiles, take.file, ofTake(take))), ...removed.map((file) => put(ofFiles, file, undefined))]); }),
  ];
  // Why the list cannot be read is said in a notice.
  tasks.ready.then(readAll, () => undefined);

  return {
    ofTask: (task) => named(titleOfTask(task), numbers.get(task.id)),
    ofTake: (take) => named(titleOfTake(take), numbers.get(ofFiles.get(take.file)?.key ?? take.id ?? take.file) ?? (take.takeNumber === undefined ? undefined : { number: take.takeNumber, only: take.takeNumber === 1 })),
    next: ({ id, prompt, source, createdAt }) => {
      const making = makingOf(id, { prompt, ...(source && { source }), at: createdAt });
      if (!making) return undefined;
      const number = nextNumber(all(), making.shot);
      given.set(id, { ...making, given: number });
      return number;
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => { stops.forEach((stop) => { stop(); }); },
  };
}

function alike(a: TakeNumber | undefined, b: TakeNumber | undefined): boolean {
  return a?.number === b?.number && a?.only === b?.only;
}

function named(title: string, number: TakeNumber | undefined): string {
  return number === undefined || number.only ? title : numbered(title, number.number);
}
