import * as l10n from '@vscode/l10n';
import { StorageError } from '../storage/storageError.ts';
import type { Task } from '../tasks/task.ts';
import type { NewTask, Tasks } from '../tasks/tasks.ts';

/** What became of a batch: the tasks that go out, and where it was cut short one localized sentence on why. */
export interface Batch {
  readonly made: readonly Task[];
  readonly trouble?: string;
}

/** Writes tasks down one after the other and stops at the first that cannot be written. Those before it go out and are paid for; `onMade` hears of each at once. */
export async function createAll(wanted: readonly NewTask[], tasks: Pick<Tasks, 'create'>, onMade: (task: Task, wanted: NewTask) => void): Promise<Batch> {
  const made: Task[] = [];
  try {
    for (const one of wanted) {
      const task = await tasks.create(one);
      made.push(task);
      onMade(task, one);
    }
    return { made };
  } catch (error) {
    if (!(error instanceof StorageError)) {
      throw error;
    }
    // The error alone says "try again", which would pay for those before it twice.
    const trouble = made.length === 0 ? error.message : l10n.t('{0} of {1} videos were started and will continue. Submit only the others again, or you’ll pay for these twice. {2}', made.length, wanted.length, error.message);
    return { made, trouble };
  }
}
