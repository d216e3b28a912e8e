import { writeWhole } from '../storage/writeWhole.ts';

const pngStart = [0x89, 0x50, 0x4e, 0x47];

/** Where a frame of a video is kept: beside it. Frames count from 0; `last` is a name of its own, as it is taken most. */
export function framePath(video: string, frame: number | 'last'): string {
  const name = frame === 'last' ? 'last-frame' : `frame-${String(frame + 1).padStart(4, '0')}`;
  return `${video.replace(/\.mp4$/iu, '')}-${name}.png`;
}

/** The video that a frame was saved from, as its absolute path without the ending, and which frame it is; undefined for other files. */
export function savedFrame(file: string): { readonly stem: string; readonly frame: number | 'last' } | undefined {
  const { stem, number } = /^(?<stem>.+)-(?:last-frame|frame-(?<number>\d{4,}))\.png$/isu.exec(file)?.groups ?? {};
  return stem === undefined ? undefined : { stem, frame: number === undefined ? 'last' : Number(number) - 1 };
}

/**
 * Writes a frame beside its video and gives its absolute path; the same frame again replaces it. Rejects with errors of
 * the file system, or when the bytes are no PNG.
 */
export async function writeFrame(video: string, frame: number | 'last', png: Uint8Array): Promise<string> {
  if (pngStart.some((byte, at) => png[at] !== byte)) {
    throw new TypeError('not a PNG');
  }
  const file = framePath(video, frame);
  await writeWhole(file, png);
  return file;
}
