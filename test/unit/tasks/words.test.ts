import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hourText } from '../../../src/shots/dateText.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Task } from '../../../src/tasks/task.ts';
import { approvalWords, clockWords, descriptionOf, hasClock, taskTitle } from '../../../src/tasks/words.ts';

const now = 1_800_000_000_000;
const running: Task = {
  version: 1, id: 'a', revision: 1, gateway: 'apimart', state: 'running', progress: 40, prompt: 'A cat', sentPrompt: 'A cat',
  settings: defaultSettings, folder: '/videos', createdAt: now - 70_000, submittedAt: now - 65_000, idempotencyKey: 'a',
};

describe('the words for a task', () => {
  it('tell progress, elapsed time beside the vendor\'s estimate, and settings', () => {
    assert.equal(descriptionOf({ ...running, estimatedSeconds: 240 }, now, 'en'), 'Running 40% · 1:05 of about 4:00 · APIMart · 6 s · 768p');
  });

  it('say first what an agent’s request costs, which one decides by', () => {
    const asking: Task = { ...running, state: 'needsApproval', quote: { amount: '0.28', unit: 'USD', source: 'own' } };
    assert.match(descriptionOf(asking, now, 'en'), /^about 0.28 USD · Needs approval · APIMart/u);
  });

  it('count one request of an agent as one', () => {
    assert.deepEqual([0, 1, 2, 21].map(approvalWords), ['0 need approval', '1 needs approval', '2 need approval', '21 need approval']);
  });

  it('say nothing of a percentage that the gateway did not give', () => {
    assert.equal(descriptionOf({ ...running, progress: 0 }, now, 'en'), 'Running · 1:05 · APIMart · 6 s · 768p');
  });

  it('tell how long the link lives while the video is not fetched', () => {
    const paused: Task = { ...running, state: 'paused', expiresAt: now + 3_600_000 };
    assert.match(descriptionOf(paused, now, 'en'), /link expires in 1:00:00/u);
    assert.match(descriptionOf({ ...paused, expiresAt: now - 1 }, now, 'en'), /link expired/u);
    assert.doesNotMatch(descriptionOf({ ...paused, state: 'completed', file: '/videos/a.mp4' }, now, 'en'), /expire/u);
  });

  it('go on with the time while it runs, while its link lives and until its next try, in whatever state it rests', () => {
    const paused: Task = { ...running, state: 'paused' };
    assert.equal(hasClock(running, now), true);
    assert.equal(hasClock(paused, now), false);
    assert.equal(hasClock({ ...paused, expiresAt: now + 1 }, now), true);
    assert.equal(hasClock({ ...paused, expiresAt: now }, now), false);
    assert.equal(hasClock({ ...paused, expiresAt: now + 1, file: '/videos/a.mp4' }, now), false);
    assert.equal(hasClock({ ...running, state: 'waiting', retryAt: now + 1 }, now), true);
    assert.equal(hasClock({ ...running, state: 'waiting', retryAt: now }, now), false);
    assert.equal(hasClock({ ...running, state: 'failed', expiresAt: now + 1 }, now), false);
  });

  it('say first why a task does not go on, and until when it waits', () => {
    const failure = (name: 'balance' | 'rate' | 'content' | 'network') => ({ class: name, message: 'A whole sentence.' });
    assert.equal(descriptionOf({ ...running, state: 'paused', failure: failure('balance') }, now, 'en'), 'Balance too low · APIMart · 6 s · 768p');
    assert.equal(descriptionOf({ ...running, state: 'waiting', failure: failure('rate'), retryAt: now + 12_000 }, now, 'en'), 'APIMart is busy, retry in 0:12 · APIMart · 6 s · 768p');
    assert.equal(descriptionOf({ ...running, state: 'failed', failure: failure('content') }, now, 'en'), `Prompt or image refused · APIMart · ${hourText(running.createdAt, 'en')} · 6 s · 768p`);
    assert.match(descriptionOf({ ...running, failure: failure('rate') }, now, 'en'), /^Running 40%/u);
    assert.match(descriptionOf({ ...running, failure: failure('network') }, now, 'en'), /^Can’t reach APIMart · 1:05/u);
    // A key may be refused, or not be there at all: the row says what is true of both.
    assert.match(descriptionOf({ ...running, state: 'paused', failure: { class: 'auth', message: 'There is no API key.' } }, now, 'en'), /^Check the API key · /u);
  });

  it('say that a link has expired, and what is done about it, in place of a percentage that is over', () => {
    const fetching: Task = { ...running, state: 'downloading', progress: 100, expiresAt: now - 1 };
    const dead = { class: 'result', message: 'HTTP 403.' } as const;
    assert.match(descriptionOf({ ...fetching, expiresAt: now + 1000 }, now, 'en'), /^Downloading · 1:05 · link expires in 0:01 · APIMart/u);
    assert.match(descriptionOf({ ...fetching, failure: dead }, now, 'en'), /^Link expired, getting a new one · 1:05 · APIMart/u);
    assert.match(descriptionOf({ ...fetching, expiresAt: now + 60_000, failure: dead }, now, 'en'), /^Link doesn’t work, getting a new one · 1:05 · link expires in 1:00 · /u);
    assert.match(descriptionOf({ ...fetching, expiresAt: now + 60_000, failure: { class: 'network', message: 'Gone.' } }, now, 'en'), /^Download interrupted, trying again/u);
    assert.match(descriptionOf({ ...fetching, state: 'paused', failure: dead }, now, 'en'), /^Link expired · APIMart/u);
  });

  it('name the shot that a held one waits for', () => {
    assert.equal(descriptionOf({ ...running, state: 'held', progress: 0, waitsFor: { shot: 'Kitchen', task: 'b' } }, now, 'en'), 'waiting for Kitchen · APIMart · 6 s · 768p');
    const failure = { class: 'result', code: 'no-first-frame', message: 'Kitchen failed.' } as const;
    assert.equal(descriptionOf({ ...running, state: 'paused', failure }, now, 'en'), 'No frame to start with · APIMart · 6 s · 768p');
  });

  it('count minutes past the hour', () => {
    assert.deepEqual([0, 59_000, 60_000, 3_723_000, -5].map(clockWords), ['0:00', '0:59', '1:00', '1:02:03', '0:00']);
  });

  it('call a task by the title of its shot where it has one', () => {
    const source = { uri: 'file:///harbour.hailuo', line: 4 };
    assert.equal(taskTitle({ prompt: '[Push in] A cat', source: { ...source, title: 'Harbour at dawn' } }), 'Harbour at dawn');
    assert.equal(taskTitle({ prompt: '[Push in] A cat', source }), 'A cat');
  });
});
