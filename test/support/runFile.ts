import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { killLeftovers, leftovers } from './leftovers.ts';
import { startGroup } from './processGroup.ts';

/** What became of a test file that ran as a process of its own. */
export interface FileRun {
  readonly file: string;
  readonly passed: boolean;
  readonly seconds: number;
  /** All that it and its programs printed. */
  readonly output: string;
  /** Why it was killed; absent when it ended by itself. */
  readonly killed?: string;
  /** Command lines of what it left running, which is ended by now. */
  readonly left: readonly string[];
}

export interface RunningFile {
  readonly file: string;
  readonly done: Promise<FileRun>;
  /** Kills it and all that it started; `done` then says why. */
  stop(reason: string): void;
}

/**
 * Runs `node …args` as a process group. `node --test` asks a file whose time is up to end, which one that is blocked does not
 * hear; this kills it, and whatever it started, browsers and servers in groups of their own included.
 */
export function runFile(file: string, args: readonly string[], { limitMs, environment = {}, onOutput }: { readonly limitMs: number; readonly environment?: NodeJS.ProcessEnv; readonly onOutput?: ((chunk: Buffer) => void) | undefined }): RunningFile {
  // A name of its own for each run, one that a shell passes on: what a file starts inherits all of those above it.
  const name = `HAILUO_TEST_FILE_${randomUUID().replaceAll('-', '')}`;
  const mark = `${name}=1`;
  const start = performance.now();
  const group = startGroup(args, { ...process.env, NODE_TEST_CONTEXT: undefined, ...environment, [name]: '1' });
  const printed: Buffer[] = [];
  for (const stream of [group.child.stdout, group.child.stderr]) stream?.on('data', (chunk: Buffer) => { printed.push(chunk); onOutput?.(chunk); });
  let killed: string | undefined;
  const stop = (reason: string): void => {
    killed ??= reason;
    void group.end('SIGKILL');
    killLeftovers(mark);
  };
  const limit = setTimeout(() => { stop(`it ran for ${Math.round(limitMs / 1000)} s`); }, limitMs);
  const done = group.exited.then(async (status): Promise<FileRun> => {
    clearTimeout(limit);
    const seconds = (performance.now() - start) / 1000;
    // A browser that was told to close takes its moment; what is still there then was forgotten.
    for (let round = 0; killed === undefined && round < 50 && leftovers(mark).length > 0; round++) await delay(100);
    const left = killLeftovers(mark);
    await group.end('SIGKILL');
    return { file, passed: status === 0 && killed === undefined, seconds, output: Buffer.concat(printed).toString(), left, ...(killed !== undefined && { killed }) };
  });
  return { file, done, stop };
}
