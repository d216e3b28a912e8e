import { createFile } from 'mp4box';
import type { Frames } from './frames.ts';

/** What the header of a video file tells. */
export type Inspection =
  | { readonly kind: 'video'; readonly codec: string; readonly width: number; readonly height: number; readonly frames: Frames }
  /** Not an mp4 at all, cut short before its index, or one without pictures. */
  | { readonly kind: 'notMp4' | 'noIndex' | 'noPictures' };

/** Reads an mp4 that is in memory. Total: any bytes give an answer. */
export function inspectVideo(bytes: ArrayBuffer): Inspection {
  const brand = String.fromCharCode(...new Uint8Array(bytes.slice(4, 8)));
  if (brand !== 'ftyp') {
    return { kind: 'notMp4' };
  }
  try {
    return read(bytes);
  } catch {
    // The library throws at boxes that contradict themselves: the index is there but broken.
    return { kind: 'noIndex' };
  }
}

function read(bytes: ArrayBuffer): Inspection {
  const file = createFile();
  file.appendBuffer(Object.assign(bytes, { fileStart: 0 }), true);
  file.flush();
  // By its type there always is one; a file that was cut off has none.
  const index: unknown = file.moov;
  if (index === undefined) {
    return { kind: 'noIndex' };
  }
  const track = file.getInfo().videoTracks[0];
  const samples = track ? file.getTrackSamplesInfo(track.id) : [];
  if (!track || samples.length === 0) {
    return { kind: 'noPictures' };
  }
  // Playing starts where the edit list says, not at the first decoded picture.
  const origin = track.edits?.find(({ media_time }) => media_time >= 0)?.media_time ?? Math.min(...samples.map(({ cts }) => cts));
  const shown = samples.map(({ cts, duration }) => ({ start: (cts - origin) / track.timescale, duration: duration / track.timescale })).sort((a, b) => a.start - b.start);
  const last = shown.at(-1)!;
  return {
    kind: 'video', codec: track.codec, width: track.video?.width ?? track.track_width, height: track.video?.height ?? track.track_height,
    frames: { starts: shown.map(({ start }) => start), end: last.start + last.duration },
  };
}
