import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskChange } from '../../../src/tasks/change.ts';
import { finishedBy } from '../../../src/tasks/finished.ts';
import { waitingTask } from './support/records.ts';

test('only tasks that are completed tell of a video, until nobody listens', () => {
  const listeners = new Set<(change: TaskChange) => void>();
  const told: string[] = [];
  const stop = finishedBy({
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  })((videos) => { told.push(...videos); });
  const [running, done] = [waitingTask({ state: 'downloading', file: '/videos/b.mp4' }), waitingTask({ state: 'completed', file: '/videos/a.mp4' })];
  listeners.forEach((listener) => { listener({ changed: [running, done], removed: ['old'] }); });
  stop();
  listeners.forEach((listener) => { listener({ changed: [done], removed: [] }); });
  assert.deepEqual(told, ['/videos/a.mp4']);
});
