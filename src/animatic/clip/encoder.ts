import { createSurface, type Surface } from '../render/surface.ts';
import { startWasm, type WasmMemory } from '../render/wasm.ts';
import { h264Wasm } from './h264Wasm.ts';

/** Encodes pictures of one size, one after the other. */
export interface Encoder {
  /** Where the next picture is to be drawn. */
  readonly surface: Surface;
  /**
   * Encodes what was drawn: one NAL unit, without start code or length. `number` is the picture's place in its group, 0 for a key
   * picture, at most 15; `group` is the group's own number.
   */
  encode(number: number, group: number): Uint8Array<ArrayBuffer>;
}

/** Lower is better and larger; at this the grid's fine lines stay clean and six seconds take a few megabytes. */
export const quantization = 22;

/** What assembly/h264/index.ts exports. */
interface Exports {
  readonly memory: WasmMemory;
  start(width: number, height: number, qp: number): void;
  pixels(): number;
  unit(): number;
  encode(number: number, group: number): number;
}

/** H.264 (constrained baseline, 4:2:0) in WebAssembly; assembly/h264 is its source. Width and height are even. */
export function createEncoder(width: number, height: number): Encoder {
  const { memory, start, pixels, unit, encode } = startWasm(h264Wasm) as Exports;
  start(width, height, quantization);
  return {
    // The memory keeps its size from here on.
    surface: createSurface(width, height, new Uint8ClampedArray(memory.buffer, pixels(), width * height * 4)),
    encode(number, group) {
      const length = encode(number, group);
      return new Uint8Array(memory.buffer, unit(), length).slice();
    },
  };
}
