import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { FilmShot } from '../../../src/film/film.ts';
import type { FilmGateways } from '../../../src/film/madeBy.ts';
import { filmOf, shown, takePath } from '../../../src/film/film.ts';
import { startOf } from '../../../src/film/madeBy.ts';
import { movesOf, shotListMarkdown } from '../../../src/film/shotList.ts';
import { shotsMeant } from '../../../src/film/whichShots.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { filmWords, sumOf } from '../../../src/film/filmWords.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import { assertProperty } from '../../support/property.ts';

const uri = 'file:///film/courier.hailuo';
const text = `### Dawn
[Push in, Tilt up] A harbour.

### Noon
@continue
[Pan left] The courier | walks.

### Night
@skip
Rain.
`;

function take(file: string, prompt: string, completedAt: number, more: Partial<Take> = {}): Take {
  return { file, shot: { prompt, settings: defaultSettings }, favourite: false, completedAt, source: { uri, line: 1 }, ...more };
}

function film(takes: readonly Take[], written = text) {
  return filmOf({ text: written, document: readDocument(written, 'hailuo'), uri, folder: '/film' }, takes, () => false);
}

describe('the take of a shot in its film', () => {
  test('is the newest that is up to date', () => {
    const [dawn] = film([take('/film/a.mp4', '[Push in, Tilt up] A harbour.', 1), take('/film/b.mp4', '[Push in, Tilt up] A harbour.', 2), take('/film/c.mp4', '[Push in, Tilt up] A harbour at night.', 3)]);
    assert.deepEqual(dawn?.takes.map(({ take: { file }, upToDate }) => [file, upToDate]), [['/film/c.mp4', false], ['/film/b.mp4', true], ['/film/a.mp4', true]]);
    assert.equal(dawn.chosen?.take.file, '/film/b.mp4');
  });

  test('is the newest that is kept before any other', () => {
    const [dawn] = film([take('/film/a.mp4', '[Push in, Tilt up] A harbour.', 1, { favourite: true }), take('/film/b.mp4', '[Push in, Tilt up] A harbour.', 2)]);
    assert.equal(dawn?.chosen?.take.file, '/film/a.mp4');
  });

  test('is the one that the text names, relative to the file, whatever it was made from', () => {
    const named = text.replace('### Dawn\n', '### Dawn\n@take = takes/雨 x.mp4\n');
    const other = take('/film/takes/雨 x.mp4', 'Something else.', 1);
    assert.equal(film([other], named)[0]?.chosen?.take.file, other.file);
    assert.equal(film([], named)[0]?.missing, 'takes/雨 x.mp4');
  });

  test('is the one that a film which is not saved names by its whole path, which holds when it is saved', () => {
    const [older, newer] = [take('/videos/a.mp4', '[Push in, Tilt up] A harbour.', 1), take('/videos/b.mp4', '[Push in, Tilt up] A harbour.', 2)];
    const named = text.replace('### Dawn\n', `### Dawn\n@take = ${takePath(older.file, undefined)}\n`);
    const read = { text: named, document: readDocument(named, 'hailuo'), uri };
    for (const source of [read, { ...read, folder: '/film' }]) assert.equal(filmOf(source, [older, newer], () => false)[0]?.chosen?.take.file, older.file);
    assert.equal(filmOf(read, [newer], () => false)[0]?.missing, older.file);
    assert.equal(takePath(older.file, '/videos/films'), '../a.mp4');
  });

  test('is none where every take is out of date, so that the shot is to be generated', () => {
    const shots = film([take('/film/c.mp4', '[Push in, Tilt up] A harbour in fog and snow.', 3)]);
    assert.equal(shots[0]?.chosen, undefined);
    assert.deepEqual(shotsMeant(shots, 'changed', new Set()).map(({ title }) => title), ['Dawn', 'Noon']);
    assert.deepEqual(shown(shots).map(({ title }) => title), ['Dawn', 'Noon']);
  });

  test('of a shot that continues is out of date when the shot before has another take', () => {
    const first = take('/film/a.mp4', '[Push in, Tilt up] A harbour.', 1);
    const next = (frame: string) => take('/film/n.mp4', '[Pan left] The courier | walks.', 2, { shot: { prompt: '[Pan left] The courier | walks.', settings: { ...defaultSettings, firstFrame: frame } }, source: { uri, line: 5 } });
    assert.equal(film([first, next('/film/a-last-frame.png')])[1]?.chosen?.upToDate, true);
    assert.equal(film([first, next('/film/old-last-frame.png')])[1]?.chosen?.upToDate, false);
  });

  test('is the one that was ordered last, whichever was done last: the next shot starts with that one', () => {
    const harbour = '[Push in, Tilt up] A harbour.';
    const slow = take('/film/z1.mp4', harbour, 9, { createdAt: 1, id: 'm', takeNumber: 1 });
    const quick = take('/film/a2.mp4', harbour, 5, { createdAt: 1, id: 'k', takeNumber: 2 });
    assert.equal(film([slow, quick])[0]?.chosen?.take.file, quick.file);
    assert.equal(film([{ ...quick, createdAt: 2 }, { ...slow, takeNumber: 7 }])[0]?.chosen?.take.file, quick.file);
    assertProperty(fc.property(fc.array(fc.record({ createdAt: fc.nat(3), completedAt: fc.nat(9) }), { minLength: 1, maxLength: 6 }), fc.infiniteStream(fc.nat()), (times, keys) => {
      const takes = times.map((one, index) => take(`/film/${String(index)}.mp4`, harbour, one.completedAt, { createdAt: one.createdAt, takeNumber: index + 1, id: String(index) }));
      const last = takes.reduce((found, one) => ((one.createdAt ?? 0) >= (found.createdAt ?? 0) ? one : found));
      assert.equal(film(takes.map((one) => [keys.next().value as number, one] as const).sort(([a], [b]) => a - b).map(([, one]) => one))[0]?.chosen?.take.file, last.file);
    }));
  });

  test('of a shot that continues is the one that starts with the take which is chosen before it', () => {
    const [one, two] = [take('/film/a.mp4', '[Push in, Tilt up] A harbour.', 1), take('/film/b.mp4', '[Push in, Tilt up] A harbour.', 2)];
    const next = (file: string, from: string, completedAt: number) => take(file, '[Pan left] The courier | walks.', completedAt, { shot: { prompt: '[Pan left] The courier | walks.', settings: { ...defaultSettings, firstFrame: `/film/${from}-last-frame.png` } }, source: { uri, line: 5 } });
    const takes = [one, two, next('/film/after-a.mp4', 'a', 3), next('/film/after-b.mp4', 'b', 4)];
    const noon = (written: string, all = takes) => film(all, written)[1];
    assert.deepEqual([noon(text)?.chosen?.take.file, noon(text)?.takes.map(({ upToDate }) => upToDate)], ['/film/after-b.mp4', [true, false]]);
    const named = text.replace('### Dawn\n', '### Dawn\n@take = a.mp4\n');
    assert.deepEqual([noon(named)?.chosen?.take.file, noon(named)?.chosen?.upToDate], ['/film/after-a.mp4', true]);
    const wrong = noon(named, [one, two, next('/film/after-b.mp4', 'b', 4)]);
    assert.deepEqual([wrong?.chosen?.take.file, wrong?.chosen?.upToDate], ['/film/after-b.mp4', false], 'one that starts otherwise plays until it is made anew');
  });
});

describe('an animatic of a shot that a paid gateway makes', () => {
  const [harbour, courier] = ['[Push in, Tilt up] A harbour.', '[Pan left] The courier | walks.'];
  const paid = take('/film/a.mp4', harbour, 1, { gateway: 'apimart' });
  const animatic = take('/film/anim.mp4', harbour, 5, { gateway: 'animatic' });
  const next = (file: string, from: string, more: Partial<Take> = {}) => take(file, courier, 2, { gateway: 'apimart', shot: { prompt: courier, settings: { ...defaultSettings, firstFrame: `/film/${from}-last-frame.png` } }, source: { uri, line: 5 }, ...more });
  const paidFilm = (takes: readonly Take[], written = text, gateways: FilmGateways = { usual: 'apimart' }) =>
    filmOf({ text: written, document: readDocument(written, 'hailuo'), uri, folder: '/film', gateways }, takes, () => false);
  const missing = (shots: readonly FilmShot[]) => shotsMeant(shots, 'changed', new Set()).map(({ number }) => number);

  test('takes the place of no video, and the shot that continues stays as it is', () => {
    const shots = paidFilm([paid, animatic, next('/film/b.mp4', 'a')]);
    assert.deepEqual(shots.map(({ chosen }) => [chosen?.take.file, chosen?.upToDate]), [['/film/a.mp4', true], ['/film/b.mp4', true], [undefined, undefined]]);
    assert.deepEqual(missing(shots), []);
  });

  test('plays where there is no video of the words as they are now, and the shot is generated all the same', () => {
    const old = take('/film/old.mp4', '[Push in, Tilt up] A harbour in fog and snow.', 9, { gateway: 'apimart' });
    for (const takes of [[animatic], [animatic, old]]) {
      const shots = paidFilm([...takes, next('/film/b.mp4', 'a')]);
      assert.deepEqual([shots[0]?.chosen?.take.file, shots[0]?.chosen?.upToDate], ['/film/anim.mp4', false]);
      assert.ok(missing(shots).includes(1));
      assert.equal(startOf(shots[0]!, 'apimart'), undefined, 'nothing is paid for that starts with it');
    }
    assert.equal(filmWords(sumOf(paidFilm([animatic]), 6)), '2 shots · 0:12');
  });

  test('plays only where no video is there that merely starts otherwise', () => {
    const shown = paidFilm([paid, next('/film/b.mp4', 'old'), next('/film/c.mp4', 'a', { gateway: 'animatic', completedAt: 9 })])[1];
    assert.deepEqual([shown?.chosen?.take.file, shown?.chosen?.upToDate, shown?.takes.map(({ upToDate }) => upToDate)], ['/film/b.mp4', false, [false, false]]);
  });

  test('is what the film uses, and what a paid shot starts with, where somebody picked it', () => {
    const starred = paidFilm([paid, { ...animatic, favourite: true }]);
    const named = paidFilm([paid, animatic], text.replace('### Dawn\n', '### Dawn\n@take = anim.mp4\n'));
    for (const [dawn] of [starred, named]) assert.deepEqual([dawn?.chosen?.take.file, startOf(dawn!, 'apimart')?.take.file], ['/film/anim.mp4', '/film/anim.mp4']);
  });

  test('is a take like any other where the text, the setting or the order wants an animatic', () => {
    const wanted = text.replace('### Dawn\n', '### Dawn\n@gateway = animatic\n');
    for (const shots of [paidFilm([paid, animatic], wanted), paidFilm([paid, animatic], text, { usual: 'animatic' }), film([paid, animatic]), paidFilm([paid, animatic], text, { usual: 'apimart', named: 'animatic' })]) {
      assert.deepEqual([shots[0]?.chosen?.take.file, shots[0]?.chosen?.upToDate], ['/film/anim.mp4', true]);
    }
    assert.deepEqual(missing(paidFilm([animatic], wanted, { usual: 'animatic', named: 'apimart' })), [1, 2]);
  });

  test('is nothing that one paid shot of a film of animatics starts with, unless the text wants the one before it to be one', () => {
    const mixed = text.replace('### Noon\n', '### Noon\n@gateway = apimart\n');
    const [dawn, noon] = paidFilm([paid, animatic, next('/film/b.mp4', 'a')], mixed, { usual: 'animatic' });
    assert.deepEqual([dawn?.chosen?.take.file, startOf(dawn!, 'apimart')?.take.file, startOf(dawn!, 'animatic')?.take.file, noon?.chosen?.upToDate], ['/film/anim.mp4', '/film/a.mp4', '/film/anim.mp4', true]);
    const [written] = paidFilm([animatic], mixed.replace('### Dawn\n', '### Dawn\n@gateway = animatic\n'));
    assert.equal(startOf(written!, 'apimart')?.take.file, '/film/anim.mp4');
  });
});

test('a shot list is a Markdown table that no title breaks', () => {
  const shots = film([take('/film/a b.mp4', '[Push in, Tilt up] A harbour.', 1)]);
  assert.equal(shotListMarkdown('The | courier', shots, () => 6, ({ chosen }) => chosen && 'a%20b.mp4'), `## The \\| courier

| # | Shot | Camera | Length | Take |
| --- | --- | --- | --- | --- |
| 1 | Dawn | Push in + Tilt up | 6 s | [Take](a%20b.mp4) |
| 2 | Noon | Pan left | 6 s | – |
`);
  assert.equal(movesOf(shots[0]!), 'Push in + Tilt up');
  assert.equal(movesOf(shots[0]!, 'zh'), '推进＋上摇');
});
