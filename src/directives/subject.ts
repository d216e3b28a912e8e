import { isFraming } from './framing.ts';
import { cameraWords } from './hanMoves.ts';
import { movers } from './latinMoves.ts';
import type { SpelledMove } from './latinMoves.ts';
import { isManner } from './manner.ts';
import { simplified } from './simplified.ts';
import { isTechnique } from './technique.ts';

/** Sounds, voices, writing and style have labels of their own; what stands behind them moves no camera. */
const labelOfOthers = /^\s*(?:sfx|v?fx|sounds?(?: effects?)?|audio|music|soundtrack|bgm|voice-?\s?overs?|vo|v\.o\.|narrat(?:or|ion)|dialogue|captions?|subtitles?|text|title|lyrics?|style|lighting|lights?|mood|tone|lens|音[效乐樂]|声音|聲音|配[乐樂]|旁白|台[词詞]|字幕|[对對]白|解[说說]|文字|[风風]格|光[线線]|[灯燈]光)\s*[:：]/iu;

/** True of `SFX: glass shakes` and 旁白：太阳上升. */
export function isOtherLabel(text: string): boolean {
  return labelOfOthers.test(text);
}

/** Words of style and framing that may go before a move. */
export const styles = /^(?:cinematic|epic|wide|medium|close|up|close-up|closeup|long|full|low|high|angle|level|eye|aerial|drone|macro|smooth|pov|hero|beautiful|tight|extended|continuous|single|one|overhead|shot|view)$/i;

const everydayVerb = /^(?:follow|track|push|pull|ris|lift|lower|descend|ascend|sink|turn|rotat|circl|hold|shak|slid|wobbl|mov|advanc|retreat)(?:e|es|s|ing|ed)?$/i;

/** True of `[Anna, following]`: a word that names no move and no manner, and then what it does. */
export function isDoneBySomebody(words: readonly { readonly text: string; readonly reading?: unknown }[]): boolean {
  const reads = words.filter(({ reading }) => reading !== undefined);
  return reads.length > 0 && reads.every((word) => {
    const who = words[words.indexOf(word) - 1];
    return everydayVerb.test(word.text) && who !== undefined && who.reading === undefined && !isManner(who.text) && !isFraming(who.text) && !isTechnique(who.text) && !styles.test(who.text);
  });
}

const somebody = /^(?:i|you|he|she|it|we|they|who|someone|somebody|everyone|everybody)$/i;
/** Noun and verb look alike; behind these a truck or a pan is a thing. */
const place = /^\s*(?:on|in|behind|at|beside|near|of|by|under|inside|outside|next|out|there|here|and|is|was)\b/i;

/**
 * True when somebody or something else moves, not the camera: "She looks up", "The crowd pushes in", "Lanterns float up".
 * @param before the words in front of the move
 */
export function movesItself(text: string, { start }: SpelledMove, before: readonly string[]): boolean {
  const lead = text.slice(0, start);
  if (/[:：–—-]\s*$/.test(lead) || (lead.match(/\p{L}+/gu) ?? []).some((word) => movers.has(word.toLowerCase()))) return false;
  const others = before.filter((word) => !isManner(word) && !styles.test(word));
  const last = others.at(-1) ?? '';
  if (last === '' || others.some((word) => somebody.test(word))) return last !== '';
  const verb = /^\p{L}+/u.exec(text.slice(start))?.[0].toLowerCase() ?? '';
  return /(?:[^s]s|ing|ed)$/.test(verb) ? verb !== 'tracking' : /\p{L}{2}[^s\W]s$/u.test(last);
}

/** "A truck left behind", "pan right on the table", "Shake with fear": what reads as a directive's name may be a thing, or what somebody does. */
export function mayBeThing(text: string, { start, end }: SpelledMove): boolean {
  const after = text.slice(end);
  if (/^shake/i.test(text.slice(start))) return /[\p{L}\p{N}]/u.test(after) && !isManner(/[\p{L}-]+/u.exec(after)?.[0] ?? '');
  return /^(?:truck|pan)\s+(?:left|right)\b/i.test(text.slice(start)) && (place.test(after) || /\b(?:an?|the)\s+(?:\p{L}+\s+)?$/iu.test(text.slice(0, start)));
}

/** Behind a word that is also a thing: "crane flies off", "Dolly the sheep" move no camera. */
export function isThing(text: string, { start, end, own }: SpelledMove): boolean {
  if (own || !/^(?:orbits?|arcs?|cranes?|jibs?|dolly|zoom|pan|tilt|pedestal|tripod|tracks?|static)$/i.test(text.slice(start, end))) return false;
  const next = /^[\s,:;–—-]*([\p{L}\p{N}°%]+)/u.exec(text.slice(end))?.[1] ?? '';
  const moved = (text.slice(0, start).match(/\p{L}+/gu) ?? []).some((word) => movers.has(word.toLowerCase()));
  if (/^track/i.test(text.slice(start, end)) && !moved && (start > 0 || /^\d|plays?$/.test(next)) && !isManner(/(\p{L}+)\s*$/u.exec(text.slice(0, start))?.[1] ?? '')) return true;
  if (/^static$/i.test(text.slice(start, end))) return /^(?:noise|interference|electricity|crackles?|hiss(?:es)?|on)$/i.test(next) || /\b(?:radio|tv|white)\s*$/i.test(text.slice(0, start));
  return /^(?:flies|the|de|is|was|lens)$/i.test(next);
}

/** Everyday words of Chinese, which a person, a lift or the sun may do as well. */
const everyday = /^(?:上升|下降|晃动|跟随|固定|推进|左转|右转|抬头|低头|升起|升高|降低|降落|前进|后退|前移|后移|摇晃|抖动|震动|颤动|放大|缩小|静止|不动|拉开|拉升|追踪|跟踪|左移|右移|上移|下移|向[上下左右前后]\S*)$/u;
/** What may stand in front of a move and is no subject: framing, gear, manner, times. */
const notSubject = /特写|[近中远全]景|[俯仰平航]拍|[低高平]角度|视角|视|手持|无人机|轨道|滑轨|摇臂|稳定器|斯坦尼康|电影|希区柯克|一镜到底|长镜|慢动作|动态|运动|由.及.|整体|开始|开场|结尾|最后|随后|接着|画|镜|机|[\d:：秒]|低空|高空|空中|缓|慢|快|从|自|向|往|朝|先|再|同时|边/u;

/** True when something else moves in a Chinese text: 电梯上升, 她抬头, 固定资产. A word for the camera makes it the camera. */
export function movesItselfWide(text: string, { start, end }: SpelledMove, before: string, after: string): boolean {
  const plain = simplified(text);
  if (!everyday.test(plain.slice(start, end)) || /镜|机位|相机|摄[像影]机|运镜|画面|カメラ/u.test(plain)) return false;
  if (before !== '' && !isManner(before) && !notSubject.test(simplified(before))) return true;
  return after !== '' && !isManner(after) && !/^(?:至|到|向|往|于|在|从|着|过|入|并|约|大|小|一|两|半|[\d(（]|视|角|拍|机|镜|运|摄)/u.test(simplified(after)) && !/^(?:跟随|追踪|跟踪|推进|向)/u.test(plain.slice(start, end));
}

/** 固定 with more words behind is sure to be the camera's only where it is named; 跟随音乐 is what a dancer does. */
export function unsureWide(text: string, { start, end }: SpelledMove, after: string): boolean {
  if (after === '' || isManner(after) || text.search(cameraWords) >= 0) return false;
  const word = simplified(text).slice(start, end);
  return /^(?:固定|晃动|上升|下降)$/u.test(word) || (word === '跟随' && /^(?:音乐|节奏|鼓点|旋律|歌声|潮流|脚步声)/u.test(simplified(after)));
}

/** 推进器, 推进剂: another word that begins alike. */
export function isCompound(text: string, { start, end }: SpelledMove): boolean {
  const plain = simplified(text);
  return /^(?:推进[器剂力]|固定资产|上升气流|下降管|跟随者)/u.test(plain.slice(start, end + 2));
}
