import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { inspectVideo } from '../../../../src/webview/player/inspect.ts';
import { countingClip } from '../../../support/countingClip.ts';
import { assertProperty } from '../../../support/property.ts';

describe('the header of a video', () => {
  let clip: Uint8Array<ArrayBuffer>;
  before(async () => {
    clip = await countingClip({ width: 320, height: 180, frames: 30, rate: 24 });
  });

  it('tells size, codec and the time of every frame', () => {
    const video = inspectVideo(clip.slice().buffer);
    assert.ok(video.kind === 'video');
    assert.match(video.codec, /^avc1\./);
    assert.deepEqual([video.width, video.height, video.frames.starts.length], [320, 180, 30]);
    video.frames.starts.forEach((start, frame) => assert.ok(Math.abs(start - frame / 24) < 1e-3));
    assert.ok(Math.abs(video.frames.end - 30 / 24) < 1e-3);
  });

  it('says that a file cut off inside its index has none', () => {
    assert.equal(inspectVideo(clip.slice(0, 300).buffer).kind, 'noIndex');
  });

  it('says that something else is not an mp4', () => {
    assert.equal(inspectVideo(new TextEncoder().encode('<html>502 Bad Gateway</html>').buffer).kind, 'notMp4');
    assert.equal(inspectVideo(new ArrayBuffer(0)).kind, 'notMp4');
  });

  it('survives any damage', (t) => {
    // The reading library tells the console of every oddity.
    t.mock.method(console, 'error', () => undefined);
    t.mock.method(console, 'warn', () => undefined);
    assertProperty(fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }), (damage) => {
      const bytes = clip.slice();
      for (const [at, value] of damage) {
        bytes[at % 1000] = value;
      }
      assert.ok(inspectVideo(bytes.buffer).kind.length > 0);
    }), { runs: 60 });
  });
});
