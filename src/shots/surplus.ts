import { parsePrompt } from '../directives/parse.ts';
import { growthOf, translatePrompt } from '../directives/translate.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { promptLength } from './length.ts';
import { maxPromptLength } from './shot.ts';

/** By how many code points a prompt is too long as it would be sent. */
export function surplusOf(prompt: string, language: DirectiveLanguage | undefined): number {
  const growth = language === undefined ? 0 : growthOf(prompt, language);
  const length = growth === undefined && language !== undefined ? promptLength(translatePrompt(prompt, language)) : promptLength(prompt) + (growth ?? 0);
  return length - maxPromptLength;
}

/** The longest beginning that fits as it would be sent and ends between two words, outside of brackets. */
export function cutToFit(prompt: string, language: DirectiveLanguage | undefined): string {
  let kept = prompt;
  for (let surplus = surplusOf(kept, language); surplus > 0; surplus = surplusOf(kept, language)) {
    const points = Array.from(kept);
    const cutAt = points.slice(0, points.length - surplus).join('').length;
    const bracket = parsePrompt(kept).find(({ start, end }) => start < cutAt && cutAt < end);
    const head = kept.slice(0, bracket?.start ?? cutAt);
    const inWord = bracket === undefined && /[\p{L}\p{N}]$/u.test(head) && /^[a-z0-9]/i.test(kept.slice(cutAt));
    kept = (inWord ? head.replace(/[a-z0-9]+$/i, '') : head).trimEnd();
  }
  return kept;
}
