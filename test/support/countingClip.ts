import encoders from 'h264-mp4-encoder';
import { forStreaming } from '../../src/animatic/clip/mp4.ts';

/** Frames carry their number as a row of black and white fields, most significant bit first. */
export const bits = 10;
/** Of a clip whose `rate` is not said. */
export const framesPerSecond = 24;

export interface ClipOptions {
  readonly width?: number;
  readonly height?: number;
  readonly frames?: number;
  readonly rate?: number;
  /** 0–1: how grey the fields are below the number, to tell clips apart. */
  readonly shade?: number;
}

/** An H.264 mp4, indexed as the animatic's, whose upper third shows each frame's number; the rest moves, so that frames differ. */
export async function countingClip({ width = 640, height = 360, frames = 48, rate = framesPerSecond, shade = 0.5 }: ClipOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await encoders.createH264MP4Encoder();
  encoder.width = width;
  encoder.height = height;
  encoder.frameRate = rate;
  encoder.quantizationParameter = 24;
  encoder.initialize();
  const picture = new Uint8Array(width * height * 4).fill(255);
  for (let frame = 0; frame < frames; frame++) {
    paint(picture, width, height, frame, shade);
    encoder.addFrameRgba(picture);
  }
  encoder.finalize();
  const bytes = Uint8Array.from(forStreaming(encoder.FS.readFile(encoder.outputFilename)));
  encoder.delete();
  return bytes;
}

function paint(picture: Uint8Array, width: number, height: number, frame: number, shade: number): void {
  const field = width / bits;
  const third = Math.floor(height / 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const bit = (frame >> (bits - 1 - Math.floor(x / field))) & 1;
      const light = y < third ? bit * 255 : ((x + frame * 4) % width) / width * 200;
      picture[at] = light;
      picture[at + 1] = y < third ? light : shade * 255;
      picture[at + 2] = y < third ? light : 255 - light;
    }
  }
}

/** Reads a frame's number back from its pixels (RGBA, rows top down). */
export function numberIn(pixels: ArrayLike<number>, width: number, height: number): number {
  let number = 0;
  for (let bit = 0; bit < bits; bit++) {
    const x = Math.floor((bit + 0.5) * width / bits);
    const y = Math.floor(height / 6);
    number = number * 2 + (pixels[(y * width + x) * 4]! > 127 ? 1 : 0);
  }
  return number;
}
