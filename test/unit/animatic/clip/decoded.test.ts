import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { EncoderExports } from '../../../../src/animatic/clip/encoder.ts';
import { quantization } from '../../../../src/animatic/clip/encoder.ts';
import { h264Wasm } from '../../../../src/animatic/clip/h264Wasm.ts';
import { planCamera } from '../../../../src/directives/camera.ts';
import { createRenderer } from '../../../../src/animatic/render/renderer.ts';
import { parameterSets } from '../../../../src/animatic/clip/parameterSets.ts';
import { startWasm } from '../../../../src/animatic/render/wasm.ts';
import { ensureFfmpeg, ffmpeg } from '../../../support/ffmpeg.ts';

/** The encoder, with what it thinks that a decoder has. */
interface Exports extends EncoderExports {
  decoded(plane: number): number;
  decodedStride(plane: number): number;
}

/** A picture's colour at a place and time, 0–255 each. */
type Pattern = (x: number, y: number, time: number) => readonly [number, number, number];

// Neither side is whole macroblocks.
const [width, height] = [104, 74];
const groupLength = 12;

const grey = (light: boolean): readonly [number, number, number] => (light ? [255, 255, 255] : [0, 0, 0]);
/** The worst for the filter between pixels: where it adds, light; where it takes away, dark. */
const worst = [true, false, true, true, false, true];
/** Noise that is the same on every machine. */
const noise = (x: number, y: number, time: number): number => Math.imul(Math.imul(x + 1, 73856093) ^ Math.imul(y + 1, 19349663) ^ Math.imul(time + 1, 83492791), 2654435761) >>> 24;

/** Each moves along by quarter pixels, or jumps; what is 0 or 255 leaves the filters and transforms the least room. */
const patterns: Readonly<Record<string, Pattern>> = {
  'the filter at its most': (x, y, time) => grey(worst.at((x + time) % 6) === worst.at((y + time) % 6)),
  'the filter at its least': (x, y, time) => grey(worst.at((x + time) % 6) !== worst.at((y + 2 * time) % 6)),
  'both, in large': (x, y, time) => grey(Boolean(worst[Math.floor((x + time) / 2) % 6]) && Boolean(worst[Math.floor(y / 2) % 6])),
  'stripes down': (x, _, time) => grey((x + time) % 2 === 0),
  'stripes across': (_, y, time) => grey((y + time) % 2 === 0),
  'a chessboard': (x, y, time) => grey((x + y + time) % 2 === 0),
  'a chessboard of fours': (x, y, time) => grey((Math.floor((x + time) / 4) + Math.floor(y / 4)) % 2 === 0),
  'black and white noise': (x, y, time) => grey(noise(x, y, time) > 127),
  'noise that moves': (x, y, time) => grey(noise(x + 3 * time, y + time, 0) > 127),
  'the six pure colours': (x, y, time) => [(Math.floor((x + time) / 3) & 1) * 255, (Math.floor(y / 3) & 1) * 255, (Math.floor((x + y + 2 * time) / 5) & 1) * 255],
  'flashes': (x, _, time) => grey(time % 2 === (x < 50 ? 0 : 1)),
  'steep slopes that drift': (x, y, time) => {
    const shade = (x * 21 + y * 34 + time * 5) % 256;
    return [shade, 255 - shade, (shade * 3) % 256];
  },
  'ripples that drift by a quarter': (x, y, time) => {
    const shade = Math.round(127.5 + 127.5 * Math.sin((x + time / 4) / 1.7) * Math.cos((y - time * 0.75) / 2.1));
    return [shade, shade, 255 - shade];
  },
};

void test('a decoder has of every picture, the harshest too, exactly what the encoder goes on from', async (t) => {
  if (!await ensureFfmpeg()) {
    t.skip('no ffmpeg');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'hailuo-decoded-'));
  try {
    const { units, expected } = encoded();
    const { sequence, picture } = parameterSets(width, height, quantization);
    await writeFile(join(folder, 'clip.h264'), Buffer.concat([sequence, picture, ...units].flatMap((unit) => [Buffer.from([0, 0, 0, 1]), unit])));
    ffmpeg(['-i', join(folder, 'clip.h264'), '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-fps_mode', 'passthrough', join(folder, 'clip.yuv')]);
    const shown = await readFile(join(folder, 'clip.yuv'));
    const size = width * height * 3 / 2;
    assert.equal(shown.length, expected.length * size);
    for (const [index, picture] of expected.entries()) {
      const differing = shown.subarray(index * size, (index + 1) * size).findIndex((value, at) => value !== picture[at]);
      assert.equal(differing, -1, `${Object.keys(patterns)[Math.floor(index / groupLength)]!}, picture ${index % groupLength}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

function encoded(): { readonly units: readonly Uint8Array[]; readonly expected: readonly Uint8Array[] } {
  const wasm = startWasm(h264Wasm) as Exports;
  wasm.start(width, height, quantization);
  const rows = wasm.strip();
  const surface = new Uint8ClampedArray(wasm.memory.buffer, wasm.pixels(), width * rows * 4);
  const units: Uint8Array[] = [];
  const expected: Uint8Array[] = [];
  for (const [group, pattern] of Object.values(patterns).entries()) {
    for (let time = 0; time < groupLength; time += 1) {
      wasm.begin(time, group);
      for (let top = 0; top < height; top += rows) {
        const count = Math.min(rows, height - top);
        for (let at = 0; at < width * count; at += 1) surface.set(pattern(at % width, top + Math.floor(at / width), time), at * 4);
        wasm.take(top, count);
      }
      const length = wasm.end();
      units.push(new Uint8Array(wasm.memory.buffer, wasm.unit(), length).slice());
      expected.push(decodedBy(wasm));
    }
  }
  return { units, expected };
}

/** The planes one after the other, without what fills up the last macroblocks. */
function decodedBy(wasm: Exports): Uint8Array {
  const rows = [0, 1, 2].flatMap((plane) => {
    const [wide, high] = plane === 0 ? [width, height] : [width / 2, height / 2];
    return Array.from({ length: high }, (_, y) => new Uint8Array(wasm.memory.buffer, wasm.decoded(plane) + y * wasm.decodedStride(plane), wide));
  });
  return Buffer.concat(rows);
}

void test('a decoder has the frames that are drawn as bright as they are drawn', () => {
  const [wide, high] = [640, 360];
  const renderer = createRenderer(wide, high, { notice: '' });
  for (const prompt of ['[Static shot] a cat', '[Tilt up, Push in] a cat', '[Pedestal up, Pan left] a cat']) {
    const { bytes, words } = renderer.look(planCamera(prompt, 6), 3);
    const module = startWasm(h264Wasm) as Exports;
    module.start(wide, high, quantization);
    const rows = module.strip();
    module.begin(0, 0);
    for (let top = 0; top < high; top += rows) {
      const count = Math.min(rows, high - top);
      new Int32Array(module.memory.buffer, module.pixels(), wide * rows).set(words.subarray(top * wide, (top + count) * wide));
      module.take(top, count);
    }
    module.end();
    let brighter = 0;
    for (let y = 0; y < high; y += 1) {
      const row = new Uint8Array(module.memory.buffer, module.decoded(0) + y * module.decodedStride(0), wide);
      for (let x = 0; x < wide; x += 1) {
        const at = (y * wide + x) * 4;
        // BT.601, limited range.
        brighter += row[x]! - 16 - (65.481 * bytes[at]! + 128.553 * bytes[at + 1]! + 24.966 * bytes[at + 2]!) / 255;
      }
    }
    const mean = brighter / (wide * high);
    assert.ok(Math.abs(mean) < 0.1, `${prompt}: ${mean.toFixed(3)} levels`);
  }
});
