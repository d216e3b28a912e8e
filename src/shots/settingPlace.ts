import type { DocumentShot } from './document.ts';
import { valuesIn } from './document.ts';
import type { SettingName } from './settings.ts';

type Lines = Pick<DocumentShot, 'settings' | 'defaults'>;

/** Where a setting of a shot is written: in the shot itself, or above the first title for the whole file; undefined where the person's own settings count. */
export function settingPlace({ settings, defaults }: Lines, name: SettingName): 'shot' | 'file' | undefined {
  if (settings.some((line) => line.setting === name)) return 'shot';
  // Nothing of the film is in there: the lines above the first title say that of no other shot.
  const usual: Readonly<Partial<Record<SettingName, unknown>>> = valuesIn(defaults);
  return usual[name] === undefined ? undefined : 'file';
}

/** Whether the file has a first frame for all its shots, so that one without a first frame has to say `none`. */
export function fileHasFrame({ settings, defaults }: Lines): boolean {
  return settings !== defaults && valuesIn(defaults).firstFrame !== undefined;
}
