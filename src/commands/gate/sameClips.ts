import type { Takes } from '../../takes/takes.ts';
import type { FoundAnimatic } from '../../tasks/animaticOf.ts';
import { findAnimatic } from '../../tasks/findAnimatic.ts';
import type { Task } from '../../tasks/task.ts';
import { costsMoney } from '../../tasks/task.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { PlannedShot } from './plan.ts';

/** A free clip that need not be made: it is there, or on its way. */
export interface SameClip {
  /** The shot, as people know it. */
  readonly name: string;
  readonly found: FoundAnimatic;
  /** The task that makes or made it, if it is still in the list. */
  readonly task?: Task;
}

export interface SameClipDependencies {
  readonly tasks: Pick<Tasks, 'list'>;
  readonly takes: Pick<Takes, 'nearby'>;
}

/** Parts what has to be made from the clips that an unchanged shot has already. */
export async function withoutSameClips(planned: readonly PlannedShot[], { tasks, takes }: SameClipDependencies): Promise<{ readonly make: readonly PlannedShot[]; readonly same: readonly SameClip[] }> {
  const looked = await Promise.all(planned.map(async (plan): Promise<PlannedShot | SameClip> => {
    if (costsMoney(plan.task.gateway)) return plan;
    const found = await findAnimatic(plan.task.shot, { tasks, takes: () => takes.nearby() });
    if (!found) return plan;
    const task = found.kind === 'making' ? found.task : tasks.list().find(({ file }) => file === found.file);
    return { name: plan.name, found, ...(task && { task }) };
  }));
  return { make: looked.filter((one) => 'wanted' in one), same: looked.filter((one) => 'found' in one) };
}
