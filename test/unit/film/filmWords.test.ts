import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filmOf } from '../../../src/film/film.ts';
import { filmWords, lengthWords, secondsOf, sumOf } from '../../../src/film/filmWords.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';

const uri = 'file:///film/harbour.hailuo';
const text = '### Dawn\n@duration = 10\nA harbour.\n\n### Noon\nA gull.\n\n### Rain\n@skip\nRain.\n';
const film = (takes: readonly Take[] = [], written = text) => filmOf({ text: written, document: readDocument(written, 'hailuo'), uri, folder: '/film' }, takes, () => false);
const take = (file: string, prompt: string, line: number, more: Partial<Take> = {}, duration: 6 | 10 = 6): Take =>
  ({ file, shot: { prompt, settings: { ...defaultSettings, duration } }, favourite: false, completedAt: 1, source: { uri, line }, ...more });

describe('what a film comes to', () => {
  test('is what its text says, without the shots that are left out', () => {
    assert.equal(filmWords(sumOf(film(), 6)), '2 shots · 0:16');
    assert.equal(lengthWords(sumOf(film([], '### Dawn\nA harbour.\n'), 10)), '1 shot · 0:10');
  });

  test('counts the chosen take of each shot: its length, and whether it is up to date', () => {
    const takes = [take('/film/a.mp4', 'A harbour.', 2, {}, 10), take('/film/b.mp4', 'A gull.', 5)];
    assert.equal(filmWords(sumOf(film(takes), 6)), '2 shots · 0:16 · 2 up to date');
  });

  test('goes by the take that the text names, not by the newest', () => {
    const named = text.replace('### Noon\n', '### Noon\n@take = old.mp4\n');
    const takes = [take('/film/old.mp4', 'A gull, far away, at noon.', 5, {}, 10), take('/film/new.mp4', 'A gull.', 5, { completedAt: 9 })];
    const shots = film(takes, named);
    assert.deepEqual(sumOf(shots, 6), { shots: 2, seconds: 20, upToDate: 0 });
    assert.equal(secondsOf(shots[1]!, 6), 10);
  });

  test('does not count a take that a shot of other words has', () => {
    const takes = [take('/film/a.mp4', 'A harbour at night in snow.', 2, {}, 6)];
    assert.deepEqual(sumOf(film(takes), 6), { shots: 2, seconds: 16, upToDate: 0 });
  });

  test('counts a film that is a shot of this one by the length of all of it', () => {
    const named = text.replace('### Noon\n', '### Noon\n@take = reel.mp4\n');
    assert.equal(sumOf(film([take('/film/reel.mp4', '', 0, { film: { name: 'reel', shots: 3, seconds: 18 } })], named), 6).seconds, 28);
  });
});
