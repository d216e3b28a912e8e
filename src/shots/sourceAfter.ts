import type { ShotDocument } from './document.ts';
import { findShot } from './find.ts';
import type { PromptSource } from './promptSource.ts';
import { sourceOf } from './promptSource.ts';

/** What a prompt became, and its document with it; without a text where there is none that could be read. */
export interface ChangedPrompt {
  readonly prompt: string;
  readonly text?: string;
  readonly kind?: ShotDocument['kind'];
}

/**
 * The source of a prompt that was changed: as it stands in the changed document. Where it does not stand there, how it was written
 * before is not how it is written now, and goes.
 */
export function sourceAfter(source: PromptSource, { prompt, text, kind = 'hailuo' }: ChangedPrompt): PromptSource {
  const found = text === undefined ? undefined : findShot(text, kind, { ...source, prompt });
  if (text !== undefined && found?.match === 'same') return sourceOf(source.uri, found.shot, (offset) => text.slice(0, offset).split('\n').length - 1);
  const { written: _before, ...place } = source;
  return place;
}
