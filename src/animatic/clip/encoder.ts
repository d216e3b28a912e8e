import * as library from 'h264-mp4-encoder';
import { frameRate } from '../render/frameSize.ts';
import type { Surface } from '../render/surface.ts';

/** Takes frames one by one and gives the whole clip in the end. */
export interface Encoder {
  add(frame: Surface): void;
  /** The mp4 as the library writes it; the encoder is of no use afterwards. */
  finish(): Uint8Array;
}

/** A key frame twice a second: a seek decodes at most eleven frames before it shows one. */
const keyFrameEvery = frameRate / 2;
/** Lower is better and larger; at this the grid's fine lines stay clean and six seconds take a few megabytes. */
const quantization = 22;

/** H.264 (baseline, 4:2:0) in WebAssembly. Width and height are even. */
export async function createEncoder(width: number, height: number): Promise<Encoder> {
  const encoder = await commonJs(library).createH264MP4Encoder();
  encoder.width = width;
  encoder.height = height;
  encoder.frameRate = frameRate;
  encoder.speed = 10;
  encoder.quantizationParameter = quantization;
  encoder.groupOfPictures = keyFrameEvery;
  encoder.initialize();
  return {
    add: (frame) => encoder.addFrameRgba(frame.bytes),
    finish: () => {
      encoder.finalize();
      const clip: Uint8Array = encoder.FS.readFile(encoder.outputFilename);
      encoder.delete();
      return clip;
    },
  };
}

/** A CommonJS module's exports, which Node puts under `default` where a bundler does not. */
function commonJs<T extends object>(module: T): T {
  return 'default' in module ? module.default as T : module;
}
