import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { planCamera } from '../../../../src/directives/camera.ts';
import { directiveIds, directives } from '../../../../src/directives/vocabulary.ts';
import { frameCount, frameSize } from '../../../../src/animatic/render/frameSize.ts';
import { createPicture } from '../../../../src/animatic/render/picture.ts';
import { placeholderPicture } from '../../../../src/animatic/render/placeholder.ts';
import { createRenderer } from '../../../../src/animatic/render/renderer.ts';
import { createSurface, type Surface } from '../../../../src/animatic/render/surface.ts';

const [width, height] = [320, 180];
const notice = 'Camera preview';
const renderer = createRenderer(width, height, { notice });

function frame(prompt: string, t: number, draw = renderer, size: { readonly width: number; readonly height: number } = { width, height }): Surface {
  const surface = createSurface(size.width, size.height);
  draw.draw(surface, planCamera(prompt, 6), t);
  return surface;
}

/** The mean difference of two frames, levels a channel, above this row. */
function apart(a: Surface, b: Surface, rows = a.height): number {
  let sum = 0;
  for (let at = 0; at < rows * a.width * 4; at += 1) sum += Math.abs(a.bytes[at]! - b.bytes[at]!);
  return sum / (rows * a.width * 3);
}

/** Above the caption and the timeline. */
const scene = Math.floor(height * 0.74);

/** The share of pixels that are nearly this colour. */
function share(surface: Surface, [r, g, b]: readonly [number, number, number]): number {
  let count = 0;
  for (let at = 0; at < surface.bytes.length; at += 4) {
    if (Math.abs(surface.bytes[at]! - r) + Math.abs(surface.bytes[at + 1]! - g) + Math.abs(surface.bytes[at + 2]! - b) < 30) count += 1;
  }
  return count / (surface.width * surface.height);
}

function plain(colour: readonly [number, number, number], w: number, h: number): ReturnType<typeof createPicture> {
  return createPicture(w, h, Uint8ClampedArray.from({ length: w * h * 4 }, (_, index) => (index % 4 === 3 ? 255 : colour[index % 4]!)));
}

void describe('a frame', () => {
  void test('is opaque, whole and the same every time', () => {
    const once = frame('[Pan left, Pedestal up] a cat', 2);
    assert.ok(once.bytes.every((value, index) => index % 4 !== 3 || value === 255));
    assert.deepEqual(frame('[Pan left, Pedestal up] a cat', 2).bytes, once.bytes);
    assert.deepEqual(frame('[Pan left, Pedestal up] a cat', 2, createRenderer(width, height, { notice })).bytes, once.bytes);
  });

  void test('is drawn into the memory that it is given', () => {
    const memory = new Uint8ClampedArray(new ArrayBuffer(width * height * 4 + 64), 64);
    renderer.draw(createSurface(width, height, memory), planCamera('a cat', 6), 0);
    assert.deepEqual(memory, frame('a cat', 0).bytes);
  });

  void test('is the same whether nothing moved since the one before, or it is the first of its renderer', () => {
    for (const prompt of ['[Static shot] a cat', 'a cat [Pan left] looks']) {
      const used = createRenderer(width, height, { notice });
      frame(prompt, 0.4, used);
      assert.deepEqual(frame(prompt, 0.6, used).bytes, frame(prompt, 0.6, createRenderer(width, height, { notice })).bytes);
    }
  });

  void test('is the same in the renderer’s own memory, whatever was written over it before', () => {
    for (const [w, h] of [[width, height], [1366, 768], [720, 1280]] as const) {
      const used = createRenderer(w, h, { notice });
      for (const [prompt, t] of [['[Static shot] a cat', 0.4], ['[Static shot] a cat', 2.6], ['[Pan left] a cat', 3], ['[Pan left] a cat', 3], ['[Static shot] a cat', 0.4]] as const) {
        const expected = createSurface(w, h);
        createRenderer(w, h, { notice }).draw(expected, planCamera(prompt, 6), t);
        assert.deepEqual(used.look(planCamera(prompt, 6), t).bytes, expected.bytes);
      }
    }
  });

  void test('shows every move: half-way the scene has changed, in a static shot not at all', () => {
    for (const { id, en } of directives) {
      const change = apart(frame(`[${en}] a cat`, 0), frame(`[${en}] a cat`, 3.1), scene);
      if (id === 'static-shot') assert.equal(change, 0);
      else assert.ok(change > 2, `${id}: ${change}`);
    }
  });

  void test('shows no two moves alike', () => {
    const ends = directiveIds.map((_, index) => frame(`[${directives[index]!.en}] a cat`, 4.4));
    ends.forEach((a, index) => ends.slice(index + 1).forEach((b, rest) => {
      assert.ok(apart(a, b, scene) > 1, `${directiveIds[index]} and ${directiveIds[index + 1 + rest]}`);
    }));
  });

  void test('names the moves in the language of the bracket, with a caption for each bracket', () => {
    const foot = (surface: Surface): Uint8ClampedArray => surface.bytes.slice(scene * width * 4);
    assert.notDeepEqual(foot(frame('[Static shot] a', 0)), foot(frame('[固定] a', 0)));
    assert.deepEqual(foot(frame('[static shot] b', 0)), foot(frame('[Static shot] a', 0)), 'the vocabulary\'s spelling, not the writer\'s');
    assert.notDeepEqual(foot(frame('[Static shot] a', 0)), foot(frame('a', 0)), 'a hold has no caption');
  });

  void test('can be of any size and aspect', () => {
    for (const size of [{ width: 480, height: 270 }, { width: 768, height: 1366 }, { width: 400, height: 160 }, { width: 64, height: 36 }]) {
      const surface = frame('[Push in, Pan left, Tilt up] a cat', 3, createRenderer(size.width, size.height, { notice }), size);
      assert.ok(new Set(surface.words).size > 100);
    }
  });

  void test('survives cameras in the midst of things', () => {
    for (const prompt of ['[Truck left] '.repeat(9), '[Push in] '.repeat(9), '[Pan right][Push in] '.repeat(8), '[Pull out] '.repeat(9), '[Pedestal down][Tilt down] '.repeat(5)]) {
      for (let t = 0; t <= 6; t += 0.5) frame(`${prompt} a cat`, t);
    }
  });
});

void describe('a first frame', () => {
  const red = [220, 20, 20] as const;

  void test('stands in the set, large and upright, and the set goes on around it', () => {
    const surface = frame('a cat', 0, createRenderer(width, height, { notice, picture: plain(red, 160, 90) }));
    const seen = share(surface, red);
    assert.ok(seen > 0.3 && seen < 0.5, `${seen}`);
  });

  void test('shows parallax against the set when the camera trucks', () => {
    const draw = createRenderer(width, height, { notice, picture: plain(red, 160, 90) });
    const left = (surface: Surface): number => {
      const row = Math.floor(height / 2) * width;
      return Array.from({ length: width }, (_, x) => surface.bytes[(row + x) * 4]! > 180 && surface.bytes[(row + x) * 4 + 1]! < 60).indexOf(true);
    };
    const [before, after] = [frame('[Truck right] a', 0, draw), frame('[Truck right] a', 3, draw)];
    assert.ok(left(before) > left(after) + 10 || left(after) === 0);
    assert.ok(share(after, red) > 0.1);
  });

  void test('is not mirrored, nor upside down', () => {
    const bytes = Uint8ClampedArray.from({ length: 160 * 90 * 4 }, (_, index) => {
      const [x, y] = [Math.floor(index / 4) % 160, Math.floor(index / 640)];
      return [x < 80 ? 250 : 5, y < 45 ? 250 : 5, 5, 255][index % 4]!;
    });
    const surface = frame('a cat', 0, createRenderer(width, height, { notice, picture: createPicture(160, 90, bytes) }));
    const at = (x: number, y: number): readonly number[] => [...surface.bytes.subarray((y * width + x) * 4, (y * width + x) * 4 + 2)].map((value) => Math.round(value / 255));
    assert.deepEqual(at(120, 60), [1, 1]);
    assert.deepEqual(at(200, 60), [0, 1]);
    assert.deepEqual(at(120, 110), [1, 0]);
    assert.deepEqual(at(200, 110), [0, 0]);
  });

  void test('that cannot be fetched is a placeholder with words on it', () => {
    const blank = placeholderPicture('');
    const labelled = placeholderPicture('First frame: read by the gateway');
    assert.deepEqual([labelled.width, labelled.height], [1280, 720]);
    assert.notDeepEqual(labelled.levels[0]?.rgb, blank.levels[0]?.rgb);
  });
});

void describe('the size of a clip', () => {
  void test('is 16:9, or the first frame\'s aspect at the same short side, in even pixels', () => {
    assert.deepEqual(frameSize('768p'), { width: 1366, height: 768 });
    assert.deepEqual(frameSize('1080p'), { width: 1920, height: 1080 });
    assert.deepEqual(frameSize('768p', { width: 900, height: 1600 }), { width: 768, height: 1366 });
    assert.deepEqual(frameSize('1080p', { width: 500, height: 500 }), { width: 1080, height: 1080 });
    assert.deepEqual(frameSize('768p', { width: 1000, height: 400 }), { width: 1920, height: 768 });
    assert.deepEqual(frameSize('768p', { width: 1001, height: 777 }), { width: 990, height: 768 });
  });

  void test('is 24 frames for a second', () => {
    assert.equal(frameCount(6), 144);
    assert.equal(frameCount(10), 240);
  });
});
