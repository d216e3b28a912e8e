import { parsePrompt } from './parse.ts';
import type { Word } from './parse.ts';
import type { DirectiveLanguage } from './vocabulary.ts';

const han = /\p{Script=Han}/u;

/** The vocabulary that a word is written in. */
export function languageOfWord(word: Pick<Word, 'text'>): DirectiveLanguage {
  return han.test(word.text) ? 'zh' : 'en';
}

/**
 * The vocabulary that a prompt uses: that of most of its directives, the first one's when they are even; without a
 * directive the script of its prose; without prose `otherwise`.
 */
export function languageOf(prompt: string, otherwise: DirectiveLanguage = 'en'): DirectiveLanguage {
  const languages = parsePrompt(prompt).flatMap(({ words }) => words.filter((word) => word.directive !== undefined).map(languageOfWord));
  const chinese = languages.filter((language) => language === 'zh').length;
  if (chinese * 2 !== languages.length) return chinese * 2 > languages.length ? 'zh' : 'en';
  return languages[0] ?? (han.test(prompt) ? 'zh' : /[a-z]/i.test(prompt) ? 'en' : otherwise);
}

