import { spawn, type ChildProcess } from 'node:child_process';

/** A program with all the processes that it starts, which end with it. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Its exit code, null when a signal ended it or it could not be started; others of the group may go on. */
  readonly exited: Promise<number | null>;
  /** Ends all of them, by force after 5 s; resolves when they are gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Runs `node …args` as a process group of its own: VS Code's server leaves its extension hosts running when it alone is ended.
 * The group does not outlive this process.
 */
export function startGroup(args: readonly string[], environment: NodeJS.ProcessEnv): ProcessGroup {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', env: environment });
  const send = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
    } catch {
      // Gone already.
    }
  };
  const force = (): void => { send('SIGKILL'); };
  process.once('exit', force);
  const exited = new Promise<number | null>((resolve) => { child.once('exit', resolve).once('error', () => { resolve(null); }); });
  // Its output ends when the last one who could write to it is gone, one that left the group included.
  const closed = new Promise<void>((resolve) => { child.once('close', () => { process.off('exit', force); resolve(); }); });
  return {
    child, exited,
    end: async (signal) => {
      send(signal);
      const impatient = setTimeout(force, 5000);
      await exited;
      await new Promise<void>((resolve) => {
        const enough = setTimeout(resolve, 10_000);
        void closed.then(() => { clearTimeout(enough); resolve(); });
      });
      clearTimeout(impatient);
      force();
    },
  };
}
