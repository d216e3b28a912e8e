import type { ColourSpace, Planes } from './planes.ts';
import { rgbaOf } from './planes.ts';

const matrices: Readonly<Record<string, ColourSpace['matrix']>> = { bt709: 'bt709', smpte170m: 'bt601', bt470bg: 'bt601', 'bt2020-ncl': 'bt2020' };

/** `I420`, `I422P10`, `NV12`: how the planes of a format are laid out; undefined for what is not made of planes. */
const layout = /^(?:I(?<chroma>420|422|444)(?:P(?<bits>10|12))?|NV12)$/u;

/**
 * The picture of a frame as it is seen: upright, in square pixels. Its own planes are converted by its own colour space,
 * as a canvas without a graphics card draws BT.709 with wrong colours; what has no planes to read is drawn.
 */
export async function pictureOfFrame(frame: VideoFrame): Promise<OffscreenCanvas> {
  const coded = await pixelsOf(frame).catch(() => undefined);
  const { displayWidth: width, displayHeight: height } = frame;
  if (!coded) {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')!.drawImage(frame, 0, 0);
    return canvas;
  }
  const source = new OffscreenCanvas(coded.width, coded.height);
  source.getContext('2d')!.putImageData(coded, 0, 0);
  const { rotation = 0, flip = false } = frame as { readonly rotation?: number; readonly flip?: boolean };
  if (rotation === 0 && !flip && coded.width === width && coded.height === height) {
    return source;
  }
  const lying = rotation % 180 !== 0;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const [across, down] = lying ? [height, width] : [width, height];
  context.imageSmoothingQuality = 'high';
  context.translate(width / 2, height / 2);
  if (flip) {
    context.scale(-1, 1);
  }
  context.rotate(rotation * Math.PI / 180);
  context.drawImage(source, -across / 2, -down / 2, across, down);
  return canvas;
}

/** The visible part in coded pixels; undefined where the planes cannot be read or their colours are not told. */
async function pixelsOf(frame: VideoFrame): Promise<ImageData | undefined> {
  const { format, visibleRect, colorSpace } = frame;
  const matrix = matrices[colorSpace.matrix ?? ''];
  const parsed = layout.exec(format ?? '');
  if (!parsed || !visibleRect || !matrix) {
    return undefined;
  }
  const { width, height } = visibleRect;
  const bytes = new ArrayBuffer(frame.allocationSize());
  const places = await frame.copyTo(bytes);
  const rgba = rgbaOf(planesOf(bytes, places, parsed.groups ?? {}, width, height), { matrix, fullRange: colorSpace.fullRange ?? false });
  return new ImageData(rgba, width, height);
}

function planesOf(bytes: ArrayBuffer, places: readonly PlaneLayout[], { chroma, bits = '8' }: Readonly<Record<string, string>>, width: number, height: number): Planes {
  const deep = bits !== '8';
  const values = deep ? new Uint16Array(bytes) : new Uint8Array(bytes);
  const unit = deep ? 2 : 1;
  const at = (place: number, step = 1, shift = 0): Planes['planes'][0] => ({ values, step, start: places[place]!.offset / unit + shift, stride: places[place]!.stride / unit });
  return {
    width, height, bits: Number(bits), across: chroma === '444' ? 1 : 2, down: chroma === undefined || chroma === '420' ? 2 : 1,
    // NV12 keeps both colour differences in one plane, by turns.
    planes: chroma === undefined ? [at(0), at(1, 2), at(1, 2, 1)] : [at(0), at(1), at(2)],
  };
}
