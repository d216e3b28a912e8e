import { watch } from 'node:fs';
import type { Log } from '../gateways/log.ts';

/** Changes come in bursts (create, write, rename); this long they are gathered. */
const gatherMs = 30;

/**
 * Tells the names of files touched in a folder, gathered. Returns the function that stops it. A folder that cannot be
 * watched (network drives, exhausted watchers) is logged: its changes are then seen when records are next read.
 */
export function watchFolder(folder: string, onTouched: (names: ReadonlySet<string>) => void, log: Log): () => void {
  const names = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    const touched = new Set(names);
    names.clear();
    onTouched(touched);
  };
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name !== null) {
        names.add(name);
        timer ??= setTimeout(tell, gatherMs);
      }
    });
    watcher.on('error', (error) => { log.warn(`${folder} is no longer watched: ${error.message}`); });
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch (error) {
    log.warn(`${folder} cannot be watched: ${String(error)}`);
    return () => undefined;
  }
}
