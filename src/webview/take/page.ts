import type { TakeAction, TakeVerb, TakeView } from '../../views/take/protocol.ts';
import type { Playable, Playing } from '../player/transport.ts';

/** All that is drawn. */
export interface TakePage {
  readonly take: TakeView;
  readonly video: HTMLVideoElement;
  readonly player?: Playable;
  /** Stands in the video's place, with its first picture, until that has one. */
  readonly early?: HTMLVideoElement;
  /** Why there is no picture although there is a file. */
  readonly unplayable?: string;
  readonly tooLarge: boolean;
  /** It is being generated again: the order is not placed yet. */
  readonly ordering: boolean;
  readonly playing: Playing;
  readonly actualSize: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly act: (action: TakeAction) => void;
  /** One of the verbs of the problem. */
  readonly help: (verb: TakeVerb) => void;
  readonly changePlaying: (playing: Playing) => void;
  readonly changeSize: (actualSize: boolean) => void;
  readonly loadAnyway: () => void;
  /** Saves the frame on screen; starts the next shot with it where `use`. */
  readonly takeFrame: (use: boolean) => void;
}
