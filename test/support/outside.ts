import { fork, spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

/**
 * The only place where tests, benches and scripts start a program: none is waited for without an end. One that takes longer
 * than any machine needs is killed, and the error says what was waited for. `node --test` cannot do that itself: a file that is
 * blocked by a program does not hear that its time is up.
 */
export interface Outside {
  readonly cwd?: string;
  /** Default: this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Goes to its standard input; default nothing. */
  readonly input?: Uint8Array;
  /** After how many seconds it is killed; default 120, some hundred times what our programs take on an idle machine. */
  readonly seconds?: number;
  /** Lets `npm` and its kind be found on Windows. */
  readonly shell?: boolean;
}

/** How a program ended by itself. */
export interface Ended {
  readonly status: number | null;
  readonly out: Buffer;
  /** What it wrote to its standard error. */
  readonly words: string;
}

/** A program had to be killed for its time. */
export class TookTooLong extends Error {
  constructor(name: string, seconds: number, words = '') {
    super(`“${name}” did not end within ${seconds} s and was killed.${words && ` It said: ${words.slice(-2000)}`}`);
  }
}

const patience = 120;
const named = (program: string, args: readonly string[]): string => [program, ...args].join(' ').slice(0, 200);
const failed = (name: string, { status, words }: Ended): Error => new Error(`“${name}” ended with ${String(status)}: ${words.slice(-2000)}`);

/** Runs a program to its end, whatever its status; undefined when there is none of this name. Throws when it had to be killed. */
export function tryRun(program: string, args: readonly string[], { cwd, environment, input = new Uint8Array(), seconds = patience, shell = false }: Outside = {}): Ended | undefined {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, timeout: seconds * 1000, killSignal: 'SIGKILL', maxBuffer: 1 << 30, shell, ...(cwd !== undefined && { cwd }), ...(environment && { env: environment }) });
  const code = error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return undefined;
  if (code === 'ETIMEDOUT') throw new TookTooLong(named(program, args), seconds, stderr.toString());
  // One that does not read all that it is given closes its input: whether it failed its status says.
  if (error && code !== 'EPIPE') throw error;
  return { status, out: stdout, words: stderr.toString() };
}

/** The same for a program that must be there and end with 0; throws its own words else. */
export function run(program: string, args: readonly string[], options: Outside = {}): Ended {
  const ended = tryRun(program, args, options);
  if (ended === undefined) throw new Error(`There is no program “${program}”.`);
  if (ended.status !== 0) throw failed(named(program, args), ended);
  return ended;
}

/** The same while others go on; what it started itself is killed with it. */
export async function runAside(program: string, args: readonly string[], { input = new Uint8Array(), ...options }: Outside = {}): Promise<Ended> {
  const { child, ended } = start(program, args, { ...options, alone: true }, ['pipe', 'pipe', 'pipe']);
  const [out, words, status] = await Promise.all([
    child.stdout ? buffer(child.stdout) : Buffer.alloc(0), child.stderr ? text(child.stderr) : '', ended,
    child.stdin ? pipeline(Readable.from([input]), child.stdin).catch(() => undefined) : undefined,
  ]);
  if (status !== 0) throw failed(named(program, args), { status, out, words });
  return { status, out, words };
}

/** A program that goes on while a test looks at it. */
export interface Running {
  readonly child: ChildProcess;
  /** Its exit code, or null when a signal of the test's own ended it; rejects when it had to be killed for its time. */
  readonly ended: Promise<number | null>;
}

/** Starts a program that is killed after its seconds, and when this process ends. `alone`: with all that it starts. */
export function start(program: string, args: readonly string[], { cwd, environment, seconds, shell = false, alone = false }: Outside & { readonly alone?: boolean } = {}, stdio: SpawnOptions['stdio'] = ['ignore', 'pipe', 'inherit']): Running {
  const detached = alone && process.platform !== 'win32';
  const child = spawn(program, args, { stdio, shell, detached, ...(cwd !== undefined && { cwd }), ...(environment && { env: environment }) });
  return { child, ended: endOf(child, named(program, args), seconds, detached) };
}

/** Starts a module of ours as a process that can send messages. */
export function startModule(module: URL | string, args: readonly string[], { cwd, environment, seconds, flags = [] }: Outside & { readonly flags?: readonly string[] } = {}): Running {
  const child = fork(module, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [...flags], ...(cwd !== undefined && { cwd }), ...(environment && { env: environment }) });
  return { child, ended: endOf(child, named(String(module), args), seconds, false) };
}

/** The first message of a process of ours; rejects when it ends without one. */
export async function firstMessage({ child, ended }: Running): Promise<unknown> {
  const [message] = await Promise.race([once(child, 'message'), ended.then((status) => { throw new Error(`It ended with ${String(status)} before it said anything.`); })]) as [unknown];
  return message;
}

/** Ends each of those that still run when this process ends. */
const alive = new Set<() => void>();
process.once('exit', () => { for (const kill of alive) kill(); });

function endOf(child: ChildProcess, name: string, seconds = patience, group: boolean): Promise<number | null> {
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(group ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  };
  alive.add(kill);
  const ended = new Promise<number | null>((resolve, reject) => {
    const timer = setTimeout(() => {
      kill();
      reject(new TookTooLong(name, seconds));
    }, seconds * 1000);
    const settle = (work: () => void): void => {
      clearTimeout(timer);
      alive.delete(kill);
      work();
    };
    child.once('error', (error) => { settle(() => { reject(error); }); });
    child.once('close', (status) => { settle(() => { resolve(status); }); });
  });
  // Who does not wait for the end is not surprised by it.
  ended.catch(() => undefined);
  return ended;
}
