import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareState } from '../../../../src/views/compare/protocol.ts';
import { takeState } from '../../../../src/views/take/protocol.ts';

describe('what is kept of a tab with takes', () => {
  it('comes back as it was', () => {
    assert.deepEqual(compareState.parse({ files: ['/film/a.mp4', '/film/B.MP4'], frame: 3 }).files, ['/film/a.mp4', '/film/B.MP4']);
    assert.deepEqual(takeState.parse({ subject: { task: 'one', file: '/film/a.mp4' } }).subject, { task: 'one', file: '/film/a.mp4' });
  });
  it('names videos alone, since their folders are opened to the page', () => {
    assert.deepEqual(compareState.parse({ files: ['/film/a.mp4', '/home/me/.ssh/id_ed25519'] }).files, []);
    assert.equal(takeState.parse({ subject: { file: '/home/me/.ssh/id_ed25519' }, rate: 0.5 }).subject, undefined);
    assert.equal(takeState.parse({ subject: { file: '/home/me/.ssh/id_ed25519' }, rate: 0.5 }).rate, 0.5);
  });
  it('is nothing where it is no state at all', () => {
    for (const state of [[], null, 'text', 7]) {
      assert.equal(compareState.safeParse(state).data, undefined);
      assert.equal(takeState.safeParse(state).data, undefined);
    }
  });
});
