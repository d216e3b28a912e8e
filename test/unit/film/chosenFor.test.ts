import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chosenFor } from '../../../src/film/chosenFor.ts';
import { filmOf } from '../../../src/film/film.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import type { Task } from '../../../src/tasks/task.ts';

const uri = 'file:///film/harbour.hailuo';
const take = (file: string, more: Partial<Take> = {}, prompt = 'A kitchen.'): Take =>
  ({ file, shot: { prompt, settings: defaultSettings }, favourite: false, completedAt: 1, source: { uri, line: 1 }, ...more });
const kitchen = (takes: readonly Take[], named?: string) => {
  const text = `### Kitchen\n${named === undefined ? '' : `@take = ${named}\n`}A kitchen.\n\n### Door\n@continue\nA door.\n`;
  return filmOf({ text, document: readDocument(text, 'hailuo'), uri, folder: '/film' }, takes, () => false)[0];
};
const making = (state: Task['state'], file?: string) => (id: string): Task | undefined => (id === 'k' ? { id, state, ...(file !== undefined && { file }) } as unknown as Task : undefined);
const waits = { waitsFor: { shot: 'Kitchen', task: 'k' } };

describe('a task that waits for the shot before', () => {
  test('goes on with a take that was starred while that shot is being made', () => {
    assert.equal(chosenFor(waits, kitchen([take('/film/a.mp4', { favourite: true })]), making('running')), '/film/a.mp4');
  });

  test('goes on with the newest that is starred, and with a starred one of other words', () => {
    const takes = [take('/film/a.mp4', { favourite: true, completedAt: 1 }), take('/film/b.mp4', { favourite: true, completedAt: 5 }), take('/film/c.mp4', { completedAt: 9 })];
    assert.equal(chosenFor(waits, kitchen(takes), making('running')), '/film/b.mp4');
    assert.equal(chosenFor(waits, kitchen([take('/film/old.mp4', { favourite: true }, 'A kitchen at night, far away.')]), making('queued')), '/film/old.mp4');
  });

  test('goes on with the take that the text names, before any star', () => {
    const takes = [take('/film/a.mp4', { favourite: true }), take('/film/b.mp4')];
    assert.equal(chosenFor(waits, kitchen(takes, 'b.mp4'), making('running')), '/film/b.mp4');
    assert.equal(chosenFor(waits, kitchen([], 'gone.mp4'), making('running')), undefined);
  });

  test('waits on for what is being made where a take is merely up to date', () => {
    for (const state of ['needsApproval', 'waiting', 'held', 'submitting', 'queued', 'running', 'downloading', 'paused', 'unconfirmed'] as const) {
      assert.equal(chosenFor(waits, kitchen([take('/film/a.mp4')]), making(state)), undefined, state);
    }
  });

  test('goes on with one that is up to date once the making is over, or nobody makes it', () => {
    for (const state of ['failed', 'cancelled'] as const) assert.equal(chosenFor(waits, kitchen([take('/film/a.mp4')]), making(state)), '/film/a.mp4', state);
    assert.equal(chosenFor({ waitsFor: { shot: 'Kitchen' } }, kitchen([take('/film/a.mp4')]), () => undefined), '/film/a.mp4');
    assert.equal(chosenFor({ waitsFor: { shot: 'Kitchen' } }, kitchen([take('/film/a.mp4', {}, 'A kitchen at night, far away.')]), () => undefined), undefined);
  });

  test('does not go on with the take that it was ordered to replace, nor with that of the task it waits for: that one comes by itself', () => {
    assert.equal(chosenFor({ waitsFor: { shot: 'Kitchen', task: 'k', not: '/film/a.mp4' } }, kitchen([take('/film/a.mp4', { favourite: true })]), making('running')), undefined);
    assert.equal(chosenFor(waits, kitchen([take('/film/k.mp4')]), making('completed', '/film/k.mp4')), undefined);
  });

  test('goes on with the take that it was ordered to replace once that came to nothing and somebody picked it', () => {
    const replaces = { waitsFor: { ...waits.waitsFor, not: '/film/a.mp4' } };
    for (const state of ['failed', 'cancelled'] as const) {
      assert.equal(chosenFor(replaces, kitchen([take('/film/a.mp4', { favourite: true })]), making(state)), '/film/a.mp4', state);
      assert.equal(chosenFor(replaces, kitchen([take('/film/a.mp4')], 'a.mp4'), making(state)), '/film/a.mp4', state);
      assert.equal(chosenFor(replaces, kitchen([take('/film/a.mp4')]), making(state)), undefined, 'not by itself');
    }
    for (const state of ['running', 'paused'] as const) assert.equal(chosenFor(replaces, kitchen([take('/film/a.mp4')], 'a.mp4'), making(state)), undefined, state);
  });

  test('goes on with an animatic only where it makes one itself, or somebody picked it', () => {
    const animatic = { gateway: 'animatic' } as const;
    const [free, paid] = [{ waitsFor: waits.waitsFor, ...animatic }, { waitsFor: waits.waitsFor, gateway: 'apimart' as const }];
    for (const [task, takes, file] of [[free, [take('/film/a.mp4', animatic)], '/film/a.mp4'], [paid, [take('/film/a.mp4', animatic)], undefined], [paid, [take('/film/a.mp4', { ...animatic, favourite: true })], '/film/a.mp4'], [paid, [take('/film/a.mp4', animatic), take('/film/old.mp4', { gateway: 'apimart', completedAt: 0 })], '/film/old.mp4']] as const) {
      assert.equal(chosenFor(task, kitchen(takes), making('failed')), file);
    }
    assert.equal(chosenFor(paid, kitchen([take('/film/a.mp4', animatic)], 'a.mp4'), making('failed')), '/film/a.mp4');
  });

  test('does not go on with the very take that its task made: that comes once by itself, and taking its last frame may have failed', () => {
    assert.equal(chosenFor(waits, kitchen([take('/film/k.mp4')]), making('completed', '/film/k.mp4')), undefined);
  });

  test('waits on where the shot before is gone from the text, or has no take', () => {
    assert.equal(chosenFor(waits, undefined, making('failed')), undefined);
    assert.equal(chosenFor(waits, kitchen([]), making('failed')), undefined);
  });
});
