import type { Duration, ShotSettings } from '../shots/shot.ts';
import type { Task } from '../tasks/task.ts';

/**
 * How a camera preview of a model is rendered: as the person's settings say, but a length that their resolution does not have at the
 * one that has it, as nothing is paid and the model can say no resolution. `written`: what the order says that the settings do not.
 */
export function previewSettings(usual: ShotSettings, duration: Duration | undefined): { readonly settings: ShotSettings; readonly written: Partial<ShotSettings> } {
  const isTooLong = (duration ?? usual.duration) === 10 && usual.resolution === '1080p';
  const written: Partial<ShotSettings> = { ...(duration !== undefined && { duration }), ...(isTooLong && { resolution: '768p' }) };
  return { settings: { ...usual, ...written }, written };
}

/** The way on after a preview that is not there. Undefined: the task is no longer in the list. */
export function previewNext(task: Pick<Task, 'state'> | undefined): string {
  switch (task?.state) {
    case undefined: return 'The person removed it. Call hailuo_animatic again only if they want it.';
    case 'failed': return 'Tell the person why, as said; it was free. The same call renders it anew.';
    case 'cancelled': return 'Call hailuo_animatic again only if the person wants it.';
    case 'paused': return 'Tell the person what it waits for; then call hailuo_wait with this id.';
    default: return 'Call hailuo_wait with this id.';
  }
}
