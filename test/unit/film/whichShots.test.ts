import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filmOf } from '../../../src/film/film.ts';
import { askingTasks, comingShots, stateOfShot, stoppableTasks } from '../../../src/film/shotState.ts';
import { shotsMeant, shotsNamed } from '../../../src/film/whichShots.ts';
import type { WhichShots } from '../../../src/film/whichShots.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import type { Task } from '../../../src/tasks/task.ts';

const uri = 'file:///film/harbour.hailuo';
const text = '### Dawn\nA harbour.\n\n### Dawn\nA gull.\n\n### Rain\n@skip\nRain.\n\n### 2049\nA street.\n';
const source = { text, document: readDocument(text, 'hailuo'), uri };
const film = filmOf({ ...source, folder: '/film' }, [], () => false);
const meant = (which: WhichShots, tasks: readonly Task[] = []): readonly number[] => shotsMeant(film, which, comingShots(source, tasks, () => false)).map(({ number }) => number);
const task = (prompt: string, state: Task['state'], line: number): Task => ({ id: 'a', gateway: 'apimart', prompt, sentPrompt: prompt, settings: defaultSettings, createdAt: 1, progress: 0, state, source: { uri, line } }) as unknown as Task;

describe('the shots that are meant', () => {
  test('by a number are one shot, however many have its title', () => {
    assert.deepEqual(meant([2]), [2]);
    assert.deepEqual(meant(['Dawn']), [1, 2]);
    assert.deepEqual(meant(['#2', '4']), [2, 4]);
  });

  test('by a title that is a number are the shot of that title', () => {
    assert.deepEqual(meant(['2049']), [4]);
  });

  test('are found whatever the case and the spaces of a title', () => {
    assert.deepEqual(meant(['  dAWN ']), [1, 2]);
  });

  test('are those that the film leaves out only where they are named', () => {
    assert.deepEqual(meant('all'), [1, 2, 4]);
    assert.deepEqual(meant('changed'), [1, 2, 4]);
    assert.deepEqual([meant([3]), meant(['Rain'])], [[3], [3]]);
  });

  test('are told from names of nothing, and of several', () => {
    const { shots, unknown, alike } = shotsNamed(film, ['Noon', 9, 'Dawn', 'Rain']);
    assert.deepEqual([shots.map(({ number }) => number), unknown, alike], [[1, 2, 3], ['Noon', 9], [{ title: 'Dawn', numbers: [1, 2] }]]);
  });
});

describe('a shot that is on its way', () => {
  for (const state of ['needsApproval', 'waiting', 'held', 'submitting', 'unconfirmed', 'queued', 'running', 'downloading', 'paused'] as const) {
    test(`is not ordered again with those that changed while its task is ${state}`, () => {
      assert.deepEqual(meant('changed', [task('A harbour.', state, 1)]), [2, 4]);
      assert.deepEqual(meant([1], [task('A harbour.', state, 1)]), [1], 'who names it means it');
    });
  }

  for (const state of ['failed', 'cancelled', 'completed'] as const) {
    test(`is ordered when its task is ${state} and left no take`, () => {
      assert.deepEqual(meant('changed', [task('A harbour.', state, 1)]), [1, 2, 4]);
    });
  }

  test('is ordered when its text changed meanwhile', () => {
    assert.deepEqual(meant('changed', [task('A harbour, wide.', 'running', 1)]), [1, 2, 4]);
  });
});

describe('a shot whose take the film does not use', () => {
  const of = (named: string, ...takes: readonly Partial<Take>[]) => {
    const written = text.replace('### Dawn\n', `### Dawn\n${named}`);
    const all = takes.map((more, index): Take => ({ file: `/film/${String(index)}.mp4`, shot: { prompt: 'A harbour.', settings: defaultSettings }, favourite: false, createdAt: index, source: { uri, line: 1 }, ...more }));
    const shots = filmOf({ text: written, document: readDocument(written, 'hailuo'), uri, folder: '/film' }, all, () => false);
    return { changed: shotsMeant(shots, 'changed', new Set()).map(({ number }) => number), state: shots[0] && stateOfShot(shots[0], undefined), chosen: shots[0]?.chosen?.take.file };
  };
  const old: Partial<Take> = { shot: { prompt: 'A harbour at night.', settings: defaultSettings } };

  test('as somebody named or starred another is not ordered again and again', () => {
    assert.deepEqual(of('@take = 0.mp4\n', old), { changed: [1, 2, 4], state: 'outOfDate', chosen: '/film/0.mp4' });
    assert.deepEqual(of('@take = 0.mp4\n', old, {}), { changed: [2, 4], state: 'other', chosen: '/film/0.mp4' });
    assert.deepEqual(of('', { ...old, favourite: true }, {}), { changed: [2, 4], state: 'other', chosen: '/film/0.mp4' });
  });

  test('as the one that is named is gone is not ordered again either, and says so', () => {
    assert.deepEqual(of('@take = gone.mp4\n', {}), { changed: [2, 4], state: 'gone', chosen: undefined });
  });
});

describe('a shot of a paid gateway that has only an animatic', () => {
  const written = `@gateway = apimart\n\n${text}`;
  const paid = { text: written, document: readDocument(written, 'hailuo'), uri };
  const animatic = (prompt: string, line: number): Take => ({ file: `/film/${String(line)}.mp4`, gateway: 'animatic', shot: { prompt, settings: defaultSettings }, favourite: false, createdAt: line, source: { uri, line } });
  const all = [animatic('A harbour.', 3), animatic('A gull.', 6), animatic('A street.', 13)];

  test('is generated: the animatic is no take of it', () => {
    const shots = filmOf({ ...paid, folder: '/film' }, all, () => false);
    assert.deepEqual(shotsMeant(shots, 'changed', new Set()).map(({ number }) => number), [1, 2, 4]);
    assert.deepEqual(shots.map((shot) => [shot.chosen?.take.gateway, stateOfShot(shot, undefined)]), [['animatic', 'none'], ['animatic', 'none'], [undefined, 'none'], ['animatic', 'none']]);
    assert.deepEqual(shotsMeant(filmOf({ ...source, folder: '/film' }, all, () => false), 'changed', new Set()), [], 'a film of animatics is made');
  });

  test('is not on its way while an animatic of it is rendered', () => {
    const coming = (gateway: Task['gateway'], of: Parameters<typeof comingShots>[0]) => [...comingShots(of, [{ ...task('A gull.', 'running', 6), gateway }], () => false)].map(({ prompt }) => prompt);
    assert.deepEqual([coming('animatic', paid), coming('toapis', paid), coming('animatic', source)], [[], ['A gull.'], ['A gull.']]);
    assert.deepEqual([coming('animatic', { ...source, gateways: { usual: 'apimart' } }), coming('animatic', { ...paid, gateways: { usual: 'apimart', named: 'animatic' } })], [[], ['A gull.']]);
  });
});

describe('the tasks of a film', () => {
  const all = [
    { ...task('A harbour.', 'running', 1), id: 'first' }, { ...task('A harbour.', 'queued', 1), id: 'second' }, { ...task('A gull.', 'needsApproval', 4), id: 'asks' },
    { ...task('A gull.', 'completed', 4), id: 'done' }, { ...task('A gull.', 'unconfirmed', 4), id: 'open' }, { ...task('A street.', 'held', 11), id: 'held' }, { ...task('Elsewhere.', 'running', 1), id: 'other', source: { uri: 'file:///b.hailuo', line: 1 } },
  ];

  test('that can be stopped are all that are on their way, several of one shot too', () => {
    assert.deepEqual([...stoppableTasks(source, all, () => false)].sort(), ['first', 'held', 'second']);
  });

  test('that wait for approval are told by their shot', () => {
    assert.deepEqual([...askingTasks(source, all, () => false)].map(([shot, ids]) => [shot.prompt, ids]), [['A gull.', ['asks']]]);
  });
});
