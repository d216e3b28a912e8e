import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createScan, type Scan } from '../../../../src/animatic/render/scan.ts';
import { assertProperty } from '../../../support/property.ts';

const [width, height] = [40, 30];
type Point = readonly [number, number];

const anyPoint = fc.tuple(fc.double({ min: -20, max: 60, noNaN: true }), fc.double({ min: -20, max: 50, noNaN: true }));
const anyInside = fc.tuple(fc.double({ min: 1, max: 39, noNaN: true }), fc.double({ min: 1, max: 29, noNaN: true }));

function add(scan: Scan, points: readonly Point[]): void {
  points.forEach(([x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length]!;
    scan.edge(x, y, nextX, nextY);
  });
}

/** Every pixel's coverage, rows from the top. */
function coverage(scan: Scan): Float64Array {
  const all = new Float64Array(width * height);
  for (let y = scan.top; y < scan.bottom; y += 1) {
    if (!scan.row(y)) continue;
    for (let x = scan.from; x < scan.to; x += 1) all[y * width + x] = x >= scan.wholeFrom && x < scan.wholeTo ? 1 : scan.coverage[x]!;
  }
  return all;
}

function area(points: readonly Point[]): number {
  return Math.abs(points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0));
}

void test('the coverage of a triangle inside the frame adds up to its area', () => {
  const scan = createScan(width, height);
  assertProperty(fc.property(fc.tuple(anyInside, anyInside, anyInside), (points) => {
    scan.clear();
    add(scan, points);
    const sum = coverage(scan).reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum - area(points)) < 0.01, `${sum} and ${area(points)}`);
  }));
});

void test('two triangles with a common edge cover what the square between them covers, without a seam', () => {
  const scan = createScan(width, height);
  assertProperty(fc.property(anyPoint, anyPoint, (a, c) => {
    const [b, d] = [[c[0], a[1]], [a[0], c[1]]] as const;
    scan.clear();
    add(scan, [a, b, c]);
    add(scan, [a, c, d]);
    const halves = coverage(scan);
    scan.clear();
    add(scan, [a, b, c, d]);
    coverage(scan).forEach((value, index) => assert.ok(Math.abs(value - halves[index]!) < 0.002));
  }));
});

void test('no outline, however far it reaches, covers a pixel less than not at all or more than whole', () => {
  const scan = createScan(width, height);
  assertProperty(fc.property(fc.array(anyPoint, { minLength: 3, maxLength: 9 }), (points) => {
    scan.clear();
    add(scan, points);
    assert.ok(coverage(scan).every((value) => value >= 0 && value <= 1));
    // Nothing is left over for the next outline.
    scan.clear();
    add(scan, [[4, 4], [8, 4], [8, 8], [4, 8]]);
    assert.ok(Math.abs(coverage(scan).reduce((sum, value) => sum + value, 0) - 16) < 1e-4);
  }));
});

void test('a square on half pixels covers its edges by half', () => {
  const scan = createScan(width, height);
  add(scan, [[1.5, 1.5], [4.5, 1.5], [4.5, 4.5], [1.5, 4.5]]);
  const all = coverage(scan);
  assert.deepEqual([1, 2, 3, 4, 5].map((x) => all[2 * width + x]), [0.5, 1, 1, 0.5, 0]);
  assert.equal(all[1 * width + 1], 0.25);
});
