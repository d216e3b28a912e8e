import { readDocument } from '../../shots/document.ts';
import type { SettingName } from '../../shots/settings.ts';
import type { Shot } from '../../shots/shot.ts';
import type { Choices } from './protocol.ts';

/** The names of the settings that differ, in the order in which they are offered. */
export function differing(a: Choices, b: Choices): readonly (keyof Choices & SettingName)[] {
  return (Object.keys(a) as (keyof Choices)[]).filter((name) => a[name] !== b[name]);
}

/** As it is written after `@name =`. */
export function valueWords(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/**
 * The shot as a `.hailuo` text: a heading, the settings that differ from the user's own, the prompt. Undefined when the
 * format cannot hold the prompt: one of its lines would be read as a heading, a setting or a comment.
 */
export function shotText(title: string, shot: Shot, choices: Choices, defaults: Choices): string | undefined {
  const settings = differing(choices, defaults).map((name) => `@${name} = ${valueWords(choices[name])}\n`);
  const frame = shot.settings.firstFrame === undefined ? '' : `@firstFrame = ${shot.settings.firstFrame}\n`;
  const text = `### ${title}\n${settings.join('')}${frame}${shot.prompt}\n`;
  const [read, ...more] = readDocument(text, 'hailuo').shots;
  return read?.prompt === shot.prompt.trim() && more.length === 0 ? text : undefined;
}
