import { settingNamed } from './settingName.ts';
import { settingNames, valuesOf } from './settings.ts';
import type { SettingName } from './settings.ts';

/** What may be written at a place in a line `@name = value`. Offsets are UTF-16 code units into the line. */
export type SettingSuggestions =
  /** Names, without the `@`, which the replaced part includes. */
  | { readonly kind: 'names'; readonly start: number; readonly end: number; readonly names: readonly SettingName[] }
  | { readonly kind: 'values'; readonly start: number; readonly end: number; readonly setting: SettingName; readonly values: readonly string[] }
  /** A path is being written, of a file that the setting takes; `typed` is what stands before the cursor. */
  | { readonly kind: 'path'; readonly start: number; readonly end: number; readonly setting: 'firstFrame' | 'take'; readonly typed: string };

/**
 * Settings or their values at an offset of a line of a `.hailuo` file; undefined where none is written.
 * @param taken settings that the shot has already; they are not offered again
 */
export function suggestSettings(line: string, offset: number, gateways: readonly string[], taken: ReadonlySet<SettingName>): SettingSuggestions | undefined {
  const name = /^(\s*(?:(?:[-*+•]|\d{1,2}[.)])\s+)?)[@＠]([\p{L}\p{N}_-]*)/u.exec(line);
  if (name === null) return undefined;
  const start = (name[1] ?? '').length;
  const end = name[0].length;
  if (offset > start && offset <= end) {
    return { kind: 'names', start, end, names: settingNames.filter((setting) => !taken.has(setting) || setting === settingNamed(name[2] ?? '')) };
  }
  const equals = /^\s*[=＝:：]\s*/.exec(line.slice(end));
  const setting = settingNamed(name[2] ?? '');
  if (equals === null || setting === undefined || offset < end + equals[0].trimEnd().length) return undefined;
  const valueStart = Math.min(offset, end + equals[0].length);
  const valueEnd = Math.max(offset, line.replace(/\s+\/\/.*$/, '').trimEnd().length);
  if (setting === 'firstFrame' || setting === 'take') return { kind: 'path', start: valueStart, end: valueEnd, setting, typed: line.slice(valueStart, offset) };
  return { kind: 'values', start: valueStart, end: valueEnd, setting, values: valuesOf(setting, gateways) };
}
