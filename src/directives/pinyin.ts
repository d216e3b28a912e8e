import { directives } from './vocabulary.ts';
import type { DirectiveId } from './vocabulary.ts';

const byPinyin = new Map(directives.map(({ id, pinyin }) => [pinyin.replaceAll(' ', ''), id]));

/** The directive whose Chinese name is spelled in Latin letters, with tones or without: `tuijin`, `Tui jin`, `tuī jìn`, `tui1jin4`. */
export function pinyinSpelled(text: string): DirectiveId | undefined {
  if (text.length > 40 || !/^[\p{Script=Latin}\p{M}1-5\s'’-]+$/u.test(text)) return undefined;
  return byPinyin.get(text.normalize('NFD').toLowerCase().replace(/[^a-z]/g, ''));
}
