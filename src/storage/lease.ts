import type { Log } from '../gateways/log.ts';
import type { Clock } from './clock.ts';
import type { Disk } from './disk.ts';
import type { Holder } from './holder.ts';
import { isDead, readMark } from './holder.ts';
import { withLock } from './lock.ts';

/**
 * Exactly one window drives. The lease file names it; its heartbeat keeps the others away, and they take over at once
 * when its process has ended, else when the heartbeat is 20 s old. Nothing runs and no timer ticks while it is not wanted.
 */
export interface Lease {
  /** Whether there is something to drive. */
  want(wanted: boolean): void;
  held(): boolean;
  /** Looks again at once, for instance when the lease file was touched. */
  look(): void;
  /** Settles when what was asked so far is done. */
  settled(): Promise<void>;
  /** Gives it up, so that another window goes on at once. */
  release(): Promise<void>;
}

export interface LeaseDependencies {
  readonly file: string;
  readonly lockFile: string;
  readonly stagingFile: string;
  readonly disk: Disk;
  readonly holder: Holder;
  readonly clock: Clock;
  readonly log: Log;
  /** Called each time that this window begins or ceases to drive. */
  readonly onChange: (held: boolean) => void;
}

const heartbeatMs = 5_000;
const staleMs = 20_000;
/** How often a window that waits for the lease looks whether its holder lives. */
const lookMs = 3_000;

export function createLease({ file, lockFile, stagingFile, disk, holder, clock, log, onChange }: LeaseDependencies): Lease {
  let wanted = false;
  let held = false;
  let cancelTimer: (() => void) | undefined;
  let turn: Promise<void> = Promise.resolve();

  function set(now: boolean): void {
    if (held !== now) {
      held = now;
      onChange(now);
    }
  }

  /** Takes the lease, or renews it, unless another window holds it. */
  async function claim(): Promise<boolean> {
    return withLock(disk, lockFile, holder, async (guard) => {
      const mark = readMark((await disk.read(file)) ?? '');
      const isFree = !mark || mark.session === holder.session || isDead(mark) || Math.abs(clock.now() - mark.at) > staleMs;
      if (!isFree) {
        return false;
      }
      await disk.write(stagingFile, JSON.stringify({ ...holder, at: clock.now() }), false);
      return disk.commit(stagingFile, file, guard);
    });
  }

  async function giveUp(): Promise<void> {
    await withLock(disk, lockFile, holder, async () => {
      if (readMark((await disk.read(file)) ?? '')?.session === holder.session) {
        await disk.remove(file);
      }
    });
  }

  async function step(): Promise<void> {
    cancelTimer?.();
    cancelTimer = undefined;
    try {
      if (wanted) {
        set(await claim());
      } else if (held) {
        set(false);
        await giveUp();
      }
    } catch (error) {
      // A full disk must not stop what is being followed: the lease stays as it is until it is stale for the others.
      log.warn(`The lease could not be renewed: ${String(error)}`);
    }
    if (wanted) {
      cancelTimer = clock.after(held ? heartbeatMs : lookMs, look);
    }
  }

  function look(): void {
    turn = turn.then(step, step);
  }

  return {
    want(now) {
      if (wanted !== now) {
        wanted = now;
        look();
      }
    },
    held: () => held,
    look,
    settled: () => turn,
    async release() {
      wanted = false;
      look();
      await turn;
    },
  };
}
