import * as l10n from '@vscode/l10n';
import type { Inspection } from './inspect.ts';
import { inspectVideo } from './inspect.ts';
import { plays } from './plays.ts';

/** A video ready to be sought to any frame: all of it is in memory, behind a link of this page's own. */
export type LoadOutcome =
  | { readonly kind: 'loaded'; readonly url: string; readonly video: Inspection & { kind: 'video' } }
  /** `why` is one localized sentence. */
  | { readonly kind: 'unplayable'; readonly why: string };

declare global {
  interface Window {
    /** The video that the document began to fetch before any script was there; without bytes when that failed. */
    earlyVideo?: { readonly uri: string; readonly bytes: Promise<ArrayBuffer | undefined> };
  }
}

/** The bytes that the document fetched, once: they are changed by whoever takes them, and the file may change later. */
async function earlyBytes(uri: string): Promise<ArrayBuffer | undefined> {
  const early = window.earlyVideo;
  delete window.earlyVideo;
  return early?.uri === uri ? early.bytes : undefined;
}

/**
 * Fetches a local video whole. A link into memory seeks at once and to the frame, where the editor's own resource link
 * would be read anew for each seek, and the canvas may be read back. Release `url` with `URL.revokeObjectURL`.
 */
export async function loadVideo(uri: string, signal: AbortSignal): Promise<LoadOutcome> {
  const early = await earlyBytes(uri).catch(() => undefined);
  const reply = early ? undefined : await fetch(uri, { signal }).catch(() => undefined);
  if (!early && !reply?.ok) {
    return { kind: 'unplayable', why: signal.aborted ? '' : l10n.t('The file no longer exists or can’t be read.') };
  }
  let bytes: ArrayBuffer;
  try {
    bytes = early ?? await reply!.arrayBuffer();
  } catch {
    // It is there, and more than a page can hold: 2 GB and up.
    return { kind: 'unplayable', why: signal.aborted ? '' : l10n.t('The video couldn’t be read whole: it may be too large to play here. Open it in another program.') };
  }
  const video = inspectVideo(bytes, plays);
  const why = whyNot(video, bytes.byteLength);
  if (video.kind !== 'video' || why) {
    return { kind: 'unplayable', why: why ?? '' };
  }
  return { kind: 'loaded', url: URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' })), video };
}

function whyNot(video: Inspection, bytes: number): string | undefined {
  switch (video.kind) {
    case 'notMp4':
      return bytes === 0 ? l10n.t('The file is empty.') : l10n.t('The file isn’t an mp4 video, despite its name.');
    case 'noIndex':
      return l10n.t('The video is incomplete: its index can’t be read. Download or generate it again.');
    case 'noPictures':
      return l10n.t('The file contains no video frames.');
    case 'video':
      return plays(video.codec) ? undefined : l10n.t('VS Code can’t play {0} video. Open it in another program.', codecName(video.codec));
  }
}

const codecNames: Readonly<Record<string, string>> = {
  avc1: 'H.264', avc3: 'H.264', hvc1: 'H.265 (HEVC)', hev1: 'H.265 (HEVC)', av01: 'AV1', vp09: 'VP9', mp4v: 'MPEG-4 Part 2', apch: 'ProRes',
};

/** The name people use: "H.265 (HEVC)" for `hvc1.1.6.L93.B0`. */
export function codecName(codec: string): string {
  return codecNames[codec.slice(0, 4)] ?? codec;
}
