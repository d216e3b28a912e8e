import type { Vendor } from './fault.ts';
import type { RequestForm } from './requestForm.ts';

/** How a task ripens: by status reads, or by time for people and end-to-end runs. */
export type Ripening =
  /** The first `queuedReads` say queued, the next `runningReads` say running, then it is completed. */
  | { readonly by: 'reads'; readonly queuedReads: number; readonly runningReads: number }
  | { readonly by: 'time'; readonly queuedMs: number; readonly runningMs: number }
  /** Runs until `Emulator.finish`; the first `queuedReads` (default 1) say queued. */
  | { readonly by: 'hand'; readonly queuedReads?: number };

/** Done when it is first asked about: for tests of something else than the way there, which would wait an interval for each read. */
export const ripeAtOnce: Ripening = { by: 'reads', queuedReads: 0, runningReads: 0 };

/** A charged task. */
export interface VideoTask {
  readonly id: string;
  readonly gateway: Vendor;
  readonly form: RequestForm;
  readonly body: unknown;
  readonly idempotencyKey?: string;
  readonly createdAt: number;
  reads: number;
  finished: boolean;
  /** The gateway gave it up, and the money back. */
  failed?: boolean;
}

export interface Ripeness {
  readonly phase: 'queued' | 'running' | 'completed';
  readonly progress: number;
}

/** Where a task stands; a pure function of its reads and the time. */
export function ripeness(task: VideoTask, ripening: Ripening, now: number): Ripeness {
  if (task.finished) { return { phase: 'completed', progress: 100 }; }
  switch (ripening.by) {
    case 'hand': return task.reads <= (ripening.queuedReads ?? 1) ? { phase: 'queued', progress: 0 } : { phase: 'running', progress: Math.min(95, task.reads * 10) };
    case 'reads': return staged(task.reads - 1, ripening.queuedReads, ripening.runningReads);
    case 'time': return staged(now - task.createdAt, ripening.queuedMs, ripening.runningMs);
  }
}

function staged(passed: number, queued: number, running: number): Ripeness {
  if (passed < queued) { return { phase: 'queued', progress: 0 }; }
  if (passed < queued + running) { return { phase: 'running', progress: Math.max(1, Math.floor(((passed - queued + 1) / (running + 1)) * 100)) }; }
  return { phase: 'completed', progress: 100 };
}
