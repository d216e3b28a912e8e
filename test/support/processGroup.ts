import { spawn, type ChildProcess } from 'node:child_process';

/** A program with all the processes that it starts, which end with it. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Ends all of them, by force after 5 s; resolves when they are gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Runs a module with this process's Node as a process group of its own: VS Code's server leaves its extension hosts
 * running when it alone is ended. The group does not outlive this process.
 */
export function startGroup(module: string, args: readonly string[], environment: NodeJS.ProcessEnv): ProcessGroup {
  const child = spawn(process.execPath, [module, ...args], { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', env: environment });
  const send = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
    } catch {
      // Gone already.
    }
  };
  const force = (): void => { send('SIGKILL'); };
  process.once('exit', force);
  const gone = new Promise<void>((resolve) => { child.once('close', () => { process.off('exit', force); resolve(); }); });
  return {
    child,
    end: async (signal) => {
      send(signal);
      const impatient = setTimeout(force, 5000);
      await gone;
      clearTimeout(impatient);
      force();
    },
  };
}
