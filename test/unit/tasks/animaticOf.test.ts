import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import { animaticOf } from '../../../src/tasks/animaticOf.ts';
import type { Task } from '../../../src/tasks/task.ts';

const shot = { prompt: '[Push in] A cat', settings: defaultSettings };
const take: Take = { file: '/videos/cat.mp4', shot, gateway: 'animatic', createdAt: 1000, favourite: false };
const task = (state: Task['state'], changes: Partial<Task> = {}): Task => ({
  version: 1, id: state, revision: 0, gateway: 'animatic', state, progress: 0, prompt: shot.prompt, sentPrompt: shot.prompt, settings: shot.settings,
  folder: '/videos', createdAt: 1000, idempotencyKey: '', ...changes,
});

test('the animatic of an unchanged shot is found among the takes', () => {
  assert.deepEqual(animaticOf(shot, [], [take]), { kind: 'made', file: take.file });
});

test('what only a model reads of a shot makes no other animatic', () => {
  const other = { ...shot, settings: { ...shot.settings, promptOptimizer: !shot.settings.promptOptimizer, watermark: true, fastPretreatment: true } };
  assert.deepEqual(animaticOf(other, [], [take]), { kind: 'made', file: take.file });
});

test('other words, another length or picture, another gateway or a newer first frame want a new one', () => {
  assert.equal(animaticOf({ ...shot, prompt: '[Push in] A dog' }, [], [take]), undefined);
  assert.equal(animaticOf({ ...shot, settings: { ...shot.settings, duration: 10 } }, [], [take]), undefined);
  assert.equal(animaticOf({ ...shot, settings: { ...shot.settings, firstFrame: '/a.png' } }, [], [take]), undefined);
  assert.equal(animaticOf(shot, [], [{ ...take, gateway: 'apimart' }]), undefined);
  assert.equal(animaticOf(shot, [], [take], 2000), undefined);
});

test('one that is being made is waited for, one that failed is not', () => {
  assert.deepEqual(animaticOf(shot, [task('running')], []), { kind: 'making', task: task('running') });
  assert.equal(animaticOf(shot, [task('failed'), task('completed'), task('running', { gateway: 'toapis' })], []), undefined);
});
