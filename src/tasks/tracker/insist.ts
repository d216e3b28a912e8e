import type { Log } from '../../gateways/log.ts';
import type { Clock } from '../../storage/clock.ts';
import type { Journal } from '../journal/journal.ts';
import { StorageError } from '../../storage/storageError.ts';
import type { TaskEvent } from '../taskEvent.ts';

const againMs = 2_000;

export interface InsistDependencies {
  readonly journal: Pick<Journal, 'apply' | 'note'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted when nobody can wait any longer. */
  readonly signal: AbortSignal;
}

/** Writes what must not be lost, again and again while the disk refuses; rejects when `signal` is aborted meanwhile. */
export function createInsist({ journal, clock, log, signal }: InsistDependencies): (id: string, event: TaskEvent) => Promise<void> {
  return async (id, event) => {
    for (;;) {
      try {
        await journal.apply(id, event);
        return;
      } catch (error) {
        if (!(error instanceof StorageError) || signal.aborted) {
          throw error;
        }
        log.error(`Task ${id} could not be written (${event.kind}): ${error.message}`);
        journal.note(id, error.failure);
        await new Promise<void>((resolve) => { clock.after(againMs, resolve); });
      }
    }
  };
}
