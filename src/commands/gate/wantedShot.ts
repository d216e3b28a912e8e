import type { SettingName, WrittenSettings } from '../../shots/settings.ts';
import type { PromptSource } from '../../shots/promptSource.ts';

/** What is asked for: a prompt, and every setting that says something; the rest comes from the user's settings. */
export interface WantedShot {
  readonly prompt: string;
  readonly written: WrittenSettings;
  readonly source?: PromptSource;
  /** Settings that the caller says over what the document says. */
  readonly named?: ReadonlySet<SettingName>;
  /** What the person chose by hand for this shot, not a file. */
  readonly chosen?: readonly ChosenByHand[];
  /** Absolute path of the metadata file of the take that is made once more. */
  readonly sidecar?: string;
}

export const chosenByHand = ['gateway', 'firstFrame'] as const;
export type ChosenByHand = (typeof chosenByHand)[number];
