import { shotHash } from '../shots/hash.ts';
import type { Shot } from '../shots/shot.ts';
import type { Take } from '../takes/take.ts';
import type { Task } from './task.ts';
import { isLive } from './task.ts';

/** The animatic of a shot: being made, or made already. */
export type FoundAnimatic = { readonly kind: 'making'; readonly task: Task } | { readonly kind: 'made'; readonly file: string };

/** Says the same for shots that have the same animatic: what only a model reads of a shot does not count. */
function animaticHash({ prompt, settings }: Shot): string {
  return shotHash({ prompt: prompt.trim(), settings: { ...settings, promptOptimizer: false, fastPretreatment: false, watermark: false } });
}

/**
 * Finds the animatic of a shot among tasks and takes, so that it is not made twice. `since`: milliseconds since the epoch when
 * its first frame was last written; an animatic begun before shows another picture.
 */
export function animaticOf(shot: Shot, tasks: readonly Task[], takes: readonly Take[], since = 0): FoundAnimatic | undefined {
  const wanted = animaticHash(shot);
  const ofShot = (made: Shot, at: number | undefined): boolean => (at ?? 0) >= since && animaticHash(made) === wanted;
  const task = tasks.find((one) => one.gateway === 'animatic' && isLive(one) && ofShot({ prompt: one.prompt, settings: one.settings }, one.createdAt));
  if (task) return { kind: 'making', task };
  const take = takes.find((one) => one.gateway === 'animatic' && one.damaged === undefined && ofShot(one.shot, one.createdAt));
  return take && { kind: 'made', file: take.file };
}
