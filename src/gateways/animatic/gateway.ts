import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { startClip, type Clip } from '../../animatic/clip/clip.ts';
import type { Gateway, Handle, StatusOutcome } from '../gateway.ts';
import type { Log } from '../log.ts';
import { failureOf, readJob, type Job } from './reply.ts';
import { clipOrder, prepareShot } from './request.ts';

export interface AnimaticDependencies {
  /** Absolute folder of our own for clips that no task has taken over yet; created when needed. */
  readonly folder: string;
  readonly log: Log;
  /** Films rendered side by side; the others queue. Default: one for every two processors, at most two. */
  readonly parallel?: number;
}

/** A render shows itself in a second or two, so it is asked often; asking costs nothing. */
const pollEvery = 250;

/**
 * The free gateway: renders the camera's way through a neutral set on this machine, without key or network. A job lives
 * in this process; after a reload its status is `lost` unless the clip was finished, and the task is submitted again.
 */
export function createAnimaticGateway({ folder, log, parallel = defaultParallel() }: AnimaticDependencies): Gateway {
  const jobs = new Map<string, Job & { clip?: Clip }>();
  const queue: (() => void)[] = [];
  let running = 0;
  let swept: Promise<void> | undefined;

  const fileOf = ({ remoteId }: Handle): string => join(folder, `${basename(remoteId)}.mp4`);

  function next(): void {
    while (running < parallel && queue.length > 0) queue.shift()!();
  }

  return {
    id: 'animatic',
    paid: false,
    pollEvery,
    prepare: (shot) => Promise.resolve({ kind: 'prepared', prepared: prepareShot(shot) }),

    async submit(prepared) {
      const handle = { remoteId: randomUUID() };
      const order = clipOrder(prepared, fileOf(handle));
      if (!order) return { kind: 'refused', retry: false, failure: failureOf('render', 'the prepared body is not an order') };
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await (swept ??= sweep(folder));
      } catch (error) {
        return { kind: 'refused', retry: false, failure: failureOf('storage', String(error)) };
      }
      const job: Job & { clip?: Clip } = { file: order.file, frames: 0, of: 0, started: false };
      jobs.set(handle.remoteId, job);
      queue.push(() => {
        if (!jobs.has(handle.remoteId)) return;
        running += 1;
        job.started = true;
        const clip = startClip(order, (frames, of) => Object.assign(job, { frames, of }));
        job.clip = clip;
        void clip.finished.then((outcome) => {
          job.outcome = outcome;
          if (outcome.kind === 'failed') log.warn(`animatic ${handle.remoteId}: ${outcome.reason}: ${outcome.detail}`);
          running -= 1;
          next();
        });
      });
      next();
      return { kind: 'accepted', handle };
    },

    async status(handle): Promise<StatusOutcome> {
      const job = jobs.get(handle.remoteId);
      if (job) return { kind: 'reading', reading: readJob(job) };
      const file = fileOf(handle);
      const finished = await access(file).then(() => true, () => false);
      return finished ? { kind: 'reading', reading: { phase: 'completed', progress: 100, result: { kind: 'file', path: file } } } : { kind: 'lost' };
    },

    async forget(handle) {
      const job = jobs.get(handle.remoteId);
      jobs.delete(handle.remoteId);
      await job?.clip?.stop();
      await rm(fileOf(handle), { force: true });
      await rm(`${fileOf(handle)}.part`, { force: true });
    },

    // The renderer reads the first frame from where it lies; there is nothing to upload to, to pay or to unlock.
    upload: () => Promise.resolve({ kind: 'refused', failure: failureOf('firstFrame', 'the animatic takes no uploads') }),
    balance: () => Promise.resolve({ kind: 'balance', unlimited: true, words: l10n.t('free') }),
    checkKey: () => Promise.resolve({ kind: 'valid', words: l10n.t('The animatic doesn’t need a key.') }),
    linkHeaders: () => Promise.resolve(undefined),
    curl: () => `# ${l10n.t('The animatic is rendered on this computer; nothing is sent.')}`,
  };
}

/** Removes what no task came for within a day: the host was killed between a clip and its task. */
async function sweep(folder: string): Promise<void> {
  const yesterday = Date.now() - 24 * 3600 * 1000;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    // Another window may have removed it meanwhile.
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < yesterday) await rm(file, { force: true });
  }
}

function defaultParallel(): number {
  return Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2)));
}
