import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as vscode from 'vscode';
import { firstChange } from '../../../src/agents/firstChange.ts';
import type { Task, TaskState } from '../../../src/tasks/task.ts';
import type { TaskChange } from '../../../src/tasks/change.ts';
import { waitingTask } from '../tasks/support/records.ts';

const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) } as vscode.CancellationToken;
const longest = 2 ** 31 - 1;

/** A list of one task whose state can be set. */
function listOf(state: TaskState): { readonly tasks: Parameters<typeof firstChange>[1]; readonly id: string; readonly set: (state: TaskState) => void } {
  let task: Task = waitingTask({ state });
  const listeners = new Set<(change: TaskChange) => void>();
  return {
    id: task.id,
    tasks: { get: (id) => (id === task.id ? task : undefined), onDidChange: (listener) => { listeners.add(listener); return () => listeners.delete(listener); } },
    set: (next) => { task = { ...task, state: next }; listeners.forEach((listener) => { listener({ changed: [task], removed: [] }); }); },
  };
}

describe('a model that waits for tasks', () => {
  for (const state of ['unconfirmed', 'paused', 'failed', 'completed', 'cancelled'] as const) {
    it(`is told at once of a task that is ${state}: only the person can go on`, async () => {
      const { tasks, id } = listOf(state);
      assert.equal(await firstChange([id], tasks, longest, never), 'time');
    });
  }

  for (const state of ['needsApproval', 'waiting', 'held', 'submitting', 'running'] as const) {
    it(`hears of the first change of a task that is ${state}`, async () => {
      const { tasks, id, set } = listOf(state);
      const heard = firstChange([id], tasks, longest, never);
      set('queued');
      assert.equal(await heard, 'changed');
    });
  }
});
