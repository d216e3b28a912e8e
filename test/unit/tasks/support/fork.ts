import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { bundled } from '../../../support/bundled.ts';
import { startModule } from '../../../support/outside.ts';
import { cache } from '../../../support/places.ts';
import type { ProcessNews } from './process.ts';
import type { WindowOrder } from './runWindow.ts';
import { atEnd } from './world.ts';

export interface ForkedWindow {
  readonly process: ChildProcess;
  /** The news so far. */
  readonly news: ProcessNews[];
  /** Settles with its last word when it ended: `idle`, or nothing when it was killed. */
  readonly ended: Promise<Extract<ProcessNews, { kind: 'idle' }> | undefined>;
  hears(kind: ProcessNews['kind']): Promise<void>;
}

const module = await bundled(new URL('./process.ts', import.meta.url));
/** Some hundred of these processes are started, each from the same file: compiled once, they start in half the time. */
const environment = { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') };

/** A window as a real process with the real tasks. */
export function forkWindow(t: TestContext, order: WindowOrder): ForkedWindow {
  const { child, ended: ending } = startModule(module, [JSON.stringify(order)], { environment, seconds: 240 });
  const news: ProcessNews[] = [];
  child.on('message', (message) => { news.push(message as ProcessNews); });
  const ended = ending.then(() => news.find((one) => one.kind === 'idle'));
  ended.catch(() => undefined);
  atEnd(t, async () => {
    child.kill('SIGKILL');
    await ended.catch(() => undefined);
  });
  return {
    process: child, news, ended,
    hears: (kind) => new Promise((resolve, reject) => {
      const look = (): void => {
        if (news.some((one) => one.kind === kind)) {
          child.off('message', look);
          resolve();
        }
      };
      child.on('message', look);
      look();
      ending.then((status) => { reject(new Error(`The window ended with ${String(status)} before it said “${kind}”.`)); }, reject);
    }),
  };
}
