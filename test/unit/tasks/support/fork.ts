import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { cache } from '../../../support/places.ts';
import type { ProcessNews, ProcessOrder } from './process.ts';
import { atEnd } from './world.ts';

export interface ForkedWindow {
  readonly process: ChildProcess;
  /** The news so far. */
  readonly news: ProcessNews[];
  /** Settles with its last word when it ended: `idle`, or nothing when it was killed. */
  readonly ended: Promise<Extract<ProcessNews, { kind: 'idle' }> | undefined>;
  hears(kind: ProcessNews['kind']): Promise<void>;
}

/** Some hundred of these processes are started, each from the same modules: compiled once, they start in half the time. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') };

/** A window as a real process with the real tasks. */
export function forkWindow(t: TestContext, order: ProcessOrder): ForkedWindow {
  const child = fork(new URL('./process.ts', import.meta.url), [JSON.stringify(order)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env });
  const news: ProcessNews[] = [];
  child.on('message', (message) => { news.push(message as ProcessNews); });
  const ended = new Promise<Extract<ProcessNews, { kind: 'idle' }> | undefined>((resolve) => {
    child.once('close', () => { resolve(news.find((one) => one.kind === 'idle')); });
  });
  atEnd(t, async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child, news, ended,
    hears: (kind) => new Promise((resolve) => {
      const look = (): void => {
        if (news.some((one) => one.kind === kind)) {
          child.off('message', look);
          resolve();
        }
      };
      child.on('message', look);
      look();
    }),
  };
}
