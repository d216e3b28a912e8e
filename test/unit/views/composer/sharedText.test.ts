import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ChangeSet, EditorState } from '@codemirror/state';
import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import fc from 'fast-check';
import type { TextEdit } from '../../../../src/directives/textEdit.ts';
import type { Update } from '../../../../src/views/composer/protocol.ts';
import { shareText } from '../../../../src/views/composer/sharedText.ts';
import { assertProperty } from '../../../support/property.ts';

describe('a text that two sides edit', () => {
  it('takes an update made on the newest version', () => {
    const shared = shareText('A cat runs');
    assert.ok(shared.take(0, [{ client: 'page', changes: [{ start: 2, end: 5, text: 'dog' }] }]));
    assert.equal(shared.text, 'A dog runs');
    assert.equal(shared.version, 1);
  });
  it('leaves an update on an older version to be sent again, and tells what was missed', () => {
    const shared = shareText('A cat runs');
    shared.become('A big cat runs');
    assert.equal(shared.take(0, [{ client: 'page', changes: [{ start: 10, end: 10, text: '!' }] }]), false);
    assert.deepEqual(shared.since(0), [{ client: 'host', changes: [{ start: 2, end: 2, text: 'big ' }] }]);
    assert.equal(shared.text, 'A big cat runs');
  });
  it('refuses changes that lie outside the text or across each other', () => {
    const shared = shareText('abc');
    for (const changes of [[{ start: 2, end: 9, text: '' }], [{ start: 2, end: 1, text: '' }], [{ start: 1, end: 2, text: '' }, { start: 0, end: 1, text: '' }]]) {
      assert.equal(shared.take(0, [{ client: 'page', changes }]), false);
    }
    assert.equal(shared.text, 'abc');
  });

  /** The page's side, as the composer runs it, without a browser. */
  function page(text: string) {
    let state = EditorState.create({ doc: text, extensions: [collab({ startVersion: 0, clientID: 'page' })] });
    return {
      get text() { return state.doc.toString(); },
      type: (at: number, insert: string) => {
        const from = Math.min(at, state.doc.length);
        state = state.update({ changes: { from, to: Math.min(from + 1, state.doc.length), insert } }).state;
      },
      unsent: () => ({
        version: getSyncedVersion(state),
        updates: sendableUpdates(state).map(({ changes }): Update => {
          const parts: TextEdit[] = [];
          changes.iterChanges((from, to, _a, _b, inserted) => parts.push({ start: from, end: to, text: inserted.toString() }), true);
          return { client: 'page', changes: parts };
        }),
      }),
      receive: (updates: readonly Update[]) => {
        let length = state.doc.length - sendableUpdates(state).reduce((sum, { changes }) => sum + changes.newLength - changes.length, 0);
        const sets = updates.map(({ client, changes }) => {
          const set = ChangeSet.of(changes.map(({ start, end, text }) => ({ from: start, to: end, insert: text })), length);
          length = set.newLength;
          return { clientID: client, changes: set };
        });
        state = receiveUpdates(state, sets).state;
      },
    };
  }

  it('ends the same on both sides, whatever the two type at the same time', () => {
    const step = fc.oneof(
      fc.record({ who: fc.constant('page' as const), at: fc.nat(30), insert: fc.string({ maxLength: 4 }).map((text) => text.replace(/\r/g, '')) }),
      fc.record({ who: fc.constant('host' as const), at: fc.nat(30), insert: fc.string({ maxLength: 4 }).map((text) => text.replace(/\r/g, '')) }),
      fc.constant({ who: 'sync' as const, at: 0, insert: '' }),
    );
    assertProperty(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const shared = shareText('A cat runs over grass');
      const side = page(shared.text);
      const sync = (): void => {
        const { version, updates } = side.unsent();
        shared.take(version, updates);
        side.receive(shared.since(version));
      };
      for (const { who, at, insert } of steps) {
        if (who === 'page') side.type(at, insert);
        else if (who === 'host') shared.become(shared.text.slice(0, at) + insert + shared.text.slice(at + 1));
        else sync();
      }
      // The first brings what was missed, the second takes what was left unsent because of it.
      sync();
      sync();
      assert.equal(side.text, shared.text);
    }));
  });
});
