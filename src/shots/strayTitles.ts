import type { Span } from './span.ts';

/**
 * A line of a `.hailuo` prompt that looks like a title and is none: `## One`, `#### One`, `**### One**`, `- # One`. `#fox` is a tag.
 * A line with nothing but `###` and words is one that stands too far in.
 */
export const nearTitle = /^(?<marks>[ \t\u00A0\u3000\u200B\u2060\uFEFF>*_`•·+-]*)(?:[#＃](?=[ \t\u00A0\u3000]+\S)|[#＃]{2,6}(?![#＃]))[^\S\n]*(?<words>[^\n]*)/gmu;

/** Lines that were surely meant as titles, without the white space behind. Into the prompt, in order. */
export function strayTitles(prompt: string): readonly Span[] {
  if (!/[#＃]/u.test(prompt)) return [];
  return [...prompt.matchAll(nearTitle)].map(({ index, 0: line }) => ({ start: index, end: index + line.trimEnd().length }));
}
