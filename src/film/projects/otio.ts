import * as path from 'node:path';
import { portablePath } from '../../takes/portablePath.ts';
import type { Cut, CutShot } from '../cut.ts';
import { framesOf, rateOf } from '../cut.ts';

interface OtioTime {
  readonly OTIO_SCHEMA: 'RationalTime.1';
  readonly value: number;
  readonly rate: number;
}

/**
 * The cut as OpenTimelineIO, which Resolve and Kdenlive import: one video track, each shot a clip with its whole take as
 * media. `to`: absolute path of the file that it is written to. Schema names and fields: OpenTimelineIO 0.18's own.
 */
export function toOtio(cut: Cut, to: string): string {
  const rate = rateOf(cut);
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    name: cut.name,
    global_start_time: time(0, rate),
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      name: 'tracks',
      children: [{ OTIO_SCHEMA: 'Track.1', name: 'V1', kind: 'Video', children: cut.shots.map((shot) => clip(shot, to, rate)) }],
    },
  };
  // Half a character (a title that was cut) is written out as `\\ud800`, and OpenTimelineIO then refuses the whole file.
  return `${JSON.stringify(timeline, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value), 2)}\n`;
}

function clip(shot: CutShot, to: string, rate: number): object {
  const frames = framesOf(shot, rate);
  return {
    OTIO_SCHEMA: 'Clip.2',
    name: shot.title,
    source_range: range(frames, rate),
    media_references: {
      DEFAULT_MEDIA: {
        OTIO_SCHEMA: 'ExternalReference.1',
        // As it is, not percent-encoded: Kdenlive 26.08 drops such names without a word.
        target_url: portablePath(shot.file, path.dirname(to)),
        available_range: range(frames, rate),
      },
    },
    active_media_reference_key: 'DEFAULT_MEDIA',
    metadata: { hailuo: factsOf(shot) },
  };
}

/** What a take's metadata file tells, for scripts that read the project; only what is known. */
export function factsOf({ prompt, gateway, id, remoteId, shotHash, sha256 }: CutShot): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries({ prompt, gateway, id, remoteId, shotHash, sha256 }).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function time(value: number, rate: number): OtioTime {
  return { OTIO_SCHEMA: 'RationalTime.1', value, rate };
}

function range(frames: number, rate: number): object {
  return { OTIO_SCHEMA: 'TimeRange.1', start_time: time(0, rate), duration: time(frames, rate) };
}
