import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Frames } from '../../../../src/webview/player/frames.ts';
import { clampFrame, evenFrames, frameAt, lastFrame, seekTime, rateOf, timeWords } from '../../../../src/webview/player/frames.ts';
import { assertProperty } from '../../../support/property.ts';

/** Clips with frames of any lengths from 5 ms to half a second. */
const anyFrames = fc.array(fc.double({ min: 0.005, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 300 }).map((lengths): Frames => {
  const starts: number[] = [];
  let end = 0;
  for (const length of lengths) {
    starts.push(end);
    end += length;
  }
  return { starts, end };
});

void test('seeking a little into any frame shows this frame', () => {
  assertProperty(fc.property(anyFrames, fc.nat(), (frames, seed) => {
    const frame = seed % frames.starts.length;
    assert.equal(frameAt(frames, seekTime(frames, frame)), frame);
  }));
});

void test('a frame is on screen from its reported start, even rounded down a hair', () => {
  assertProperty(fc.property(anyFrames, fc.nat(), (frames, seed) => {
    const frame = seed % frames.starts.length;
    assert.equal(frameAt(frames, frames.starts[frame]! - 5e-5), frame);
  }));
});

void test('times outside the clip show its ends', () => {
  const frames = evenFrames(6, 24);
  assert.equal(frameAt(frames, -1), 0);
  assert.equal(frameAt(frames, 99), 143);
});

void test('six seconds at 24 frames a second are 144 frames', () => {
  const frames = evenFrames(6, 24);
  assert.equal(lastFrame(frames), 143);
  assert.equal(rateOf(frames), 24);
  assert.ok(Math.abs(seekTime(frames, 58) - (58 / 24 + 0.003)) < 1e-9);
});

void test('a frame number beyond the ends becomes the end', () => {
  const frames = evenFrames(1, 24);
  assert.deepEqual([clampFrame(frames, -3), clampFrame(frames, 7.4), clampFrame(frames, 900)], [0, 7, 23]);
});

void test('the time is told to the millisecond', () => {
  assert.equal(timeWords(evenFrames(90, 24), 57), '0:02.375');
  assert.equal(timeWords(evenFrames(90, 24), 24 * 61), '1:01.000');
});
