import type { FilmAction, FilmAnswer, FilmShotView, FilmState, FilmTake, FilmView } from '../../views/film/protocol.ts';
import type { Reel } from './reel.ts';

/** A shot of the strip, and how it is shown there. */
export interface Block {
  readonly shot: FilmShotView;
  /** Index among all shots. */
  readonly index: number;
  /** A link to its picture. */
  readonly poster: string | undefined;
  readonly selected: boolean;
  /** On screen. */
  readonly playing: boolean;
}

/** Everything that is seen beside the text. */
export interface FilmPage {
  readonly film: FilmView;
  readonly reel: Reel;
  readonly kept: FilmState;
  readonly ordering: boolean;
  readonly selected: number;
  /** The shot on screen. */
  readonly playing: FilmShotView | undefined;
  readonly blocks: readonly Block[];
  /** Where a dragged block would go in, as an index among all shots. */
  readonly drop: number | undefined;
  readonly posterOf: (take: FilmTake) => string | undefined;
  /** Read out by screen readers. */
  readonly said: string;
  readonly deeds: FilmDeeds;
}

export interface FilmDeeds {
  readonly act: (action: FilmAction) => void;
  readonly select: (index: number, focus: boolean) => void;
  readonly goTo: (by: number) => void;
  readonly move: (index: number, to: number) => void;
  readonly generate: (index: number) => void;
  readonly answer: (index: number, answer: FilmAnswer) => void;
  readonly choose: (index: number, file: string | undefined) => void;
  readonly take: (action: 'open' | 'keep', file: string) => void;
  readonly compare: (files: readonly string[]) => void;
  readonly change: (change: Partial<FilmState>) => void;
  readonly dragOver: (index: number | undefined) => void;
}

/** The take that plays for a shot; undefined: its animatic does. */
export function playedTake(shot: FilmShotView, freshOnly: boolean): FilmTake | undefined {
  const take = shot.chosen === undefined ? undefined : shot.takes.find(({ file }) => file === shot.chosen);
  return take && take.bytes > 0 && (!freshOnly || take.upToDate) ? take : undefined;
}
