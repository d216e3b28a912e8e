import * as l10n from '@vscode/l10n';
import type { Task } from '../../tasks/task.ts';
import { finalStates } from '../../tasks/task.ts';

/** A heading of the tree: what agents ordered and nobody approved yet, what is active, then one for each day on which tasks ended, well or not. */
export interface Group {
  /** `approval`, `active` or the local date, `2026-11-20`. */
  readonly key: string;
  readonly label: string;
  readonly tasks: readonly Task[];
}

function dayKey(time: number): string {
  const day = new Date(time);
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
}

function dayLabel(key: string, now: number, language: string | undefined): string {
  if (key === dayKey(now)) {
    return l10n.t('Today');
  }
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (key === dayKey(yesterday.getTime())) {
    return l10n.t('Yesterday');
  }
  return new Date(`${key}T00:00:00`).toLocaleDateString(language, { dateStyle: 'medium' });
}

/** When a task took its place among the finished ones. */
function endOf(task: Task): number {
  return task.completedAt ?? task.createdAt;
}

/** The heading under which a task stands that has not ended. */
export function openGroupOf({ state }: Task): 'approval' | 'active' {
  return state === 'needsApproval' ? 'approval' : 'active';
}

/** What needs approval first, then active tasks, then those that ended by local day, newest first. Groups without tasks are left out. `language`: dates are written in it. */
export function groupTasks(tasks: readonly Task[], now: number, language?: string): readonly Group[] {
  const open = tasks.filter((task) => !finalStates.has(task.state));
  const [approval, active] = [open.filter((task) => openGroupOf(task) === 'approval'), open.filter((task) => openGroupOf(task) === 'active')];
  const done = tasks.filter((task) => finalStates.has(task.state)).sort((a, b) => endOf(b) - endOf(a));
  const days = Map.groupBy(done, (task) => dayKey(endOf(task)));
  return [
    ...(approval.length > 0 ? [{ key: 'approval', label: l10n.t('Needs your approval'), tasks: approval }] : []),
    ...(active.length > 0 ? [{ key: 'active', label: l10n.t('Active'), tasks: active }] : []),
    ...[...days].map(([key, those]) => ({ key, label: dayLabel(key, now, language), tasks: those })),
  ];
}
