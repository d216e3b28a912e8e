import { promptProblemCodes } from '../directives/problem.ts';

/** What the language service finds in a shot beyond its directives; each is explained under this name in media/problems.md. */
export const shotProblemCodes = [
  'empty-shot', 'prompt-too-long', 'unknown-setting', 'setting-value', 'setting-in-prompt', 'title-in-prompt', 'duration-at-1080p', 'fast-without-optimizer', 'optimizer-with-directives',
  'first-frame-missing', 'first-frame-type', 'first-frame-small', 'first-frame-ratio', 'first-frame-heavy',
  'first-frame-cmyk', 'first-frame-animated', 'first-frame-hdr', 'first-frame-coding', 'first-frame-cut',
  'unknown-word', 'circular-word', 'unused-word', 'continue-first', 'continue-and-frame', 'take-missing',
] as const;
export type ShotProblemCode = (typeof shotProblemCodes)[number];

/** All of them, in the order of media/problems.md. */
export const problemCodes = [...promptProblemCodes, ...shotProblemCodes] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** The page that explains them, in `media`. `language`: of the editor, as VS Code names it (`zh-cn`, `en`); any other than Chinese gets the English one. */
export function problemsPage(language: string): string {
  const named = language.toLowerCase();
  return named === 'zh-cn' || named === 'zh-tw' ? `problems.${named}.md` : 'problems.md';
}
