import type { SettingName, WrittenSettings } from '../../shots/settings.ts';
import type { PromptSource } from '../../shots/promptSource.ts';
import type { TaskOrder, WaitsFor } from '../../tasks/task.ts';

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
  /** Names the shot among those that are wanted together; takes of it share it. */
  readonly key?: string;
  /** The shot before, whose last frame this one starts with: the one of this `key`, a task, a take, or none that is there yet. */
  readonly continues?: WaitsFor & { readonly key?: string };
  /** It joins an order that was made before. */
  readonly order?: TaskOrder;
  /** Who wants it is not known to be the person: asked about whatever it costs. */
  readonly confirm?: boolean;
  /** The failed task that it tries once more. */
  readonly again?: string;
}

export const chosenByHand = ['gateway', 'firstFrame'] as const;
export type ChosenByHand = (typeof chosenByHand)[number];
