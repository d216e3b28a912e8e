import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TakeDetail } from '../../../../src/views/library/protocol.ts';
import { detailNow, pictured } from '../../../../src/webview/library/details.ts';

const told: TakeDetail = { file: '/v/film.mp4', stale: false, video: 'link:film', bytes: 10, version: 'first' };

describe('the picture of a card', () => {
  it('that the page made stays while the video is the same, whatever else is told of it', () => {
    const before = pictured(told, told.file, 'first', 'blob:first');
    assert.deepEqual(before, { ...told, poster: 'blob:first' });
    assert.deepEqual(detailNow(before, { ...told, stale: true }), { ...told, stale: true, poster: 'blob:first' });
    assert.equal(detailNow(before, { ...told, poster: 'link:kept' }).poster, 'blob:first');
  });

  it('is forgotten when the video was written anew under its name', () => {
    const before: TakeDetail = { ...told, poster: 'blob:first' };
    assert.equal(detailNow(before, { ...told, version: 'second' }).poster, undefined);
    assert.equal(detailNow(before, { ...told, version: 'second', poster: 'link:second' }).poster, 'link:second');
  });

  it('that was still being made of the video before is none of the new one', () => {
    const now: TakeDetail = { ...told, version: 'second' };
    assert.deepEqual(pictured(now, told.file, 'first', 'blob:first'), now);
  });
});
