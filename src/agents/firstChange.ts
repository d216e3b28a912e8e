import type * as vscode from 'vscode';
import type { Task } from '../tasks/task.ts';
import { finalStates } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';

/** Whether a task still changes by itself, or by a word of the person. */
export function isOpen({ state }: Task): boolean {
  return !finalStates.has(state);
}

/** What a person has to look into first: to wait for that would keep a model from saying so. */
export function standsStill(task: Task): boolean {
  return !isOpen(task) || task.state === 'unconfirmed' || task.state === 'paused';
}

/**
 * Settles at the first change of a state among these tasks, at once where none of them goes on by itself or by a yes, after the time,
 * or when the call is given up.
 */
export function firstChange(ids: readonly string[], tasks: Pick<Tasks, 'get' | 'onDidChange'>, milliseconds: number, token: vscode.CancellationToken): Promise<'changed' | 'time' | 'cancelled'> {
  const stateOf = (id: string): Task['state'] | undefined => tasks.get(id)?.state;
  const before = new Map(ids.map((id) => [id, stateOf(id)]));
  const isDone = (): boolean => ids.every((id) => { const task = tasks.get(id); return task === undefined || standsStill(task); });
  if (token.isCancellationRequested) return Promise.resolve('cancelled');
  if (milliseconds <= 0 || isDone()) return Promise.resolve('time');
  return new Promise((resolve) => {
    const finish = (why: 'changed' | 'time' | 'cancelled'): void => {
      clearTimeout(timer);
      stop();
      cancelling.dispose();
      resolve(why);
    };
    const timer = setTimeout(finish, milliseconds, 'time');
    const stop = tasks.onDidChange(() => { if (ids.some((id) => stateOf(id) !== before.get(id))) finish('changed'); });
    const cancelling = token.onCancellationRequested(() => { finish('cancelled'); });
  });
}
