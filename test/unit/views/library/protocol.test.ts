import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromLibrary } from '../../../../src/views/library/protocol.ts';

describe('what the takes view tells the extension', () => {
  it('names as many takes as a person can choose with one key', () => {
    const files = Array.from({ length: 10_000 }, (_, index) => `/v/${String(index)}.mp4`);
    for (const message of [{ type: 'act', action: 'discard', file: files[0], files }, { type: 'act', action: 'keep', file: files[0], files }, { type: 'compare', files }]) {
      assert.deepEqual(fromLibrary.safeParse(message).data, message);
    }
  });
});
