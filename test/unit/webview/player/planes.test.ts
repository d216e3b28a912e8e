import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ColourSpace, Planes } from '../../../../src/webview/player/planes.ts';
import { rgbaOf } from '../../../../src/webview/player/planes.ts';
import { assertProperty } from '../../../support/property.ts';

/** As an encoder does it, by the standard's own formula: one value of light and two of colour. */
function coded([r, g, b]: readonly [number, number, number], matrix: ColourSpace['matrix'], fullRange: boolean, bits: number): readonly [number, number, number] {
  const [kr, kb] = ({ bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const)[matrix];
  const [red, green, blue] = [r / 255, g / 255, b / 255];
  const light = kr * red + (1 - kr - kb) * green + kb * blue;
  const [u, v] = [(blue - light) / (2 * (1 - kb)), (red - light) / (2 * (1 - kr))];
  const unit = 2 ** (bits - 8);
  const most = 2 ** bits - 1;
  const rounded = (value: number): number => Math.min(most, Math.max(0, Math.round(value)));
  return fullRange
    ? [rounded(light * most), rounded(u * most + 128 * unit), rounded(v * most + 128 * unit)]
    : [rounded((16 + 219 * light) * unit), rounded((128 + 224 * u) * unit), rounded((128 + 224 * v) * unit)];
}

function flat(values: readonly [number, number, number], bits: number, width: number, height: number, across: 1 | 2, down: 1 | 2): Planes {
  const of = (value: number, columns: number, rows: number): Planes['planes'][0] => ({ values: new Uint16Array(columns * rows).fill(value), start: 0, step: 1, stride: columns });
  const [columns, rows] = [Math.ceil(width / across), Math.ceil(height / down)];
  return { width, height, bits, across, down, planes: [of(values[0], width, height), of(values[1], columns, rows), of(values[2], columns, rows)] };
}

void test('any colour comes back as it was coded, in every colour space, depth and layout', () => {
  const channel = fc.nat(255);
  const spaces = fc.record({ matrix: fc.constantFrom('bt601', 'bt709', 'bt2020'), fullRange: fc.boolean() });
  const layouts = fc.constantFrom<readonly [1 | 2, 1 | 2]>([1, 1], [2, 1], [2, 2]);
  assertProperty(fc.property(fc.tuple(channel, channel, channel), spaces, fc.constantFrom(8, 10, 12), layouts, (colour, space, bits, [across, down]) => {
    const rgba = rgbaOf(flat(coded(colour, space.matrix, space.fullRange, bits), bits, 3, 3, across, down), space);
    for (let pixel = 0; pixel < 9; pixel++) {
      for (let at = 0; at < 3; at++) assert.ok(Math.abs(rgba[pixel * 4 + at]! - colour[at]!) <= 2, `${[...rgba.slice(pixel * 4, pixel * 4 + 3)].join()} for ${colour.join()}`);
      assert.equal(rgba[pixel * 4 + 3], 255);
    }
  }), { runs: 300 });
});

void test('colour between two coded values is their mean by nearness: on the left pixel of two, between two rows', () => {
  const luma = { values: new Uint8Array(16).fill(128), start: 0, step: 1, stride: 4 };
  // Both colour differences in one plane, by turns.
  const both = new Uint8Array([128, 128, 128, 168, 128, 128, 128, 168]);
  const planes: Planes = { width: 4, height: 4, bits: 8, across: 2, down: 2, planes: [luma, { values: both, start: 0, step: 2, stride: 4 }, { values: both, start: 1, step: 2, stride: 4 }] };
  const rgba = rgbaOf(planes, { matrix: 'bt601', fullRange: true });
  assert.deepEqual([0, 1, 2, 3].map((x) => rgba[x * 4]), [128, 156, 184, 184]);
});
