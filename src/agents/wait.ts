import type * as vscode from 'vscode';
import type { Task } from '../tasks/task.ts';
import { isOpen, report } from './report.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';

/** Settles at the first change of a state among these tasks, after the time, or when the call is given up. */
function firstChange(ids: readonly string[], tasks: AgentServices['tasks'], milliseconds: number, token: vscode.CancellationToken): Promise<'changed' | 'time' | 'cancelled'> {
  const stateOf = (id: string): Task['state'] | undefined => tasks.get(id)?.state;
  const before = new Map(ids.map((id) => [id, stateOf(id)]));
  const isDone = (): boolean => ids.every((id) => { const task = tasks.get(id); return task === undefined || !isOpen(task); });
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

/** `hailuo_wait`: what became of tasks, at the first change. Asks no gateway; whoever follows the tasks does. */
export async function wait({ ids, seconds }: ToolInput<'hailuo_wait'>, { tasks }: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const known = ids.filter((id) => tasks.get(id));
  if (known.length === 0) return refused(['None of these ids is a task here.'], 'Take ids from hailuo_generate or hailuo_animatic.');
  const why = await firstChange(known, tasks, seconds * 1000, token);
  const found = ids.flatMap((id) => tasks.get(id) ?? []);
  const open = found.filter(isOpen);
  return result({
    ...(why === 'cancelled' && { cancelled: 'You stopped waiting; what was ordered goes on.' }),
    done: open.length === 0, tasks: found.map(report), ...(known.length < ids.length && { unknownIds: ids.filter((id) => !known.includes(id)) }),
    next: nextFor(open),
  });
}

function nextFor(open: readonly Task[]): string {
  if (open.length === 0) return 'Look at the videos with hailuo_takes, or give the person their links.';
  if (open.every(({ state }) => state === 'needsApproval')) return 'The person has to approve first. Tell them, and wait again only when they did.';
  if (open.every(({ state }) => ['needsApproval', 'unconfirmed', 'paused'].includes(state))) return 'Nothing goes on without the person; tell them what each task needs.';
  return 'Call hailuo_wait again with the ids that are not done; a video takes some minutes.';
}
