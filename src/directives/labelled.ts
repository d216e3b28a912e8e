import type { Bracket, Word } from './parse.ts';
import { gapBehind, namesOf } from './rewrite.ts';
import { readWord } from './reading.ts';
import { directiveSpelled } from './spelling.ts';
import type { TextEdit } from './textEdit.ts';
import type { DirectiveLanguage } from './vocabulary.ts';

/** Which shot it is, or when: `Shot 3 -`, `镜头二：`, `0-3s:`, `00:00-00:03`. */
const label = /^(?<label>(?:shot|scene|clip|take)\s?#?\d+[a-z]?|(?:第\s?[\d一二三四五六七八九十]+\s?[个個]?(?:镜头|鏡頭|镜|鏡|幕|场|場)|(?:镜头|鏡頭|分镜|分鏡|场景|場景|镜号|鏡號)\s?[\d一二三四五六七八九十]+)|\d+(?:\.\d+)?\s?(?:s|秒)?\s?[-–—~～至到]\s?\d+(?:\.\d+)?\s?(?:s|秒)|\d+(?:\.\d+)?\s?(?:s|secs?|秒)(?=\s?[:：])|\d{1,2}:\d{2}(?:\s?[-–—~～]\s?\d{1,2}:\d{2})?)(?<mark>\s?[:：|｜]\s?|\s[-–—]\s|\s|(?<=秒)(?=\p{Script=Han}))(?<move>\S.*)$/isu;

/** `[Shot 3: Push in]` → `Shot 3: [Push in]`: what is no move goes in front, whole. Undefined where no label stands before a move. */
export function labelOut(prompt: string, { start, end, words }: Bracket, word: Word, language: DirectiveLanguage): { readonly name: string; readonly edits: readonly TextEdit[]; readonly sure: boolean } | undefined {
  const { label: said = '', move = '' } = label.exec(word.text)?.groups ?? {};
  if (said === '' || words[0] !== word) return undefined;
  const exact = directiveSpelled(move);
  const [choice] = exact === undefined ? readWord(move)?.choices ?? [] : [{ steps: [{ moves: [exact], rest: '' }], sure: true }];
  const [step, ...more] = choice?.steps ?? [];
  const lead = `${said.trim()}${/\p{Script=Han}/u.test(said) ? '：' : ': '}`;
  if (choice === undefined || step === undefined || more.length > 0 || (step.rest !== '' && words.length > 1)) return undefined;
  const name = namesOf(step.moves, language);
  if (step.rest !== '') {
    const text = `${lead}[${name}]${/^\p{Script=Han}/u.test(step.rest) ? '' : ' '}${step.rest}`;
    return { name: text, edits: [{ start, end, text: text + gapBehind(step.rest, prompt.slice(end), prompt.slice(0, start) + lead) }], sure: choice.sure };
  }
  return { name: `${lead}[${name}]`, edits: [{ start, end: start, text: lead }, { start: word.start, end: word.end, text: name }], sure: choice.sure };
}
