import type { Resolution } from '../../shots/shot.ts';
import type { Picture } from '../render/picture.ts';

/** What a clip is made of; passes to the worker as it is. */
export interface ClipOrder {
  readonly prompt: string;
  readonly seconds: number;
  readonly resolution: Resolution;
  /** An absolute path, or a URL, which a preview that works offline shows as a placeholder. */
  readonly firstFrame?: string;
  /** Localized: that this previews the camera, not the picture. Drawn into every frame. */
  readonly notice: string;
  /** Localized: stands on the placeholder of a first frame that is a URL. */
  readonly placeholder: string;
  /** Absolute; `.part` is added while it is written. */
  readonly file: string;
}

export type ClipFailure =
  /** The disk: full, missing, not ours to write. */
  | 'storage'
  /** The first frame cannot be read or decoded. */
  | 'firstFrame'
  | 'render';

/** What the worker tells. */
export type ClipNews =
  | { readonly kind: 'progress'; readonly frames: number; readonly of: number }
  | { readonly kind: 'done'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly reason: ClipFailure; readonly detail: string };

/** What the thread tells that reads the first frame; technical words where there is none. */
export type Loaded = { readonly picture: Picture } | { readonly why: string };
