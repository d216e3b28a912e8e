import * as l10n from '@vscode/l10n';
import { durations, resolutions } from './shot.ts';
import type { ShotSettings } from './shot.ts';

/** What a shot is made with. */
export const shotSettingNames = [
  'gateway', 'duration', 'resolution', 'firstFrame', 'promptOptimizer', 'fastPretreatment', 'watermark', 'takes',
] as const;
/** What a shot is in its film. */
export const filmSettingNames = ['continue', 'skip', 'take'] as const;
/** The settings that a `.hailuo` file can write as `@name = value`, in the order in which they are offered. */
export const settingNames = [...shotSettingNames, ...filmSettingNames] as const;
export type ShotSettingName = (typeof shotSettingNames)[number];
export type SettingName = (typeof settingNames)[number];

/** More takes of one shot than this are more likely a slip than a wish. */
export const maxTakes = 9;

/** What a document says of a shot; whatever it leaves out comes from the user's settings. */
export interface WrittenSettings extends Partial<ShotSettings> {
  /** As written; only the document's reader knows whether such a gateway exists. */
  readonly gateway?: string;
  readonly takes?: number;
}

/** What a document says of a shot's place in the film; no gateway hears of it. */
export interface FilmSettings {
  /** It starts with the last frame of the shot before it. */
  readonly continue?: boolean;
  /** It is left out of the film. */
  readonly skip?: boolean;
  /** The chosen take: a path from the document's own folder, as written. */
  readonly take?: string;
}

/** The values that a setting takes, as they are offered; empty for a path. `gateways` are the ids that exist. */
export function valuesOf(name: SettingName, gateways: readonly string[]): readonly string[] {
  switch (name) {
    case 'gateway': return gateways;
    case 'duration': return durations.map(String);
    case 'resolution': return resolutions;
    case 'firstFrame':
    case 'take': return [];
    case 'takes': return Array.from({ length: 4 }, (_, index) => String(index + 1));
    default: return ['on', 'off'];
  }
}

/** What a setting means and takes, in one localized sentence. */
export function meaningOf(name: SettingName): string {
  switch (name) {
    case 'gateway': return l10n.t('Where videos are generated: animatic (free local camera preview), apimart or toapis.');
    case 'duration': return l10n.t('Length of the video in seconds: 6 or 10; only 6 at 1080p.');
    case 'resolution': return l10n.t('768p or 1080p; 1080p is limited to 6 seconds.');
    case 'firstFrame': return l10n.t('The image the video starts with: a path relative to this file or a public URL. JPG, PNG or WebP, short side over 300 px, width / height from 0.4 to 2.5, under 20 MB.');
    case 'promptOptimizer': return l10n.t('Let the model rewrite the prompt first. Turn off for exact camera moves.');
    case 'fastPretreatment': return l10n.t('Speed up the prompt optimizer. Only applies when the optimizer is on.');
    case 'watermark': return l10n.t('Add the vendor’s watermark to the video.');
    case 'continue': return l10n.t('Start with the last frame of the shot before it.');
    case 'skip': return l10n.t('Leave this shot out of the film.');
    case 'take': return l10n.t('The take that the film uses for this shot: a path next to this file. Without it, the newest kept take counts, then the newest that is up to date.');
    case 'takes': return l10n.t('How many takes of this shot to generate at once: 1 to {0}. Each is charged separately.', maxTakes);
  }
}
