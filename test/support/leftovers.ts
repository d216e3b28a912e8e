import { readdirSync, readFileSync } from 'node:fs';

interface Leftover { readonly pid: number; readonly command: string }

/** The processes that inherited `mark` in their environment. Linux tells; elsewhere none is seen. */
function marked(mark: string): readonly Leftover[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)) return [];
      return [{ pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() }];
    } catch {
      // It ended while it was looked at.
      return [];
    }
  });
}

/** Command lines of the processes that inherited `mark` in their environment. */
export function leftovers(mark: string): string[] {
  return marked(mark).map(({ command }) => command);
}

/** Kills them, whichever group or session they moved to, until none is left; gives the command lines of those it found. */
export function killLeftovers(mark: string): readonly string[] {
  const killed = new Map<number, string>();
  for (let found = marked(mark), rounds = 0; found.length > 0 && rounds < 20; found = marked(mark), rounds++) {
    for (const { pid, command } of found) {
      killed.set(pid, command);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }
  return [...killed.values()].filter((command) => command !== '');
}
