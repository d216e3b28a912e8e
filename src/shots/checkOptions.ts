import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import type { FirstFrame } from './firstFrame.ts';
import type { ShotSettings } from './shot.ts';

/** `elsewhere`: it names another host, or no file. */
export type LookedTake = 'there' | 'missing' | 'elsewhere';

/** What a check must know beyond the document. Keep the object while nothing in it changes: results are kept for it. */
export interface CheckOptions {
  /** What a shot has where its document says nothing. */
  readonly settings: ShotSettings;
  readonly gateway: string;
  /** The ids that exist. */
  readonly gateways: readonly string[];
  /** The vocabulary that a gateway's prompt is sent in; undefined when it goes out as written. */
  readonly languageFor: (gateway: string) => DirectiveLanguage | undefined;
  /** The user wants directives sent as they are written, wherever. */
  readonly asWritten?: boolean;
  /** What is known of a first frame as it is written; undefined for a URL and while it has not been looked at. */
  readonly firstFrame?: (written: string) => FirstFrame | 'missing' | undefined;
  /** What is known of a chosen take as it is written; undefined while it has not been looked at. */
  readonly take?: (written: string) => LookedTake | undefined;
  /** The heaviest first frame that a gateway takes, in bytes; without it, what the model takes. */
  readonly uploadLimit?: (gateway: string) => number;
}
