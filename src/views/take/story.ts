import * as l10n from '@vscode/l10n';
import { basename } from 'node:path';
import { finalStates } from '../../tasks/task.ts';
import type { Task } from '../../tasks/task.ts';
import { gatewayName, promptTitle, stateWords } from '../../tasks/words.ts';
import type { TakeAction, TakeProgress, TakeView } from './protocol.ts';

type Fact = TakeView['facts'][number];

function onOff(on: boolean): string {
  return on ? l10n.t('on') : l10n.t('off');
}

/** "12.3 MB". */
export function sizeWords(bytes: number): string {
  return bytes < 1e6 ? l10n.t('{0} kB', (bytes / 1e3).toFixed(0)) : l10n.t('{0} MB', (bytes / 1e6).toFixed(1));
}

function timeWords(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

function factsOf(task: Task): Fact[] {
  const { settings } = task;
  const optional = (label: string, value: string | undefined): Fact[] => (value === undefined ? [] : [{ label, value }]);
  return [
    { label: l10n.t('Gateway'), value: gatewayName(task.gateway) },
    { label: l10n.t('Duration'), value: l10n.t('{0} s', settings.duration) },
    { label: l10n.t('Resolution'), value: settings.resolution },
    { label: l10n.t('Prompt optimizer'), value: onOff(settings.promptOptimizer) },
    ...(settings.promptOptimizer ? [{ label: l10n.t('Fast pretreatment'), value: onOff(settings.fastPretreatment) }] : []),
    { label: l10n.t('Watermark'), value: onOff(settings.watermark) },
    ...optional(l10n.t('First frame'), settings.firstFrame && (URL.canParse(settings.firstFrame) ? settings.firstFrame : basename(settings.firstFrame))),
    ...optional(l10n.t('Prompt as sent'), task.sentPrompt === task.prompt ? undefined : task.sentPrompt),
    ...optional(l10n.t('Remote id'), task.remoteId),
    ...optional(l10n.t('Cost as reported'), task.cost),
    { label: l10n.t('Created'), value: timeWords(task.createdAt) },
    ...optional(l10n.t('Completed'), task.completedAt === undefined ? undefined : timeWords(task.completedAt)),
    ...optional(l10n.t('File'), task.file && basename(task.file)),
    ...optional(l10n.t('Size'), task.bytes === undefined ? undefined : sizeWords(task.bytes)),
  ];
}

function progressOf(task: Task): TakeProgress | undefined {
  if (finalStates.has(task.state)) {
    return undefined;
  }
  return {
    words: stateWords(task),
    ...(task.progress > 0 ? { percent: task.progress } : {}),
    ...(task.submittedAt === undefined ? {} : { startedAt: task.submittedAt }),
    ...(task.estimatedSeconds === undefined ? {} : { estimatedSeconds: task.estimatedSeconds }),
  };
}

function problemOf(task: Task): TakeView['problem'] {
  if (task.failure) {
    return { message: task.failure.message, ...(task.failure.remedy ? { remedy: task.failure.remedy } : {}) };
  }
  return task.state === 'cancelled' ? { message: l10n.t('This task was stopped; there is no video.') } : undefined;
}

/** A task's take in words. `uriOf` gives the link under which the page may fetch a file. */
export function storyOfTask(task: Task, uriOf: (file: string) => string): TakeView {
  const [progress, problem] = [progressOf(task), problemOf(task)];
  const fileActions: TakeAction[] = task.file ? ['reveal', 'saveAs', 'openExternally'] : [];
  return {
    title: promptTitle(task.prompt, 40),
    prompt: task.prompt,
    duration: task.settings.duration,
    facts: factsOf(task),
    actions: ['generateAgain', ...fileActions, 'copyPrompt'],
    ...(task.file ? { video: { uri: uriOf(task.file), bytes: task.bytes ?? 0, name: basename(task.file) } } : {}),
    ...(progress ? { progress } : {}),
    ...(problem ? { problem } : {}),
  };
}
