import * as l10n from '@vscode/l10n';
import { basename } from 'node:path';
import type { Staleness } from '../../shots/staleness.ts';
import { shownCost } from '../../takes/cost.ts';
import type { Take } from '../../takes/take.ts';
import { takeOfStory } from '../../takes/take.ts';
import { exactText } from '../../shots/dateText.ts';
import { finalStates } from '../../tasks/task.ts';
import type { Task } from '../../tasks/task.ts';
import { gatewayName } from '../../gateways/sites.ts';
import { verbLabel, verbsFor } from '../../tasks/verbs.ts';
import { stateWords } from '../../tasks/words.ts';
import type { TakeAction, TakeProgress, TakeView } from './protocol.ts';

type Fact = TakeView['facts'][number];
/** What a take and a task that is still to become one have in common. */
type Made = Omit<Take, 'file' | 'favourite'> & { readonly file?: string };

function onOff(on: boolean): string {
  return on ? l10n.t('on') : l10n.t('off');
}

/** "12.3 MB". */
export function sizeWords(bytes: number): string {
  return bytes < 1e6 ? l10n.t('{0} kB', (bytes / 1e3).toFixed(0)) : l10n.t('{0} MB', (bytes / 1e6).toFixed(1));
}

function optional(label: string, value: string | undefined): Fact[] {
  return value === undefined ? [] : [{ label, value }];
}

function modelFacts({ promptOptimizer, fastPretreatment, watermark }: Take['shot']['settings']): Fact[] {
  return [
    { label: l10n.t('Prompt optimizer'), value: onOff(promptOptimizer) },
    ...(promptOptimizer ? [{ label: l10n.t('Fast pretreatment'), value: onOff(fastPretreatment) }] : []),
    { label: l10n.t('Watermark'), value: onOff(watermark) },
  ];
}

/** An animatic knows no optimizer and no watermark. */
function settingFacts({ shot: { prompt, settings }, sentPrompt, gateway }: Made): Fact[] {
  const { firstFrame } = settings;
  return [
    { label: l10n.t('Duration'), value: l10n.t('{0} s', settings.duration) },
    { label: l10n.t('Resolution'), value: settings.resolution },
    ...(gateway === 'animatic' ? [] : modelFacts(settings)),
    ...optional(l10n.t('First frame'), firstFrame && (URL.canParse(firstFrame) ? firstFrame : basename(firstFrame))),
    ...optional(l10n.t('Prompt as sent'), sentPrompt === prompt ? undefined : sentPrompt),
  ];
}

/** `bytes`: the size of the file as it is. */
function factsOf(made: Made, bytes: number | undefined, language: string): Fact[] {
  const time = (label: string, at: number | undefined): Fact[] => optional(label, at === undefined ? undefined : exactText(at, language));
  const size = bytes ?? made.bytes;
  return [
    ...optional(l10n.t('Gateway'), made.gateway && gatewayName(made.gateway)),
    ...(made.shot.prompt === '' ? [] : settingFacts(made)),
    ...optional(l10n.t('Task ID'), made.gateway === 'animatic' ? undefined : made.remoteId),
    ...optional(l10n.t('Cost as reported'), made.cost && shownCost(made.cost)),
    ...time(l10n.t('Created'), made.createdAt),
    ...time(l10n.t('Completed'), made.completedAt),
    ...optional(l10n.t('File'), made.file && basename(made.file)),
    ...optional(l10n.t('Size'), size === undefined ? undefined : sizeWords(size)),
  ];
}

function progressOf(task: Task): TakeProgress {
  return {
    words: stateWords(task),
    ...(task.progress > 0 ? { percent: task.progress } : {}),
    ...(task.submittedAt === undefined ? {} : { startedAt: task.submittedAt }),
    ...(task.estimatedSeconds === undefined ? {} : { estimatedSeconds: task.estimatedSeconds }),
  };
}

function problemOf(task: Task, actions: readonly TakeAction[]): TakeView['problem'] {
  const helps = verbsFor(task).filter((verb) => !actions.some((action) => action === verb)).map((verb) => ({ verb, label: verbLabel(verb, task) }));
  if (task.failure) {
    return { message: task.failure.message, ...(task.failure.remedy ? { remedy: task.failure.remedy } : {}), ...(helps.length > 0 ? { verbs: helps } : {}) };
  }
  return task.state === 'cancelled' ? { message: l10n.t('This task was stopped, so there is no video.') } : undefined;
}

/** A task without a video: how far it is, or why it ended. `name`: see `TakeNames`; `language`: of the dates, the editor's. */
export function storyOfTask(task: Task, name: string, language: string): TakeView {
  const isOver = finalStates.has(task.state);
  // What was ordered elsewhere and is followed here by its ID has no prompt to copy, and none to generate again.
  const worded = task.prompt !== '';
  const actions: TakeAction[] = [...(worded ? ['copyPrompt' as const] : []), ...(task.source ? ['goToPrompt' as const] : []), ...(isOver && worded ? ['generateAgain' as const] : [])];
  const problem = problemOf(task, actions);
  const { file: _none, favourite: _unmarked, ...made } = takeOfStory({ ...task, file: '' });
  return {
    title: name,
    prompt: task.prompt,
    facts: factsOf(made, undefined, language),
    actions,
    favourite: false,
    // What stands still shows why, not how far it came.
    ...(isOver || problem?.verbs ? {} : { progress: progressOf(task) }),
    ...(problem ? { problem } : {}),
  };
}

/** What is known of a take besides its sidecar. */
export interface TakeSurroundings {
  /** Of the video; undefined: it is not there. */
  readonly bytes?: number;
  /** When the video was last written, milliseconds since the epoch. */
  readonly changedAt?: number;
  /** The link under which the page may fetch the video. */
  readonly uri: string;
  /** Undefined: there is no document to compare with. */
  readonly staleness?: Staleness;
  /** Of the dates: the editor's. */
  readonly language: string;
  /** What the take is called; see `TakeNames`. */
  readonly name: string;
}

function warningOf(take: Take, staleness: Staleness | undefined): string | undefined {
  if (take.foreignJson === true) {
    return l10n.t('The file {0}.json next to this video was written by another program.', basename(take.file));
  }
  if (take.damaged !== undefined) {
    return take.damaged.startsWith('ENOENT')
      ? l10n.t('No metadata file ({0}.json) next to this video.', basename(take.file))
      : l10n.t('The metadata file of this video ({0}.json) is damaged and can’t be read.', basename(take.file));
  }
  if (take.promptLength !== undefined) {
    return l10n.t('The prompt in this video’s metadata file ({0}.json) has {1} characters; only the beginning is shown.', basename(take.file), take.promptLength);
  }
  switch (staleness) {
    case 'changed': return l10n.t('Out of date: this shot has changed since.');
    case 'gone': return l10n.t('The shot is no longer in its file.');
    default: return undefined;
  }
}

function actionsOf(take: Take, { bytes, staleness }: TakeSurroundings): TakeAction[] {
  const story = take.shot.prompt !== '';
  const when = (condition: boolean, ...actions: TakeAction[]): TakeAction[] => (condition ? actions : []);
  const there = bytes !== undefined;
  return [
    ...when(there, 'continue'),
    ...when(story, 'generateAgain', 'editInComposer'),
    ...when(story && take.source !== undefined, 'goToPrompt'),
    ...when(staleness === 'changed' || staleness === 'gone', 'restorePrompt'),
    ...when(take.damaged === undefined, 'keep'),
    ...when(there, 'compare', 'saveAs', 'reveal', 'openExternally'),
    ...when(story, 'copyPrompt'), ...when(there, 'copyAsMarkdown', 'copyAsHtml', 'discard'),
  ];
}

/** A finished take in words. */
export function storyOfTake(take: Take, around: TakeSurroundings): TakeView {
  const warning = warningOf(take, around.staleness);
  return {
    title: around.name,
    prompt: take.shot.prompt,
    facts: factsOf(take, around.bytes, around.language),
    actions: actionsOf(take, around),
    favourite: take.favourite,
    ...(around.bytes === undefined
      ? { problem: { message: l10n.t('{0} no longer exists.', basename(take.file)), remedy: l10n.t('Its metadata file is still where the video was.') } }
      : { video: { uri: around.uri, bytes: around.bytes, ...(around.changedAt !== undefined && { changedAt: around.changedAt }), name: basename(take.file) } }),
    ...(warning === undefined ? {} : { warning }),
  };
}
