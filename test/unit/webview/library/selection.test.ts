import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { arrived, chosenAmong, clicked, movedTo, nothingSelected, placeIn, stayed } from '../../../../src/webview/library/selection.ts';
import { assertProperty } from '../../../support/property.ts';

const files = ['a', 'b', 'c', 'd', 'e'];
const plain = { shiftKey: false, ctrlKey: false, metaKey: false };

describe('choosing takes', () => {
  it('a click chooses one, Ctrl or Cmd adds and removes', () => {
    const one = clicked(nothingSelected, files, 'b', plain);
    assert.deepEqual([...one.files], ['b']);
    const two = clicked(one, files, 'd', { ...plain, ctrlKey: true });
    assert.deepEqual([...two.files], ['b', 'd']);
    assert.deepEqual([...clicked(two, files, 'b', { ...plain, metaKey: true }).files], ['d']);
  });

  it('Shift takes the range from where it began, in both directions', () => {
    const start = clicked(nothingSelected, files, 'c', plain);
    const down = clicked(start, files, 'e', { ...plain, shiftKey: true });
    assert.deepEqual([...down.files], ['c', 'd', 'e']);
    assert.deepEqual([...clicked(down, files, 'a', { ...plain, shiftKey: true }).files], ['a', 'b', 'c']);
  });

  it('what a search hides is not meant, and is still chosen when it is seen again', () => {
    const all = files.map((file) => ({ file }));
    const range = clicked(clicked(nothingSelected, files, 'b', plain), files, 'd', { ...plain, shiftKey: true });
    assert.deepEqual(chosenAmong(all, range), [{ file: 'b' }, { file: 'c' }, { file: 'd' }]);
    assert.deepEqual(chosenAmong([{ file: 'e' }, { file: 'c' }], range), [{ file: 'c' }]);
    assert.deepEqual(chosenAmong([], range), []);
  });

  it('a take that comes on top moves nobody’s place', () => {
    const on = clicked(nothingSelected, files, 'b', plain);
    const now = ['new', ...files];
    const after = stayed(on, files, now);
    assert.equal(now[placeIn(now, after)], 'b');
    assert.deepEqual([...clicked(after, now, 'd', { ...plain, shiftKey: true }).files], ['b', 'c', 'd']);
  });

  it('nobody’s place is the first take, and a take that the keyboard came to keeps it', () => {
    const now = ['new', ...files];
    assert.equal(placeIn(now, stayed(nothingSelected, files, now)), 0);
    const after = stayed(arrived(nothingSelected, files), files, now);
    assert.equal(now[placeIn(now, after)], 'a');
    assert.deepEqual([...clicked(after, now, 'b', { ...plain, shiftKey: true }).files], ['a', 'b']);
    assert.equal(arrived(clicked(nothingSelected, files, 'b', plain), files).current, 'b');
  });

  it('a take that goes hands over to the next, the last to the one before, and all of them to whatever stands there', () => {
    const place = (on: string, now: readonly string[]): string | undefined => now[placeIn(now, stayed(clicked(nothingSelected, files, on, plain), files, now))];
    assert.equal(place('b', ['a', 'c', 'd', 'e']), 'c');
    assert.equal(place('b', ['new', 'a', 'd', 'e']), 'd');
    assert.equal(place('e', ['new', 'a', 'b']), 'b');
    assert.equal(place('b', ['1', '2', '3']), '2');
    assert.equal(place('e', ['1', '2']), '2');
  });

  it('a search without a result keeps the place for afterwards', () => {
    const none = stayed(clicked(nothingSelected, files, 'c', plain), files, []);
    assert.equal(placeIn([], none), 0);
    assert.equal(placeIn(files, stayed(none, [], files)), 2);
    assert.equal(placeIn(['x', 'y'], stayed(none, [], ['x', 'y'])), 0);
  });

  it('whatever comes, goes and is sorted anew, a take that is still shown keeps its place and its range', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(String), { minLength: 1 });
    assertProperty(fc.property(some, some, fc.nat(), (before, now, at) => {
      const on = before[at % before.length]!;
      const after = stayed(clicked(nothingSelected, before, on, plain), before, now);
      assert.ok(now.includes(after.current!) && now.includes(after.anchor!));
      if (now.includes(on)) assert.deepEqual([after.current, after.anchor], [on, on]);
    }));
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
