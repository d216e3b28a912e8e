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
  let [all, chinese]: [number, number] = [0, 0];
  let first: DirectiveLanguage | undefined;
  for (const { words } of parsePrompt(prompt)) {
    for (const word of words) {
      if (word.directive === undefined) continue;
      const language = languageOfWord(word);
      first ??= language;
      all++;
      if (language === 'zh') chinese++;
    }
  }
  if (chinese * 2 !== all) return chinese * 2 > all ? 'zh' : 'en';
  return first ?? (han.test(prompt) ? 'zh' : /[a-z]/i.test(prompt) ? 'en' : otherwise);
}

