import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { Task } from '../task.ts';

/** How long an address is good at least that was given out or used again when the request was prepared, see `remote/uploads.ts`. */
const surelyLivesMs = 12 * 3600_000;

/**
 * Whether the address that its first frame was uploaded to may be dead: the task was clearly refused and goes on much later. What
 * may have been charged is sent again as it was, whatever its age.
 */
export function isOutdated({ prepared, preparedAt, submittedAt, mayBeCharged, settings: { firstFrame } }: Task, now: number): boolean {
  const isUploaded = firstFrame !== undefined && isAbsolute(firstFrame) && prepared?.inlineFirstFrame === undefined;
  return prepared !== undefined && isUploaded && !mayBeCharged && now - (preparedAt ?? submittedAt ?? now) > surelyLivesMs;
}

/** Whether the first frame's file is the one that was prepared: another picture than the one that was ordered is never sent, and a missing one keeps its address. */
export async function isAsItWas({ preparedAt, submittedAt, settings: { firstFrame = '' } }: Task): Promise<boolean> {
  const state = await stat(firstFrame).catch(() => undefined);
  return state !== undefined && Math.max(state.mtimeMs, state.ctimeMs) <= (preparedAt ?? submittedAt ?? 0);
}
