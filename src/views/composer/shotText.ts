import { readDocument } from '../../shots/readDocument.ts';
import { lineBreakOf } from '../../shots/lineBreak.ts';
import type { ShotSettingName } from '../../shots/settings.ts';
import type { Choices } from './protocol.ts';

/** The names of the settings that differ, in the order in which they are offered. */
export function differing(a: Choices, b: Choices): readonly (keyof Choices & ShotSettingName)[] {
  return (Object.keys(a) as (keyof Choices)[]).filter((name) => a[name] !== b[name]);
}

/** As it is written after `@name =`. */
export function valueWords(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/** Whether a `.hailuo` text reads this back as a prompt, rather than a part of it as a title, a setting or a comment. */
export function readsAsPrompt(prompt: string): boolean {
  const [read, ...more] = readDocument(`###\n${prompt}`, 'hailuo').shots;
  return read?.prompt === prompt.trim() && more.length === 0;
}

/** A path as it is written in a document: relative where it lies below the document's folder. */
export function pathFrom({ fsPath }: { readonly fsPath: string }, path: string): string {
  if (/^https?:/iu.test(path)) return path;
  const [document, file] = [fsPath, path].map((each) => each.replaceAll('\\', '/')) as [string, string];
  const folder = document.slice(0, document.lastIndexOf('/') + 1);
  return file.startsWith(folder) ? `./${file.slice(folder.length)}` : path;
}

/**
 * The shot as a `.hailuo` text: a heading, the settings that differ from the user's own, the prompt, which is one that
 * reads as such. `firstFrame` as it is written there.
 */
export function shotText(title: string, prompt: string, firstFrame: string | undefined, choices: Choices, defaults: Choices): string {
  const settings = differing(choices, defaults).map((name) => `@${name} = ${valueWords(choices[name])}\n`);
  const frame = firstFrame === undefined ? '' : `@firstFrame = ${firstFrame}\n`;
  return `### ${title}\n${settings.join('')}${frame}${prompt}\n`;
}

/** A `.hailuo` text with one more shot at its end: everything that it says stays, its line breaks are kept to. */
export function withShot(text: string, shot: string): string {
  const eol = lineBreakOf(text);
  const gap = text.trim() === '' ? '' : /\n[ \t]*\r?\n[ \t]*$/u.test(text) ? '' : text.endsWith('\n') ? eol : eol + eol;
  return text + gap + shot.replaceAll('\n', eol);
}
