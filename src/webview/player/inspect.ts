import { createFile } from 'mp4box';
import type { ISOFile, Movie } from 'mp4box';
import type { Frames } from './frames.ts';
import { closeSeekPoints } from './seekPoints.ts';

/** What the header of a video file tells. */
export type Inspection =
  | { readonly kind: 'video'; readonly codec: string; readonly width: number; readonly height: number; readonly frames: Frames }
  /** Not an mp4 at all, cut short before its index, or one without pictures. */
  | { readonly kind: 'notMp4' | 'noIndex' | 'noPictures' };

/** What an mp4 may begin with: some tools write other boxes before `ftyp`, or none of it. ISO/IEC 14496-12, 4.3, and QuickTime. */
const firstBoxes: ReadonlySet<string> = new Set(['ftyp', 'styp', 'free', 'skip', 'wide', 'pnot', 'uuid', 'pdin', 'moov', 'mdat']);

function typeOfFirstBox(bytes: ArrayBuffer): string {
  return String.fromCharCode(...new Uint8Array(bytes.slice(4, 8)));
}

/** Reads an mp4 that is in memory, and closes its seek points in place, so that each of its frames can be shown. `plays`: whether the browser plays a codec. Total: any bytes give an answer. */
export function inspectVideo(bytes: ArrayBuffer, plays: (codec: string) => boolean = () => true): Inspection {
  if (!firstBoxes.has(typeOfFirstBox(bytes))) {
    return { kind: 'notMp4' };
  }
  try {
    return read(bytes, plays);
  } catch {
    // The library throws at boxes that contradict themselves: the index is there but broken.
    return { kind: 'noIndex' };
  }
}

function read(bytes: ArrayBuffer, plays: (codec: string) => boolean): Inspection {
  const file = createFile();
  file.appendBuffer(Object.assign(bytes, { fileStart: 0 }), true);
  file.flush();
  // By its type there always is one; a file that was cut off has none.
  const index: unknown = file.moov;
  if (index === undefined) {
    return { kind: 'noIndex' };
  }
  const track = shownTrack(file, plays);
  const samples = track ? file.getTrackSamplesInfo(track.id) : [];
  if (!track || samples.length === 0) {
    return { kind: 'noPictures' };
  }
  closeSeekPoints(bytes, file, samples);
  const shown = presented(samples, track.edits ?? [], track.timescale, track.movie_timescale);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) {
    return { kind: 'noPictures' };
  }
  return {
    kind: 'video', codec: track.codec, width: track.video?.width ?? track.track_width, height: track.video?.height ?? track.track_height,
    frames: { starts: shown.map(({ start }) => start - first.start), end: last.start - first.start + last.duration },
  };
}

/** Of several tracks with pictures a browser shows the first that it can play and that is not switched off in the file. ISO/IEC 14496-12, 8.3.2. */
function shownTrack(file: ISOFile, plays: (codec: string) => boolean): Movie['videoTracks'][number] | undefined {
  const tracks = file.getInfo().videoTracks;
  const playable = tracks.length < 2 ? tracks : tracks.filter(({ codec }) => plays(codec));
  const isOn = (id: number): boolean => ((file.moov.traks.find(({ tkhd }) => tkhd.track_id === id)?.tkhd.flags ?? 0) & 1) !== 0;
  return playable.find(({ id }) => isOn(id)) ?? playable[0] ?? tracks[0];
}

interface Sample { readonly cts: number; readonly duration: number }
interface Edit { readonly media_time: number; readonly segment_duration: number }

/**
 * What is shown of the coded pictures, in order, in seconds: those within an edit. One that starts before an edit does,
 * where a clip was trimmed without coding it again, is decoded and not shown. ISO/IEC 14496-12, 8.6.6.
 */
function presented(samples: readonly Sample[], edits: readonly Edit[], timescale: number, movieTimescale: number): { readonly start: number; readonly duration: number }[] {
  const inOrder = [...samples].sort((a, b) => a.cts - b.cts).map(({ cts, duration }) => ({ cts, start: cts / timescale, duration: duration / timescale }));
  const real = edits.filter(({ media_time }) => media_time >= 0);
  if (real.length === 0) {
    return inOrder;
  }
  let at = 0;
  return real.flatMap(({ media_time, segment_duration }) => {
    const begin = at;
    at += segment_duration / movieTimescale;
    // Rounded to coarser units than the pictures' own. None: to the end, as in the header of a fragmented file.
    const length = segment_duration === 0 ? Infinity : (segment_duration - 1) / movieTimescale;
    return inOrder.map(({ cts, start, duration }) => ({ cts, start: start - media_time / timescale, duration }))
      .filter(({ cts, start }) => cts >= media_time && start < length)
      .map(({ start, duration }) => ({ start: begin + start, duration }));
  });
}
