import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { composerState, fromComposer, longestText, readComposerState, toComposer } from '../../../../src/views/composer/protocol.ts';
import { assertProperty } from '../../../support/property.ts';

const kept = {
  text: '[Push in] A cat', choices: { gateway: 'toapis', duration: 10, resolution: '768p', promptOptimizer: false, fastPretreatment: false, watermark: true, takes: 3 },
  firstFrame: '/home/me/cat.png', source: { uri: 'file:///film.hailuo', line: 4, base: '[Push in] A cat', read: { duration: 10 }, unwritten: ['duration'] }, chosen: ['gateway'], sidecar: '/clone/cat.mp4.json', made: ['one'], editor: { doc: '' }, time: 3.5, loop: false, showRequest: true,
};

describe('what is kept of a composer', () => {
  it('comes back as it was', () => {
    assert.deepEqual(composerState.parse(JSON.parse(JSON.stringify(kept))), kept);
  });
  it('loses only what was spoilt', () => {
    const read = composerState.parse({ ...kept, choices: { ...kept.choices, duration: 7 }, time: 'late', source: { uri: 4 }, made: [1, 2] });
    assert.equal(read.text, kept.text);
    assert.equal(read.choices, undefined);
    assert.equal(read.source, undefined);
    assert.deepEqual([read.time, read.made, read.loop], [0, [], false]);
  });
  it('is read whatever somebody put in its place', () => {
    assertProperty(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(kept)), fc.anything()), (state) => {
      const read = composerState.parse(state);
      assert.ok(typeof read.text === 'string' && read.text.length <= longestText);
      assert.ok(read.time >= 0 && read.time <= 10 && Array.isArray(read.made));
    }));
  });
  it('is an empty composer where it is no state at all', () => {
    for (const state of [[], null, undefined, 'text', 7]) assert.equal(readComposerState(state).text, '');
  });
});

describe('messages', () => {
  it('that are not understood are refused at both ends, and none throws', () => {
    assertProperty(fc.property(fc.anything(), (message) => {
      fromComposer.safeParse(message);
      toComposer.safeParse(message);
    }));
    for (const message of [
      null, { type: 'run', command: 'rm' }, { type: 'push', version: -1, updates: [] }, { type: 'push', version: 0, updates: [{ client: 'a', changes: [{ start: 0, end: 0, text: 'x'.repeat(longestText + 1) }] }] },
      { type: 'choose', choices: { ...kept.choices, takes: 1_000 } }, { type: 'frame', id: 0, wish: { kind: 'image', name: 'a.png', bytes: 'not bytes' } },
    ]) assert.equal(fromComposer.safeParse(message).success, false, JSON.stringify(message).slice(0, 80));
  });
  it('carry the bytes of an image', () => {
    assert.ok(fromComposer.safeParse({ type: 'frame', id: 0, wish: { kind: 'image', name: 'a.png', bytes: new Uint8Array(8) } }).success);
  });
});
