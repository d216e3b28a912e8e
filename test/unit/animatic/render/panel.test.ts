import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createCanvas, type Canvas } from '../../../../src/animatic/render/canvas.ts';
import { createPicture, type Picture } from '../../../../src/animatic/render/picture.ts';
import { setShade } from '../../../../src/animatic/render/renderer.ts';
import { createSurface } from '../../../../src/animatic/render/surface.ts';
import { near, project, viewOf, type View } from '../../../../src/animatic/render/view.ts';
import { assertProperty } from '../../../support/property.ts';
import { fillPlainly } from './panelReference.ts';

interface Size { readonly width: number; readonly height: number }

/** Colours that differ from texel to texel as much as they can, and the same each time; every third pixel lets something through. */
function noisy(width: number, height: number): Picture {
  let state = width * 65537 + height;
  return createPicture(width, height, Uint8Array.from({ length: width * height * 4 }, (_, index) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return index % 4 === 3 && index % 3 !== 0 ? 255 : state >>> 24;
  }));
}

/** A camera before the picture, where it is and where it looks, metres and radians. */
function viewFrom([x, y, z, yaw, pitch, roll]: readonly [number, number, number, number, number, number], frame: Size): View {
  return viewOf({ x, y, z, yaw, pitch, roll, fov: 0.66, subject: { x: 0, z: 0, heading: 0, walked: 0 } }, frame.width, frame.height);
}

/** The outline of the picture as the camera sees it; false where a corner is too near or the camera behind it. */
function outline(canvas: Canvas, view: View, { width, height, foot }: Size & { readonly foot: number }): boolean {
  const corners = ([[-1, 0], [1, 0], [1, 1], [-1, 1]] as const).map(([x, y]) => project(view, x * width / 2, foot + y * height, 0));
  if (view.z >= 0 || corners.some(({ depth }) => depth < near)) return false;
  canvas.scan.clear();
  corners.forEach(({ x, y }, index) => {
    const next = corners[(index + 1) % corners.length]!;
    canvas.scan.edge(x, y, next.x, next.y);
  });
  return true;
}

/** How far the canvas's picture is from the plain one, levels: at most, and in the mean of what it covers. Undefined where nothing is seen. */
function apart(canvas: Canvas, picture: Picture, view: View, place: Size & { readonly foot: number }): { readonly most: number; readonly mean: number } | undefined {
  const { surface, scan } = canvas;
  canvas.look(view);
  canvas.backdrop();
  if (!outline(canvas, view, place)) return undefined;
  const expected = createSurface(surface.width, surface.height);
  expected.words.set(surface.words);
  const before = surface.words.slice();
  canvas.picture(view, place);
  fillPlainly(expected, scan, view, picture, place);
  let [most, sum, count] = [0, 0, 0];
  surface.bytes.forEach((value, at) => {
    const difference = Math.abs(value - expected.bytes[at]!);
    most = Math.max(most, difference);
    sum += difference;
    if (at % 4 < 3 && expected.words[at >> 2] !== before[at >> 2]) count += 1;
  });
  return count === 0 ? undefined : { most, mean: sum / count };
}

const frame = { width: 173, height: 97 };
const upright = { width: 3.2, height: 1.8, foot: 0.1 };

void describe('the first frame on its board is what the plain way draws', () => {
  const sizes = [[320, 180], [333, 187], [64, 900], [1500, 40], [37, 53], [9, 9], [8, 8], [3, 2], [2, 1], [1, 7], [7, 1], [1, 1]] as const;
  for (const [width, height] of sizes) {
    const picture = noisy(width, height);
    const canvas = createCanvas(frame.width, frame.height, setShade(), picture);
    void test(`of ${width} × ${height} pixels, from before and from aside, far and near, leaning and partly outside of the frame`, () => {
      const scale = Math.min(3.2 / width, 1.8 / height);
      for (const place of [{ width: width * scale, height: height * scale, foot: 0.1 }, upright]) {
        for (const at of [
          [0, 1, -4, 0, 0, 0], [0, 1, -1.2, 0, 0, 0], [0, 1, -25, 0, 0, 0], [1.5, 1.4, -3, -0.4, -0.1, 0], [-2.5, 0.6, -2, 0.9, 0.05, 0.03], [0.7, 1, -0.5, 0, 0, 0],
          [0, 4, -3, 0, -0.8, 0], [0, 1, -3, 0.35, 0, 0], [0, 1, -3, 0, 0.4, 0.5], [0, 1, -4, 0, 0, 3], [5, 1, -0.4, -1.45, 0, 0],
        ] as const) {
          const seen = apart(canvas, picture, viewFrom(at, frame), place);
          if (seen) assert.ok(seen.most <= 1 && seen.mean < 0.2, `${at.join()}: ${seen.most}, ${seen.mean}`);
        }
      }
    });
  }

  void test('from anywhere', () => {
    const picture = noisy(410, 231);
    const canvas = createCanvas(frame.width, frame.height, setShade(), picture);
    const number = (least: number, most: number): fc.Arbitrary<number> => fc.double({ min: least, max: most, noNaN: true });
    let count = 0;
    assertProperty(fc.property(fc.tuple(number(-3, 3), number(0.1, 3), number(-9, -0.3), number(-0.9, 0.9), number(-0.5, 0.5), number(-0.2, 0.2)), (at) => {
      const seen = apart(canvas, picture, viewFrom(at, frame), upright);
      if (!seen) return;
      count += 1;
      assert.ok(seen.most <= 1, `${seen.most}`);
    }));
    assert.ok(count > 20, `${count} were seen`);
  });

  void test('of a large picture in a frame as large as a clip’s', () => {
    const picture = noisy(2048, 1152);
    const large = { width: 1366, height: 768 };
    const canvas = createCanvas(large.width, large.height, setShade(), picture);
    for (const at of [[0, 1, -4, 0, 0, 0], [0.2, 1, -1.3, -0.1, 0, 0.03], [2, 1, -2.5, -0.7, 0, -0.03], [0, 1, -2, 0, 0, 1.57]] as const) {
      const seen = apart(canvas, picture, viewFrom(at, large), upright);
      assert.ok(seen && seen.most <= 1 && seen.mean < 0.2, `${at.join()}: ${seen?.most}, ${seen?.mean}`);
    }
  });

  void test('and seen from its very side, with its whole height in a few pixels, it stays within its outline', () => {
    const picture = noisy(64, 2000);
    const canvas = createCanvas(frame.width, frame.height, setShade(), picture);
    for (const x of [1.65, 1.7, 2, 3]) {
      const view = viewFrom([x, 1, -0.3, -1.5, 0, 0.4], frame);
      canvas.look(view);
      canvas.backdrop();
      const before = canvas.surface.words.slice();
      if (!outline(canvas, view, upright)) continue;
      canvas.picture(view, upright);
      const covered = new Uint8Array(before.length);
      for (let y = canvas.scan.top; y < canvas.scan.bottom; y += 1) if (canvas.scan.row(y)) covered.fill(1, y * frame.width + canvas.scan.from, y * frame.width + canvas.scan.to);
      assert.ok(canvas.surface.words.every((word, at) => covered[at] === 1 || word === before[at]));
    }
  });
});

void describe('a picture', () => {
  void test('larger than any frame shows is halved from its pixels with what is transparent in them on grey', () => {
    const [width, height] = [2051, 3];
    const rgba = Uint8Array.from({ length: width * height * 4 }, (_, index) => (index * 37 + (index >> 3)) & 255);
    const onGrey = (x: number, y: number, channel: number): number => {
      const at = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4;
      return Math.trunc(128 + (rgba[at + channel]! - 128) * rgba[at + 3]! / 255);
    };
    const { levels: [level], ...size } = createPicture(width, height, rgba);
    assert.deepEqual([size.width, size.height, level?.width, level?.height], [2051, 3, 1026, 2]);
    assert.deepEqual(level?.rgb, Uint8Array.from({ length: 1026 * 2 * 3 }, (_, index) => {
      const [x, y, channel] = [Math.floor(index / 3) % 1026 * 2, Math.floor(index / 3 / 1026) * 2, index % 3];
      return (onGrey(x, y, channel) + onGrey(x + 1, y, channel) + onGrey(x, y + 1, channel) + onGrey(x + 1, y + 1, channel) + 2) >> 2;
    }));
  });

  void test('lies in the memory that its maker is given', () => {
    const given: Uint8Array[] = [];
    const { levels } = createPicture(40, 20, new Uint8Array(40 * 20 * 4).fill(9), (bytes) => {
      const room = new Uint8Array(bytes);
      given.push(room);
      return room;
    });
    assert.deepEqual(levels.map(({ rgb }) => rgb.buffer), given.map(({ buffer }) => buffer));
    assert.deepEqual(levels.map(({ width, height }) => [width, height]), [[40, 20], [20, 10], [10, 5]]);
  });
});
