import * as l10n from '@vscode/l10n';
import { translatePrompt } from '../directives/translate.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { firstFrameRefusals, missingFirstFrame } from './firstFrame.ts';
import type { FirstFrame } from './firstFrame.ts';
import { promptLength } from './length.ts';
import type { Refusal } from './refusal.ts';
import { durations, maxPromptLength, resolutions } from './shot.ts';
import type { Shot } from './shot.ts';

export interface ValidationOptions {
  /** The vocabulary the prompt is sent in; absent when it goes out as written. */
  readonly language?: DirectiveLanguage;
  /** The local first frame as it was looked at, `'missing'` when it cannot be read; absent for a URL or when there is none. */
  readonly firstFrame?: FirstFrame | 'missing';
  /** The largest file that the gateway's upload takes, in bytes. */
  readonly maxUploadBytes?: number;
}

/** Why this shot is not sent, each reason one sentence; empty when it may go. */
export function refusalsFor(shot: Shot, options: ValidationOptions = {}): readonly Refusal[] {
  return [...promptRefusals(shot, options.language), ...settingRefusals(shot), ...frameRefusals(shot, options)];
}

function promptRefusals(shot: Shot, language: DirectiveLanguage | undefined): readonly Refusal[] {
  if (shot.prompt.trim() === '') {
    return [{ field: 'prompt', code: 'empty-prompt', message: l10n.t('The prompt is empty. Describe the shot in 1 to {0} characters.', maxPromptLength) }];
  }
  const length = promptLength(language === undefined ? shot.prompt : translatePrompt(shot.prompt, language));
  if (length <= maxPromptLength) return [];
  return [{
    field: 'prompt', code: 'prompt-too-long',
    message: l10n.t('The prompt is {0} characters as sent; the limit is {1}. Shorten it by {2}.', length, maxPromptLength, length - maxPromptLength),
  }];
}

/** Types do not hold what comes from settings files and other extensions, so the values are checked too. */
function settingRefusals({ settings }: Shot): readonly Refusal[] {
  if (!(durations as readonly number[]).includes(settings.duration)) {
    return [{ field: 'duration', code: 'duration', message: l10n.t('“{0}” isn’t a supported duration. Choose 6 or 10 seconds.', String(settings.duration)) }];
  }
  if (!(resolutions as readonly string[]).includes(settings.resolution)) {
    return [{ field: 'resolution', code: 'resolution', message: l10n.t('“{0}” isn’t a supported resolution. Choose 768p or 1080p.', settings.resolution) }];
  }
  if (settings.duration !== 10 || settings.resolution !== '1080p') return [];
  return [{ field: 'duration', code: 'duration-at-1080p', message: l10n.t('1080p is limited to 6 seconds. Choose 6 seconds, or 768p.') }];
}

function frameRefusals(shot: Shot, { firstFrame, maxUploadBytes }: ValidationOptions): readonly Refusal[] {
  if (shot.settings.firstFrame === undefined || firstFrame === undefined) return [];
  if (firstFrame === 'missing') return [missingFirstFrame(shot.settings.firstFrame)];
  return firstFrameRefusals(firstFrame, maxUploadBytes);
}
