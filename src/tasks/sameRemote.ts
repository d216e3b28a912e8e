import type { Task } from './task.ts';

/** What names a task at its gateway. */
type Remote = Pick<Task, 'gateway' | 'baseUrl' | 'remoteId'>;

function isSame(one: Remote, other: Remote): boolean {
  return one.gateway === other.gateway && one.baseUrl === other.baseUrl && one.remoteId === other.remoteId;
}

/** The task here that is this one of the gateway: one that goes on or has its video, else one that was stopped. One that failed is none. */
export function trackedAs(tasks: readonly Task[], remote: Remote): Task | undefined {
  const same = tasks.filter((task) => task.state !== 'failed' && isSame(task, remote));
  return same.find(({ state }) => state !== 'cancelled') ?? same[0];
}

/**
 * Whether this id at the task's gateway is that of another task's request. One that a person named to have it tracked is no request
 * of ours: it may be this very task's, whatever became of it there.
 */
export function belongsToAnother(tasks: readonly Task[], { id, gateway, baseUrl }: Task, remoteId: string): boolean {
  return tasks.some((other) => other.id !== id && isSame(other, { gateway, baseUrl, remoteId }) && !other.orderedElsewhere);
}
