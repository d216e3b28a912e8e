import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits, followedBy } from '../../../src/directives/textEdit.ts';
import type { TextEdit } from '../../../src/directives/textEdit.ts';
import { assertProperty } from '../../support/property.ts';

/** Edits of a text of this length that do not overlap, in order. */
function editsOf(length: number): fc.Arbitrary<readonly TextEdit[]> {
  return fc.uniqueArray(fc.nat(length), { maxLength: 6 }).map((places) => places.sort((a, b) => a - b)).chain((places) => (
    fc.array(fc.string({ maxLength: 3 }), { minLength: places.length, maxLength: places.length }).map((texts) => places.flatMap((start, index) => {
      const end = places[index + 1];
      return index % 2 === 0 ? [{ start, end: end ?? start, text: texts[index] ?? '' }] : [];
    }))));
}

describe('followedBy', () => {
  it('does in one go what edits after edits do, on any text', () => {
    const texts = fc.string({ maxLength: 20 }).chain((text) => editsOf(text.length).chain((first) => {
      const made = applyEdits(text, first);
      return editsOf(made.length).map((next) => ({ text, first, next, wanted: applyEdits(made, next) }));
    }));
    assertProperty(fc.property(texts, ({ text, first, next, wanted }) => {
      const both = followedBy(first, next);
      assert.equal(applyEdits(text, both), wanted);
      both.forEach(({ start, end }, index) => assert.ok(start <= end && end < (both[index + 1]?.start ?? Infinity)));
    }), { runs: 2000 });
  });

  it('leaves edits apart that do not touch', () => {
    assert.deepEqual(followedBy([{ start: 0, end: 1, text: 'ab' }], [{ start: 5, end: 6, text: '' }]), [{ start: 0, end: 1, text: 'ab' }, { start: 4, end: 5, text: '' }]);
  });
});
