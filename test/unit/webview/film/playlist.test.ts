import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evenFrames } from '../../../../src/webview/player/frames.ts';
import { placeOf, playlistOf, sameShotIn } from '../../../../src/webview/film/playlist.ts';
import type { ReelShot } from '../../../../src/webview/film/playlist.ts';

const shot = (title: string, more: Partial<ReelShot> = {}): ReelShot => ({ title, prompt: `${title}.`, seconds: 6, ...more });
const unknown = (): undefined => undefined;

describe('the frames of a film', () => {
  test('are counted through: animatics by their text, takes by what is told of them until they are loaded', () => {
    const { offsets, counts, frames } = playlistOf([shot('a'), shot('b', { video: 'b.mp4', videoSeconds: 10 }), shot('c', { seconds: 10 })], unknown);
    assert.deepEqual([offsets, counts], [[0, 144, 384], [144, 240, 240]]);
    assert.equal(frames.end, 26);
  });

  test('are those of the take itself once it was loaded, at its own rate', () => {
    const list = playlistOf([shot('a'), shot('b', { video: 'b.mp4', videoSeconds: 10 }), shot('c')], (video) => (video === 'b.mp4' ? evenFrames(2, 30) : undefined));
    assert.deepEqual([list.offsets, list.counts, list.frames.end], [[0, 144, 204], [144, 60, 144], 14]);
    assert.deepEqual([placeOf(list, 143), placeOf(list, 144), placeOf(list, 203), placeOf(list, 204), placeOf(list, 9999)], [
      { shot: 0, frame: 143 }, { shot: 1, frame: 0 }, { shot: 1, frame: 59 }, { shot: 2, frame: 0 }, { shot: 2, frame: 143 },
    ]);
  });

  test('are those of the animatic where the take cannot be played, however long the take is', () => {
    const list = playlistOf([shot('a', { video: 'a.mp4', videoSeconds: 2 }), shot('b', { seconds: 10, video: 'b.mp4', videoSeconds: 2 })], (video) => (video === 'b.mp4' ? 'unplayable' : undefined));
    assert.deepEqual([list.offsets, list.counts], [[0, 48], [48, 240]]);
  });

  test('are one where there is no shot, so that a scrubber has a place', () => {
    const list = playlistOf([], unknown);
    assert.deepEqual([list.frames.starts, placeOf(list, 5)], [[0], { shot: 0, frame: 0 }]);
  });
});

describe('the shot on screen in another list', () => {
  const shots = [shot('a'), shot('b'), shot('c')];

  test('is where it moved to', () => {
    assert.equal(sameShotIn([shot('c'), shot('a'), shot('b')], shots[0], 0), 1);
  });

  test('is known by its title when its words changed, and by its words when its title did', () => {
    assert.equal(sameShotIn([shot('z'), shot('b', { prompt: 'Other words.' })], shots[1], 0), 1);
    assert.equal(sameShotIn([shot('z'), shot('y', { prompt: 'b.' })], shots[1], 0), 1);
  });

  test('is the one in its place where it is gone, the last one where the list ends before', () => {
    assert.equal(sameShotIn([shot('x'), shot('y')], shots[1], 1), 1);
    assert.equal(sameShotIn([shot('x')], shots[2], 2), 0);
    assert.equal(sameShotIn([], shots[0], 0), 0);
  });
});
