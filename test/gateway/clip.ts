import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import h264 from 'h264-mp4-encoder';
import { forStreaming } from '../../src/animatic/clip/mp4.ts';

export interface ClipOptions {
  readonly width?: number;
  readonly height?: number;
  readonly frames?: number;
}

/** A small real H.264 mp4 at 24 frames a second: a bright square that walks over a gradient. */
export async function makeClip(options: ClipOptions = {}): Promise<Uint8Array> {
  // The encoder's start-up code installs process-wide handlers, so it runs in a thread of its own.
  const worker = new Worker(new URL(import.meta.url));
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.postMessage(options);
    });
  } finally {
    await worker.terminate();
  }
}

async function encode({ width = 320, height = 180, frames = 48 }: ClipOptions): Promise<Uint8Array> {
  const encoder = await h264.createH264MP4Encoder();
  Object.assign(encoder, { width, height, frameRate: 24, quantizationParameter: 30 });
  encoder.initialize();
  const pixels = new Uint8Array(width * height * 4);
  for (let frame = 0; frame < frames; frame++) {
    const left = Math.floor((width - 40) * (frame / frames));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const inSquare = x >= left && x < left + 40 && y >= 70 && y < 110;
        pixels.set(inSquare ? [250, 220, 80, 255] : [Math.floor((x * 160) / width), 60, Math.floor((y * 160) / height), 255], (y * width + x) * 4);
      }
    }
    encoder.addFrameRgba(pixels);
  }
  encoder.finalize();
  // As the vendors' files are: the index first, with the key frames in it, without which a browser finds no other picture.
  const bytes = forStreaming(encoder.FS.readFile(encoder.outputFilename));
  encoder.delete();
  return bytes;
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  port.once('message', (options: ClipOptions) => { void encode(options).then((bytes) => { port.postMessage(bytes); }); });
}
