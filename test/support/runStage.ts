import { join } from 'node:path';
import { runFile, type FileRun, type RunningFile } from './runFile.ts';
import { cache } from './places.ts';
import type { Stage } from './stages.ts';
import { tallyOf } from './tally.ts';

export interface StageOptions extends Pick<Stage, 'concurrency' | 'minutes' | 'fileMinutes' | 'flags' | 'live' | 'keepCompiled' | 'again'> {
  readonly files: readonly string[];
  /** Files that share one process, which saves its start and what each of them would load anew. */
  readonly together?: readonly string[];
  /** Those that take two of the `concurrency` places. Compiled modules are kept for none of them: they show a person's window. */
  readonly wide?: readonly string[];
  /** Follow the file. */
  readonly args?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
  /** Ends the stage before its time, with the reason. */
  readonly signal?: AbortSignal;
}

/** More than this many files that fail are no accident. */
const mostUnsteady = 3;
const testFlags = ['--test-timeout=300000', '--test-reporter=spec'];

/**
 * Runs each file as a process of its own, tells how each went as it ends, and in the end what was slow, what failed and what
 * was still running. A few that failed get a second look: one that passes `again` times running, by itself, is named as unsteady,
 * a fault of the test or of the product to be mended, and holds nobody else up. Resolves within the stage's time, whatever a
 * file does; true: all passed or are unsteady.
 */
export async function runStage({ files: alone, together = [], wide = [], concurrency, minutes, fileMinutes, flags = testFlags, live = false, keepCompiled = false, again = 0, args = [], environment, print, signal }: StageOptions): Promise<boolean> {
  const shared = `${String(together.length)} files in one process`;
  const files = [...(together.length > 0 ? [shared] : []), ...alone];
  const argsOf = (file: string): readonly string[] => (file === shared ? ['--test', '--test-isolation=none', ...together] : [file]);
  const waiting = [...files];
  const running = new Map<RunningFile, number>();
  const runs: FileRun[] = [];
  let over: string | undefined;
  const end = (reason: string): void => {
    if (over !== undefined) return;
    over = reason;
    // At once: who ends the stage may not wait for its last words.
    print(`The stage ends: ${reason}. Still running: ${[...running.keys()].map(({ file }) => file).join(', ')}`);
    for (const file of running.keys()) file.stop(reason);
  };
  const limit = setTimeout(() => { end(`the stage's ${minutes} minutes were over`); }, minutes * 60_000);
  signal?.addEventListener('abort', () => { end(String(signal.reason)); });
  const heartbeat = setInterval(() => {
    const long = [...running].flatMap(([{ file }, since]) => (performance.now() - since > 60_000 ? [`${file} (${seconds((performance.now() - since) / 1000)})`] : []));
    if (long.length > 0 && !live) print(`  still running: ${long.join(', ')}`);
  }, 60_000);
  const run = async (file: string): Promise<FileRun> => {
    const started = runFile(file, [...flags, ...argsOf(file), ...args], { limitMs: fileMinutes * 60_000, onOutput: live ? (chunk) => { process.stdout.write(chunk); } : undefined, environment: { ...environment, ...(keepCompiled && !wide.includes(file) && { NODE_COMPILE_CACHE: join(cache, 'compiled') }) } });
    running.set(started, performance.now());
    const ended = await started.done;
    running.delete(started);
    print(wordsOf(live ? { ...ended, output: '' } : ended));
    return ended;
  };
  const placesOf = (file: string): number => (wide.includes(file) ? Math.min(2, concurrency) : 1);
  const underWay = new Set<Promise<void>>();
  let free = concurrency;
  for (let file = waiting[0]; file !== undefined && over === undefined; file = waiting[0]) {
    const places = placesOf(file);
    if (free < places) {
      await Promise.race(underWay);
      continue;
    }
    waiting.shift();
    free -= places;
    const ended = run(file).then((done) => {
      runs.push(done);
      free += places;
      underWay.delete(ended);
    });
    underWay.add(ended);
  }
  await Promise.all(underWay);
  const failed = runs.filter(({ passed }) => !passed);
  const unsteady: string[] = [];
  for (const { file } of failed.length <= mostUnsteady && again > 0 ? failed : []) {
    if (over !== undefined) break;
    print(`Once more, by itself: ${file}`);
    let passes = 0;
    while (passes < again && (await run(file)).passed) passes++;
    if (passes === again) unsteady.push(file);
  }
  clearTimeout(limit);
  clearInterval(heartbeat);
  print(summaryOf(runs, files, unsteady, over));
  return over === undefined && failed.every(({ file }) => unsteady.includes(file));
}

const seconds = (value: number): string => `${value.toFixed(1)} s`;

function wordsOf(run: FileRun): string {
  const { tests, skipped } = tallyOf(run.output);
  const counted = tests === undefined ? '' : `, ${tests} tests`;
  const line = `${run.passed ? '✔' : '✖'} ${run.file} (${seconds(run.seconds)}${counted})`;
  return [
    ...(run.passed ? [] : [run.output.trimEnd()]),
    line,
    ...skipped.map((test) => `  skipped: ${test}`),
    ...(run.killed === undefined ? [] : [`  killed: ${run.killed}`]),
    ...run.left.map((command) => `  ended what it left running: ${command.slice(0, 200)}`),
  ].join('\n');
}

function summaryOf(runs: readonly FileRun[], files: readonly string[], unsteady: readonly string[], over: string | undefined): string {
  const total = runs.reduce((sum, { output }) => sum + (tallyOf(output).tests ?? 0), 0);
  const failed = runs.filter(({ file, passed }) => !passed && !unsteady.includes(file));
  const slow = runs.length > 1 ? runs.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10) : [];
  const never = files.filter((file) => !runs.some((run) => run.file === file));
  return [
    '',
    ...(slow.length > 0 ? ['Slowest:', ...slow.map((run) => `  ${seconds(run.seconds)} ${run.file}`)] : []),
    ...(over === undefined ? [] : [`Ended early: ${over}.`]),
    ...(unsteady.length > 0 ? ['Unsteady, failed once and then passed; mend it before anything else:', ...unsteady.map((file) => `  ${file}`)] : []),
    ...(failed.length > 0 ? ['Failed:', ...failed.map((run) => `  ${run.file}${run.killed === undefined ? '' : ` (killed: ${run.killed})`}`)] : []),
    ...(never.length > 0 ? [`Never started: ${never.join(', ')}`] : []),
    `${String(runs.length - failed.length)} of ${String(files.length)} files passed, ${String(total)} tests.`,
  ].join('\n');
}
