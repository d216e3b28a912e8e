import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import * as z from 'zod/mini';
import { errorCode } from './storageError.ts';

/** One window's extension host, as lock and lease files name it. */
export interface Holder {
  readonly session: string;
  readonly pid: number;
  readonly host: string;
}

export const holderSchema = z.object({ session: z.string(), pid: z.number(), host: z.string(), at: z.number() });
/** `at`: when it was last known to be at work, milliseconds since the epoch. */
export type HolderMark = z.infer<typeof holderSchema>;

export function newHolder(): Holder {
  return { session: randomUUID(), pid: process.pid, host: hostname() };
}

/** Absent: not readable, for instance half written. */
export function readMark(text: string): HolderMark | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Whether the process that wrote the mark certainly ended. False for other hosts, of which nothing is known. */
export function isDead(mark: Pick<HolderMark, 'pid' | 'host'>): boolean {
  if (mark.host !== hostname()) {
    return false;
  }
  try {
    process.kill(mark.pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return errorCode(error) === 'ESRCH';
  }
}
