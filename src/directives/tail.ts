import { mannerOnly } from './manner.ts';
import { isTechnique } from './technique.ts';

/** How long and how evenly a move goes on, and words for the move itself: "at a constant speed", "throughout", 镜头. */
const evenly = /(?<![\p{L}\p{N}])(?:at (?:an?|the) (?:very )?(?:same |constant |steady |slow |even |gentle |smooth |fast |quick |walking |moderate |normal )?(?:speed|pace|rate|tempo)|throughout(?: the (?:whole |entire )?(?:clip|shot|video|scene))?|(?:for |during )?the (?:whole|entire) (?:time|clip|shot|video|scene)|all the (?:way|time)|(?:from start )?to the (?:very )?end|until the end|(?:for|over|during|within|about|around) (?:about |around )?(?:\d+(?:\.\d+)?|two|three|four|five|six|ten) ?(?:seconds?|secs?|s)|the end|end|fade (?:in|out)(?: to \w+)?|(?:one|a|single|in one|in a single) (?:single |long |continuous |unbroken )*(?:take|shot)|no cuts|continuous|unbroken|uncut|(?:the )?camera|shot|move(?:ment)?|motion|effect)(?![\p{L}\p{N}])|(?:持续|持續|时长|時長|约|約)?\s?[\d一二三四五六七八九十]+\s?秒[钟鐘]?|全程|一[镜鏡]到底|[长長][镜鏡][头頭]|从头到尾|從頭到尾|直到(?:最后|最後|结束|結束)|[镜鏡][头頭]|运镜|運鏡|拍摄|拍攝|效果|手法|方式/giu;
/** As much of a prompt's end is looked at. */
const longest = 200;

/** True when what stands behind the last move's bracket only says how that move is done, or how the whole picture is made. */
export function isTail(text: string): boolean {
  if (mannerOnly(text) || isTechnique(text)) return true;
  if (text.length > longest || !/[\p{L}\p{N}]/u.test(text)) return false;
  const rest = text.replace(evenly, ' ');
  return rest !== text && (!/[\p{L}\p{N}]/u.test(rest) || mannerOnly(rest) || isTechnique(rest));
}
