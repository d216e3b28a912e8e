import { lineBreakOf } from './lineBreak.ts';
import type { DocumentShot, Script } from './document.ts';
import { filmSettingNames } from './settings.ts';
import type { SettingName } from './settings.ts';
import type { Span } from './span.ts';
import { linesOf } from './span.ts';
import { shotName } from './title.ts';

/** Lines above the first title that count for the shot there alone; the other settings there are every shot's. */
const own: ReadonlySet<SettingName | undefined> = new Set(filmSettingNames);

/**
 * A `.hailuo` text whose first shot, the words above the first title, has a title of its words: it can be moved like any other then.
 * Settings and words that are every shot's stay above it, those of the shot alone go below its title, and every shot stays what it was.
 */
export function titleFirst(text: string, { shots }: Pick<Script, 'shots'>): string {
  const [shot] = shots;
  if (shot === undefined || shot.heading !== undefined || shot.pieces[0] === undefined) return text;
  const eol = lineBreakOf(text);
  const lines = linesOf(text, shot.start, shot.end).map((line) => ({ ...line, written: text.slice(line.start, line.end) }));
  const words = lines.findIndex(({ end }) => end >= (shot.pieces[0]?.start ?? 0));
  const above: string[] = [];
  const below: string[] = [];
  const rest: string[] = [];
  for (const [index, line] of lines.entries()) {
    const settings = within(shot.settings, line);
    if (settings.some(({ setting }) => own.has(setting))) {
      const parted = settings.length > 1 ? apart(text, line, settings) : { shared: [], alone: [line.written] };
      above.push(...parted.shared);
      below.push(...parted.alone);
    } else if (index < words || settings.length > 0 || within(shot.lets, line).length > 0) {
      above.push(line.written);
    } else {
      rest.push(line.written);
    }
  }
  const isApart = above.every((line) => line.trim() === '') || above.at(-1)?.trim() === '';
  return text.slice(0, shot.start) + [...above, ...(isApart ? [] : ['']), `### ${titleFor(shot)}`, ...below, ...rest].join(eol) + text.slice(shot.end);
}

function within<T extends Span>(spans: readonly T[], line: Span): readonly T[] {
  return spans.filter(({ start }) => line.start <= start && start <= line.end);
}

/** A line that holds settings of both kinds, as one line for each setting. */
function apart(text: string, line: Span, settings: readonly (DocumentShot['settings'][number])[]): { readonly shared: readonly string[]; readonly alone: readonly string[] } {
  const ends = settings.map((_, index) => settings[index + 1]?.start ?? line.end);
  const written = settings.map(({ setting, start }, index) => ({ setting, text: text.slice(start, ends[index]).trim().replace(/[,;，；|]$/u, '').trim() }));
  return { shared: written.flatMap((one) => (own.has(one.setting) ? [] : [one.text])), alone: written.flatMap((one) => (own.has(one.setting) ? [one.text] : [])) };
}

/** On one line, and no comment in it. */
function titleFor({ filled }: DocumentShot): string {
  return shotName({ prompt: filled }).replace(/\/{2,}/gu, '/').replace(/^#+\s*/u, '').trim() || '1';
}
