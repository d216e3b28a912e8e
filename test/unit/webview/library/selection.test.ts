import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chosenAmong, clicked, movedTo, nothingSelected } from '../../../../src/webview/library/selection.ts';
import { assertProperty } from '../../../support/property.ts';

const files = ['a', 'b', 'c', 'd', 'e'];
const plain = { shiftKey: false, ctrlKey: false, metaKey: false };

describe('choosing takes', () => {
  it('a click chooses one, Ctrl or Cmd adds and removes', () => {
    const one = clicked(nothingSelected, files, 1, plain);
    assert.deepEqual([...one.files], ['b']);
    const two = clicked(one, files, 3, { ...plain, ctrlKey: true });
    assert.deepEqual([...two.files], ['b', 'd']);
    assert.deepEqual([...clicked(two, files, 1, { ...plain, metaKey: true }).files], ['d']);
  });

  it('Shift takes the range from where it began, in both directions', () => {
    const start = clicked(nothingSelected, files, 2, plain);
    const down = clicked(start, files, 4, { ...plain, shiftKey: true });
    assert.deepEqual([...down.files], ['c', 'd', 'e']);
    assert.deepEqual([...clicked(down, files, 0, { ...plain, shiftKey: true }).files], ['a', 'b', 'c']);
  });

  it('what a search hides is not meant, and is still chosen when it is seen again', () => {
    const all = files.map((file) => ({ file }));
    const range = clicked(clicked(nothingSelected, files, 1, plain), files, 3, { ...plain, shiftKey: true });
    assert.deepEqual(chosenAmong(all, range), [{ file: 'b' }, { file: 'c' }, { file: 'd' }]);
    assert.deepEqual(chosenAmong([{ file: 'e' }, { file: 'c' }], range), [{ file: 'c' }]);
    assert.deepEqual(chosenAmong([], range), []);
  });

  it('arrows move through the grid and stay inside it', () => {
    assert.equal(movedTo(1, 'ArrowDown', 2, 5), 3);
    assert.equal(movedTo(4, 'ArrowDown', 2, 5), 4);
    assert.equal(movedTo(1, 'End', 2, 5), 4);
    assert.equal(movedTo(0, 'x', 2, 5), undefined);
    assertProperty(fc.property(fc.nat(99), fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 100 }), (current, key, columns, count) => {
      const to = movedTo(current % count, key, columns, count);
      assert.ok(to !== undefined && to >= 0 && to < count);
    }));
  });
});
