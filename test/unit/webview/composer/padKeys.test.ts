import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { neighbour } from '../../../../src/webview/composer/padKeys.ts';

/** Five tiles in rows of two, the last alone. */
const boxes = Array.from({ length: 5 }, (_, index) => ({ left: (index % 2) * 100, top: Math.floor(index / 2) * 60, width: 90, height: 50 }));

describe('the keys of the camera pad', () => {
  it('go to the tile beside, above and below', () => {
    assert.deepEqual(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'].map((key) => neighbour(boxes, 2, key)), [3, 1, 4, 0]);
  });
  it('lead nowhere beyond the edges, nor do other keys', () => {
    assert.deepEqual([neighbour(boxes, 0, 'ArrowUp'), neighbour(boxes, 0, 'ArrowLeft'), neighbour(boxes, 4, 'ArrowRight'), neighbour(boxes, 4, 'ArrowDown'), neighbour(boxes, 1, 'Tab'), neighbour(boxes, -1, 'End')], Array(6).fill(undefined));
  });
  it('go to the nearest where a row is shorter, and to the ends', () => {
    assert.deepEqual([neighbour(boxes, 3, 'ArrowDown'), neighbour(boxes, 3, 'Home'), neighbour(boxes, 0, 'End')], [4, 0, 4]);
  });
});
