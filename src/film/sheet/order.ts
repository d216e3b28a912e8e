/** A shot as it stands on a contact sheet. */
export interface SheetShot {
  readonly number: number;
  readonly title: string;
  /** "Truck left + Pan right, Push in"; empty for a shot without moves. */
  readonly moves: string;
  readonly seconds: number;
  /** With the words of `@let` in it: the animatic's frame is drawn from it. */
  readonly prompt: string;
  /** A URL or an absolute path. */
  readonly firstFrame?: string;
  /** Absolute path of a JPEG, PNG or WebP of the chosen take; without one, or where it cannot be read, the animatic's frame stands. */
  readonly poster?: string;
}

export type SheetTheme = 'light' | 'dark';

/** What a contact sheet is made of; passes to the worker as it is. All texts are localized. */
export interface SheetOrder {
  readonly name: string;
  /** Under the name: "6 shots · 0:42". */
  readonly facts: string;
  readonly shots: readonly SheetShot[];
  readonly theme: SheetTheme;
  /** The PNG is made smaller until it has at most so many bytes. */
  readonly maxBytes?: number;
  /** A length, with `{0}` for the seconds. */
  readonly length: string;
  /** In a frame of the animatic: that it is none of the video, and what stands for a first frame that is not loaded. */
  readonly notice: string;
  readonly placeholder: string;
}

export type SheetOutcome =
  | { readonly kind: 'sheet'; readonly png: Uint8Array<ArrayBuffer>; readonly width: number; readonly height: number }
  /** Technical words. */
  | { readonly kind: 'failed'; readonly detail: string };
