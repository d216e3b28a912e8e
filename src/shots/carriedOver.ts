import type { DocumentShot } from './document.ts';
import type { SettingLine } from './settingLine.ts';
import { shotSettingNames } from './settings.ts';

/** How a shot begins and how often it is made is for each shot to say. */
const ownNames: readonly string[] = ['firstFrame', 'takes'];
const carriedNames: ReadonlySet<string | undefined> = new Set(shotSettingNames.filter((name) => !ownNames.includes(name)));

/**
 * The setting lines of a shot that the one after it is made with too. Its place in the film (`@take`, `@skip`, `@continue`) is its
 * own; what stands above the first heading counts for all shots anyway.
 */
export function carriedOver({ heading, settings }: Pick<DocumentShot, 'heading' | 'settings'>): readonly SettingLine[] {
  return heading ? settings.filter(({ setting }) => carriedNames.has(setting)) : [];
}
