import type { Surface } from '../render/surface.ts';
import { startWasm, type WasmMemory } from '../render/wasm.ts';
import { h264Wasm } from './h264Wasm.ts';

/** Encodes pictures of one size, one after the other. */
export interface Encoder {
  /**
   * Encodes a picture of that size: one NAL unit, without start code or length. `number` is the picture's place in its group, 0 for a key
   * picture, at most 15; `group` is the group's own number.
   */
  encode(picture: Surface, number: number, group: number): Uint8Array<ArrayBuffer>;
}

/** Lower is better and larger; at this the grid's fine lines stay clean and six seconds take a few megabytes. */
export const quantization = 22;

/** What assembly/h264/index.ts exports. */
export interface EncoderExports {
  readonly memory: WasmMemory;
  start(width: number, height: number, qp: number): void;
  pixels(): number;
  strip(): number;
  begin(number: number, group: number): void;
  take(first: number, count: number): void;
  end(): number;
  unit(): number;
}

/** H.264 (constrained baseline, 4:2:0) in WebAssembly; assembly/h264 is its source. Width and height are even. */
export function createEncoder(width: number, height: number): Encoder {
  const { memory, start, pixels, strip, begin, take, end, unit } = startWasm(h264Wasm) as EncoderExports;
  start(width, height, quantization);
  // The memory keeps its size from here on.
  const rows = strip();
  const room = new Int32Array(memory.buffer, pixels(), width * rows);
  return {
    encode({ words }, number, group) {
      begin(number, group);
      for (let top = 0; top < height; top += rows) {
        const bottom = Math.min(top + rows, height);
        room.set(words.subarray(top * width, bottom * width));
        take(top, bottom - top);
      }
      return new Uint8Array(memory.buffer, unit(), end()).slice();
    },
  };
}
