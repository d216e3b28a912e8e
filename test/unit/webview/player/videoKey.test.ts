import assert from 'node:assert/strict';
import { it } from 'node:test';
import { videoKey } from '../../../../src/webview/player/videoKey.ts';

it('a video that is written anew under its name is another one, even of the same size', () => {
  const video = { uri: 'link:film', bytes: 10, changedAt: 1000.5 };
  assert.equal(videoKey(video), videoKey({ ...video }));
  const others = [{ ...video, changedAt: 1001 }, { ...video, bytes: 11 }, { ...video, uri: 'link:other' }, { uri: video.uri, bytes: video.bytes }];
  assert.equal(new Set([video, ...others].map(videoKey)).size, 5);
});
