import { inventedWords } from './invented.ts';
import { framing } from './framing.ts';
import type { SpelledMove } from './latinMoves.ts';
import { simplified } from './simplified.ts';
import { directives } from './vocabulary.ts';

interface Entry { readonly meanings: SpelledMove['meanings']; readonly own: boolean }

const entries = new Map<string, Entry>();
for (const [word, { nearest }] of inventedWords) if (!/[a-z]/i.test(word)) entries.set(simplified(word), { meanings: nearest, own: false });
for (const { id, zh, aliases } of directives) {
  for (const word of [zh, ...aliases]) if (!/[a-z]/i.test(word)) entries.set(simplified(word), { meanings: [[id]], own: true });
}
const longest = Math.max(...[...entries.keys()].map((word) => word.length));

/** What goes with a move and tells nothing more: 镜头, 镜, 机位, 感, 式. */
export const cameraWords = /镜头运动|运镜|镜头|镜|机位|摄像机|摄影机|相机|画面|效果|拍摄|动作|运动|手法|感|式|カメラ|ショット|撮影/gu;

const framingWords = new RegExp(framing, 'giu');

/** The moves that a text spells in Chinese or Japanese, in order, none over another; the longest word counts. Single characters only alone, see `stemOf`. */
export function hanMoves(text: string): readonly SpelledMove[] {
  const plain = simplified(text);
  const found: SpelledMove[] = [];
  for (let start = 0; start < plain.length;) {
    let end = Math.min(plain.length, start + longest);
    while (end > start + 1 && !entries.has(plain.slice(start, end))) end--;
    const entry = end > start + 1 ? entries.get(plain.slice(start, end)) : undefined;
    if (entry === undefined) {
      start++;
      continue;
    }
    // 镜 of 降镜 and 头 are one word.
    if (plain.charAt(end - 1) === '镜' && plain.charAt(end) === '头') end++;
    found.push({ start, end, ...entry });
    start = end;
  }
  return found;
}

/** The move that a single character means, once what says how and the camera's own words are taken off: 推镜, 慢推, 手持感. */
export function stemOf(text: string, isManner: (word: string) => boolean): SpelledMove | undefined {
  const plain = simplified(text);
  for (let start = 0; start < plain.length; start++) {
    const entry = entries.get(plain.charAt(start));
    if (entry === undefined) continue;
    const rest = `${plain.slice(0, start)} ${plain.slice(start + 1)}`.replace(cameraWords, ' ').replace(framingWords, ' ').split(/\s+/).filter((part) => part !== '');
    if (rest.every(isManner)) return { start, end: start + 1, ...entry };
  }
  return undefined;
}
