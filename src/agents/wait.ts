import type * as vscode from 'vscode';
import type { Task } from '../tasks/task.ts';
import { firstChange, isOpen } from './firstChange.ts';
import { report } from './report.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';
import { restOfTasks, urgentFirst } from './urgentFirst.ts';

/** `hailuo_wait`: what became of tasks, at the first change. Asks no gateway; whoever follows the tasks does. */
export async function wait({ ids, seconds }: ToolInput<'hailuo_wait'>, { tasks }: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const known = ids.filter((id) => tasks.get(id));
  if (known.length === 0) return refused(['None of these ids is a task here.'], 'Take ids from hailuo_generate or hailuo_animatic.');
  const why = await firstChange(known, tasks, seconds * 1000, token);
  const found = ids.flatMap((id) => tasks.get(id) ?? []);
  const open = found.filter(isOpen);
  return result({
    ...(why === 'cancelled' && { cancelled: 'You stopped waiting; what was ordered goes on.' }),
    done: open.length === 0, tasks: urgentFirst(found).map(report), ...(known.length < ids.length && { unknownIds: ids.filter((id) => !known.includes(id)) }),
    next: nextFor(found),
  }, { rest: restOfTasks });
}

function nextFor(tasks: readonly Task[]): string {
  const open = tasks.filter(isOpen);
  if (open.length === 0 && !tasks.some(({ state }) => state === 'completed')) return 'There is no video to look at; tell the person why, as said of each.';
  if (open.length === 0) return 'Look at the videos with hailuo_takes, or give the person their links.';
  if (open.every(({ state }) => state === 'needsApproval')) return 'The person has to approve first. Tell them, and wait again only when they did.';
  if (open.every(({ state }) => ['needsApproval', 'unconfirmed', 'paused'].includes(state))) return 'Nothing goes on without the person; tell them what each task needs.';
  return 'Call hailuo_wait again with the ids that are not done; a video takes some minutes.';
}
