import * as l10n from '@vscode/l10n';
import { closest, editDistance } from '../directives/editDistance.ts';
import { durations, resolutions } from './shot.ts';
import type { ShotSettings } from './shot.ts';

/** The settings that a `.hailuo` file can write as `@name = value`, in the order in which they are offered. */
export const settingNames = [
  'gateway', 'duration', 'resolution', 'firstFrame', 'promptOptimizer', 'fastPretreatment', 'watermark', 'takes',
] as const;
export type SettingName = (typeof settingNames)[number];

/** More takes of one shot than this are more likely a slip than a wish. */
export const maxTakes = 9;

/** What a document says of a shot; whatever it leaves out comes from the user's settings. */
export interface WrittenSettings extends Partial<ShotSettings> {
  /** As written; only the document's reader knows whether such a gateway exists. */
  readonly gateway?: string;
  readonly takes?: number;
}

const byKey = new Map(settingNames.map((name) => [name.toLowerCase(), name]));

/** The setting of this name; case, hyphens and underscores do not matter, so `first_frame` is `firstFrame`. */
export function settingNamed(name: string): SettingName | undefined {
  return byKey.get(name.toLowerCase().replace(/[-_]/g, ''));
}

/** The setting that a name is most likely a slip of: `duratoin`, `optimizer`, `first`. */
export function nearestSetting(name: string): SettingName | undefined {
  const key = name.toLowerCase().replace(/[-_]/g, '');
  if (key.length < 3) return undefined;
  return settingNames.find((setting) => setting.toLowerCase().includes(key)) ?? closest(settingNames, (setting) => editDistance(key, setting.toLowerCase(), 3), 3);
}

const switches: ReadonlyMap<string, boolean> = new Map([
  ['on', true], ['true', true], ['yes', true], ['开', true], ['是', true],
  ['off', false], ['false', false], ['no', false], ['关', false], ['否', false],
]);

/** The values that a setting takes, as they are offered; empty for a path. `gateways` are the ids that exist. */
export function valuesOf(name: SettingName, gateways: readonly string[]): readonly string[] {
  switch (name) {
    case 'gateway': return gateways;
    case 'duration': return durations.map(String);
    case 'resolution': return resolutions;
    case 'firstFrame': return [];
    case 'takes': return Array.from({ length: 4 }, (_, index) => String(index + 1));
    default: return ['on', 'off'];
  }
}

/**
 * What `@name = value` means; undefined when the value is not one that the setting takes. A switch without a value is on.
 * `10s` and `10 s` are 10, `1080` and `1080P` are `1080p`. A first frame and a gateway are taken as written.
 */
export function readSetting(name: SettingName, value: string | undefined): WrittenSettings | undefined {
  const text = value?.toLowerCase() ?? '';
  switch (name) {
    case 'gateway': return text === '' ? undefined : { gateway: text };
    case 'firstFrame': return value === undefined || value === '' ? undefined : { firstFrame: value };
    case 'duration': return keyed('duration', durations.find((duration) => String(duration) === text.replace(/\s*(s|秒)$/, '')));
    case 'resolution': return keyed('resolution', resolutions.find((resolution) => resolution.startsWith(text.replace(/p$/, '')) && text.length > 2));
    case 'takes': return keyed('takes', /^[1-9]$/.test(text) ? Number(text) : undefined);
    default: return keyed(name, value === undefined ? true : switches.get(text));
  }
}

function keyed<Name extends string, Value>(name: Name, value: Value | undefined): Readonly<Record<Name, Value>> | undefined {
  return value === undefined ? undefined : ({ [name]: value } as Record<Name, Value>);
}

/** What a setting means and takes, in one localized sentence. */
export function meaningOf(name: SettingName): string {
  switch (name) {
    case 'gateway': return l10n.t('Who makes the take: animatic (free preview of the camera, made here), apimart or toapis.');
    case 'duration': return l10n.t('Length of the video in seconds: 6 or 10; only 6 at 1080p.');
    case 'resolution': return l10n.t('768p or 1080p; 1080p takes 6 seconds only.');
    case 'firstFrame': return l10n.t('The image that the video starts with: a path beside this file or a public URL. JPG, PNG or WebP, short side over 300 px, width / height from 0.4 to 2.5, under 20 MB.');
    case 'promptOptimizer': return l10n.t('Lets the model rewrite the prompt before it films: on or off. For exact camera moves choose off.');
    case 'fastPretreatment': return l10n.t('Shortens the time that the prompt optimizer takes: on or off. It acts only with the optimizer on.');
    case 'watermark': return l10n.t('Puts the vendor’s watermark on the video: on or off.');
    case 'takes': return l10n.t('How many takes of this shot are made at once: 1 to {0}. Each is paid for.', maxTakes);
  }
}
