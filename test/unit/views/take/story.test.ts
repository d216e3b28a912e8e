import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import { takeOfStory } from '../../../../src/takes/take.ts';
import type { Task } from '../../../../src/tasks/task.ts';
import type { TakeView } from '../../../../src/views/take/protocol.ts';
import { takeView } from '../../../../src/views/take/protocol.ts';
import { storyOfTake, storyOfTask } from '../../../../src/views/take/story.ts';

const task: Task = {
  version: 1, id: 't1', revision: 3, gateway: 'toapis', state: 'running', progress: 40, prompt: 'A cat. [Push in] It looks up.',
  sentPrompt: 'A cat. [Push in] It looks up.', settings: defaultSettings, folder: '/videos', createdAt: 1_800_000_000_000,
  submittedAt: 1_800_000_001_000, estimatedSeconds: 240, idempotencyKey: 'k', source: { uri: 'file:///film.hailuo', line: 3 },
};
const take = takeOfStory({ ...task, file: '/videos/cat.mp4', bytes: 1_234_567, cost: '0.25', remoteId: 'tsk_1', completedAt: 1_800_000_200_000 });
const there = { uri: 'link:cat', bytes: 1_234_567, name: 'A cat. It looks up. · take 2', language: 'en' };

function fact(story: TakeView, label: string): string | undefined {
  return story.facts.find((one) => one.label === label)?.value;
}

describe('the story of a task', () => {
  it('shows how far it is, and no video', () => {
    const story = storyOfTask(task, 'A cat', 'en');
    assert.deepEqual(story.progress, { words: 'Running', percent: 40, startedAt: 1_800_000_001_000, estimatedSeconds: 240 });
    assert.equal(story.video, undefined);
    assert.deepEqual(story.actions, ['copyPrompt', 'goToPrompt']);
  });

  it('offers nothing that takes a prompt where it has none: it was submitted elsewhere', () => {
    const { source: _none, ...adopted } = { ...task, prompt: '', sentPrompt: '', adopted: true, orderedElsewhere: true };
    assert.deepEqual(storyOfTask(adopted, 'Adopted', 'en').actions, []);
    assert.deepEqual(storyOfTask({ ...adopted, state: 'failed', failure: { class: 'server', message: 'Broken.' } }, 'Adopted', 'en').actions, []);
    assert.deepEqual(storyOfTask({ ...task, state: 'cancelled' }, 'A cat', 'en').actions, ['copyPrompt', 'goToPrompt', 'generateAgain']);
  });

  it('says why there is no video, and what to do', () => {
    const failed = storyOfTask({ ...task, state: 'failed', failure: { class: 'content', message: 'Refused by the content policy.', remedy: 'Change the prompt.' } }, 'A cat', 'en');
    assert.deepEqual(failed.problem, { message: 'Refused by the content policy.', remedy: 'Change the prompt.', verbs: [{ verb: 'editPrompt', label: 'Edit Prompt' }] });
    assert.equal(failed.progress, undefined);
    assert.ok(failed.actions.includes('generateAgain'));
    const paused = storyOfTask({ ...task, state: 'paused', failure: { class: 'balance', message: 'Too low.' } }, 'A cat', 'en');
    assert.deepEqual([paused.progress, paused.problem?.verbs?.map(({ label }) => label)], [undefined, ['Try Again', 'Open ToAPIs']]);
    // Its own button is below.
    assert.equal(storyOfTask({ ...task, state: 'failed', failure: { class: 'server', message: 'Broken.' } }, 'A cat', 'en').problem?.verbs, undefined);
    assert.equal(storyOfTask({ ...task, state: 'cancelled' }, 'A cat', 'en').problem?.message, 'This task was stopped, so there is no video.');
  });
});

describe('the story of a take', () => {
  it('tells the time in the language of the editor', () => {
    assert.match(fact(storyOfTake(take, { ...there, language: 'zh-cn' }), 'Created') ?? '', /^2027年1月1\d日/u);
    assert.match(fact(storyOfTask(task, 'A cat', 'zh-cn'), 'Created') ?? '', /^2027年1月1\d日/u);
    assert.match(fact(storyOfTake(take, { ...there, language: 'en' }), 'Created') ?? '', /^Jan 1\d, 2027/u);
  });

  it('tells gateway, remote id, cost as reported and size', () => {
    const story = storyOfTake(take, there);
    assert.deepEqual(['Gateway', 'Task ID', 'Cost as reported', 'Size', 'File'].map((label) => fact(story, label)), ['ToAPIs', 'tsk_1', '0.25', '1.2 MB', 'cat.mp4']);
    assert.deepEqual(story.video, { uri: 'link:cat', bytes: 1_234_567, name: 'cat.mp4' });
    assert.equal(storyOfTake(take, { ...there, changedAt: 12.5 }).video?.changedAt, 12.5);
  });

  it('tells the prompt as sent only where it differs', () => {
    assert.equal(fact(storyOfTake(take, there), 'Prompt as sent'), undefined);
    assert.equal(fact(storyOfTake({ ...take, sentPrompt: 'A cat. [推进] It looks up.' }, there), 'Prompt as sent'), 'A cat. [推进] It looks up.');
  });

  it('offers to bring the prompt back only when the text changed', () => {
    assert.ok(!storyOfTake(take, { ...there, staleness: 'current' }).actions.includes('restorePrompt'));
    const stale = storyOfTake(take, { ...there, staleness: 'changed' });
    assert.ok(stale.actions.includes('restorePrompt'));
    assert.match(stale.warning ?? '', /Out of date/u);
  });

  it('plays without its story, and says that it is missing or damaged', () => {
    const lost = { ...take, shot: { ...take.shot, prompt: '' } };
    assert.match(storyOfTake({ ...lost, damaged: 'ENOENT: no such file' }, there).warning ?? '', /No metadata file/u);
    const damaged = storyOfTake({ ...lost, damaged: 'Unexpected token' }, there);
    assert.match(damaged.warning ?? '', /damaged/u);
    assert.ok(damaged.video && !damaged.actions.includes('generateAgain') && !damaged.actions.includes('keep'));
  });

  it('keeps the story of a video that is gone', () => {
    const gone = storyOfTake(take, { uri: 'link:cat', name: 'A cat', language: 'en' });
    assert.match(gone.problem?.message ?? '', /cat\.mp4 no longer exists/u);
    assert.ok(gone.actions.includes('generateAgain') && !gone.actions.includes('continue'));
  });

  it('meets the schema that the page reads it with', () => {
    for (const story of [storyOfTask(task, 'A cat', 'en'), storyOfTake(take, there)]) {
      assert.deepEqual(takeView.parse(story), story);
    }
  });
});
