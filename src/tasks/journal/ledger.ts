import { randomUUID } from 'node:crypto';
import type { Disk } from '../../storage/disk.ts';
import type { Holder } from '../../storage/holder.ts';
import { withLock } from '../../storage/lock.ts';
import type { Entry } from './record.ts';
import { readEntry, removalText, taskText } from './record.ts';
import { createSlicer } from '../../storage/slices.ts';
import type { Task } from '../task.ts';

/**
 * The ended tasks: `done.jsonl`, one line a record, added to only. A later line of the same task replaces an earlier one
 * by its revision; a removal is a line too. The first line names the generation, which changes when the file is compacted.
 */
export interface Ledger {
  /** Reads what was added since, by any window. Returns what was told since the last call, whoever read it in, in order: tasks, and the ids of those removed. */
  refresh(): Promise<readonly (Task | string)[]>;
  get(id: string): Task | 'removed' | undefined;
  add(task: Task): Promise<void>;
  markRemoved(id: string): Promise<void>;
  /** Rewrites the file without replaced, removed and damaged lines when these are many. */
  compactIfWorth(): Promise<void>;
}

export interface LedgerDependencies {
  readonly disk: Disk;
  readonly file: string;
  readonly lockFile: string;
  readonly stagingFile: string;
  readonly holder: Holder;
  /** Keeps a line that cannot be read. */
  readonly setAside: (text: string, reason: string) => Promise<void>;
}

/** Lines to spare before a rewrite pays. */
const worthRemoving = 500;
const headBytes = 64;
const headLine = (): string => JSON.stringify({ ledger: 1, generation: randomUUID() });
const isHead = (text: string): boolean => text.startsWith('{"ledger":');

/** Every complete line from `bytes`, and how many bytes they take. */
async function eachLine(bytes: Buffer, visit: (line: string) => void): Promise<number> {
  const turn = createSlicer();
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    if (end > start) {
      visit(bytes.toString('utf8', start, end));
    }
    start = end + 1;
    const others = turn();
    if (others) await others;
  }
  return start;
}

export function createLedger({ disk, file, lockFile, stagingFile, holder, setAside }: LedgerDependencies): Ledger {
  const entries = new Map<string, Task | 'removed'>();
  let generation = '';
  let offset = 0;
  let spare = 0;
  let hasDamage = false;
  let reading: Promise<void> | undefined;
  /** Changes that no caller of `refresh` has been told: an addition of our own reads what other windows added before it. */
  let untold: (Task | string)[] = [];

  function take(entry: Entry): void {
    if (entry.kind === 'removed') {
      spare += entries.has(entry.id) ? 2 : 1;
      entries.set(entry.id, 'removed');
      untold.push(entry.id);
    } else if (entry.kind === 'task') {
      const before = entries.get(entry.task.id);
      if (before === undefined || (before !== 'removed' && before.revision < entry.task.revision)) {
        entries.set(entry.task.id, entry.task);
        untold.push(entry.task);
      }
      spare += before === undefined ? 0 : 1;
    }
  }

  async function read(): Promise<void> {
    let content = await disk.readFrom(file, offset, headBytes);
    if (content && content.head !== generation) {
      entries.clear();
      [generation, offset, spare] = [content.head, 0, 0];
      content = await disk.readFrom(file, 0, headBytes);
    }
    const damaged: { line: string; reason: string }[] = [];
    if (content) {
      offset += await eachLine(content.bytes, (line) => {
        const entry = isHead(line) ? undefined : readEntry(line);
        if (entry?.kind === 'damaged') {
          damaged.push({ line, reason: entry.reason });
        } else if (entry) {
          take(entry);
        }
      });
    }
    for (const { line, reason } of damaged) {
      await setAside(line, reason);
      hasDamage = true;
    }
  }

  /** One after the other: each moves the offset. */
  function readOn(): Promise<void> {
    reading = (reading ?? Promise.resolve()).then(read, read);
    return reading;
  }

  async function refresh(): Promise<readonly (Task | string)[]> {
    await readOn();
    const told = untold;
    untold = [];
    return told;
  }

  const locked = <T>(work: Parameters<typeof withLock<T>>[3]): Promise<T> => withLock(disk, lockFile, holder, work);

  async function append(text: string): Promise<void> {
    await locked(async () => {
      if ((await disk.readFrom(file, 0, 1))?.head === undefined) {
        await disk.appendLine(file, headLine());
      }
      await disk.appendLine(file, text);
    });
    await readOn();
  }

  /** The lines that still count, in order: those of later releases word for word, of each task the latest. */
  async function keptLines(): Promise<string[]> {
    const kept: string[] = [];
    const written = new Set<string>();
    const content = await disk.readFrom(file, 0, 0);
    await eachLine(content?.bytes ?? Buffer.alloc(0), (line) => {
      const entry = isHead(line) ? undefined : readEntry(line);
      const latest = entry?.kind === 'task' && !written.has(entry.task.id) ? entries.get(entry.task.id) : undefined;
      if (entry?.kind === 'newer') {
        kept.push(line);
      } else if (latest && latest !== 'removed') {
        kept.push(taskText(latest));
        written.add(latest.id);
      }
    });
    return kept;
  }

  async function compact(): Promise<void> {
    await locked(async (guard) => {
      await readOn();
      await disk.write(stagingFile, `${[headLine(), ...(await keptLines())].join('\n')}\n`, true);
      hasDamage = !(await disk.commit(stagingFile, file, guard)) && hasDamage;
    });
    await readOn();
  }

  return {
    refresh,
    get: (id) => entries.get(id),
    add: (task) => append(taskText(task)),
    markRemoved: (id) => append(removalText(id)),
    compactIfWorth: async () => {
      if (hasDamage || spare >= Math.max(worthRemoving, entries.size / 2)) {
        await compact();
      }
    },
  };
}
