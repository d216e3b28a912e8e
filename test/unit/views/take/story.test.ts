import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Task } from '../../../../src/tasks/task.ts';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import { takeView } from '../../../../src/views/take/protocol.ts';
import { storyOfTask } from '../../../../src/views/take/story.ts';

const task: Task = {
  version: 1, id: 't1', revision: 3, gateway: 'toapis', state: 'running', progress: 40, prompt: 'A cat. [Push in] It looks up.',
  sentPrompt: 'A cat. [Push in] It looks up.', settings: defaultSettings, folder: '/videos', createdAt: 1_800_000_000_000,
  submittedAt: 1_800_000_001_000, estimatedSeconds: 240, idempotencyKey: 'k',
};
const done: Task = { ...task, state: 'completed', progress: 100, file: '/videos/cat.mp4', bytes: 1_234_567, cost: '0.25', remoteId: 'tsk_1', completedAt: 1_800_000_200_000 };
const linkOf = (file: string): string => `link:${file}`;

function fact(story: ReturnType<typeof storyOfTask>, label: string): string | undefined {
  return story.facts.find((one) => one.label === label)?.value;
}

describe('the story of a take', () => {
  it('shows how far a running task is, and no video', () => {
    const story = storyOfTask(task, linkOf);
    assert.deepEqual(story.progress, { words: 'Running', percent: 40, startedAt: 1_800_000_001_000, estimatedSeconds: 240 });
    assert.equal(story.video, undefined);
    assert.deepEqual(story.actions, ['generateAgain', 'copyPrompt']);
  });

  it('turns into the video when the task is done', () => {
    const story = storyOfTask(done, linkOf);
    assert.equal(story.progress, undefined);
    assert.deepEqual(story.video, { uri: 'link:/videos/cat.mp4', bytes: 1_234_567, name: 'cat.mp4' });
    assert.ok(story.actions.includes('reveal'));
  });

  it('tells gateway, remote id, cost as reported and size', () => {
    const story = storyOfTask(done, linkOf);
    assert.deepEqual(['Gateway', 'Remote id', 'Cost as reported', 'Size', 'File'].map((label) => fact(story, label)), ['ToAPIs', 'tsk_1', '0.25', '1.2 MB', 'cat.mp4']);
  });

  it('tells the prompt as sent only where it differs', () => {
    assert.equal(fact(storyOfTask(done, linkOf), 'Prompt as sent'), undefined);
    assert.equal(fact(storyOfTask({ ...done, sentPrompt: 'A cat. [推进] It looks up.' }, linkOf), 'Prompt as sent'), 'A cat. [推进] It looks up.');
  });

  it('says why there is no video, and what to do', () => {
    const failed = storyOfTask({ ...task, state: 'failed', failure: { class: 'content', message: 'Refused by the content policy.', remedy: 'Change the prompt.' } }, linkOf);
    assert.deepEqual(failed.problem, { message: 'Refused by the content policy.', remedy: 'Change the prompt.' });
    assert.ok(storyOfTask({ ...task, state: 'cancelled' }, linkOf).problem);
  });

  it('meets the schema that the page reads it with', () => {
    for (const story of [storyOfTask(task, linkOf), storyOfTask(done, linkOf)]) {
      assert.deepEqual(takeView.parse(story), story);
    }
  });
});
