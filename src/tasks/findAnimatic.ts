import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Shot } from '../shots/shot.ts';
import type { Take } from '../takes/take.ts';
import { takeOfStory } from '../takes/take.ts';
import type { FoundAnimatic } from './animaticOf.ts';
import { animaticOf } from './animaticOf.ts';
import type { Tasks } from './tasks.ts';

/**
 * The animatic of a shot that is being made or lies on the disk: rendering it again would give the same clip. `takes` are those
 * known here. One that began before its first frame was last written shows another picture, and a first frame that is gone none.
 */
export async function findAnimatic(shot: Shot, { tasks, takes }: { readonly tasks: Pick<Tasks, 'list'>; readonly takes: () => Promise<readonly Take[]> }): Promise<FoundAnimatic | undefined> {
  const { firstFrame } = shot.settings;
  const isLocal = firstFrame !== undefined && !/^https?:/iu.test(firstFrame);
  const since = isLocal ? await stat(firstFrame).then(({ mtimeMs }) => mtimeMs, () => Number.POSITIVE_INFINITY) : 0;
  // A list of takes may have been made before the last task was done.
  const finished = tasks.list().flatMap((task) => (task.state === 'completed' && task.file !== undefined ? [takeOfStory({ ...task, file: task.file })] : []));
  const known = [...finished, ...await takes()].filter(({ gateway, file }) => gateway === 'animatic' && existsSync(file));
  return animaticOf(shot, tasks.list(), known, since);
}
