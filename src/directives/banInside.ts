import { hanMoves, stemOf } from './hanMoves.ts';
import { latinMoves } from './latinMoves.ts';
import type { SpelledMove } from './latinMoves.ts';
import { isManner } from './manner.ts';
import { firstForbidding, isForbidding } from './negation.ts';

/** What a text that holds a word that forbids says of a move: the words that spell it, and those behind them, trimmed. */
export interface Standing {
  readonly move: string;
  readonly rest: string;
  /** The word that forbids stands among those that say what the move is aimed at: "on a bus stop", 到空无一人的街道. */
  readonly ofTarget: boolean;
}

/** Longer texts are scenes, not directives. */
const longest = 160;

/** A move, and behind it what must not happen: "Push in without shaking", 推进但不要太快. Of "Shake: not allowed" the move itself is what must not. */
const banBehind = new RegExp(String.raw`^(?<move>.*?[\p{L}\p{N})）])`
  + String.raw`(?<ban>(?:(?:,?\s+(?:but|yet|and))?\s+|\s?[;:–—-]\s+|\s?[(（]\s?)(?:(?:without|with no|rather than|instead of|sin|ohne|sans|sem|senza|zonder|без|barely|hardly|scarcely|rarely|seldom|nothing`
  + String.raw`|(?:avoid|skip|ignor|exclud|reduc|prevent|eliminat|remov|omitt?|lack|stopp|keep|hold)ing)|(?:do not|don['’]?t|not|never|no)(?!\s+(?:allowed|wanted|needed|permitted|used|required|desired|please|more|time|point|circumstances?|case|way|account|means)\b))\s+\S.*`
  + String.raw`|[，,：:；;（(—\s-]*(?:但是?|而且?|且|并且|同时)?(?:不要|不能|不|无|没有|避免|防止)(?=太|过|晃|抖|变|推|拉|摇|停|移|再|要|快|急|有).*)$`, 'iu');

/**
 * The move that stands although a word in the text forbids: that word is said of what the move is aimed at, or of something else that must
 * not happen. Undefined where it forbids the move itself: it stands before the move, or is all that is said of it ("Shake: off", "Zoom is
 * not allowed", 晃动：无). Linear time.
 */
export function standingIn(text: string): Standing | undefined {
  return text.length > longest ? undefined : besides(text) ?? ofTarget(text);
}

function besides(text: string): Standing | undefined {
  const { move = '', ban = '' } = banBehind.exec(text)?.groups ?? {};
  const said = text.slice(firstForbidding(text)?.end);
  if (move === '' || never.test(said) || wideVerdict.test(said) || firstForbidding(move) !== undefined || /\b(?:is|are|be|do|does|should|must|will|camera|cam)$/i.test(move)) return undefined;
  const rest = ban.trim().replace(/^[,，：:；;–—-]\s*/u, '').replace(/^[(（]\s*(?<note>.*?)\s*[)）]$/u, '$<note>');
  return { move, rest, ofTarget: false };
}

/** Words that only lead on to what is said of the move itself: "Shake [is], [at all times], forbidden". */
const leadOn = /(?<![\p{L}\p{N}])(?:lens|levels?|amount|intensity|strength|speed|power|factor|value|settings?|set|of the (?:frame|lens|image|picture)|usage|use|to be|is|are|was|were|be|been|being|do|does|did|should|must|will|would|shall|can|could|may|might|has|have|had|please|strictly|absolutely|totally|completely|definitely|kept|i|we|you|it|movements?|moves?|motions?|effects?|shots?|camera|cam|at all(?: times)?|at any (?:time|point)|of any (?:kind|sort)|in (?:this|the) (?:shot|scene|video|clip))(?![\p{L}\p{N}])/giu;
/** Said of the move itself, with which the text ends: "Zoom of the lens is forbidden". */
const verdict = /(?:(?<![\p{L}\p{N}])(?:(?:is|are|be|being|gets?)\s+(?:(?:strictly|absolutely|always)\s+)?|[:=–—-]\s*)(?:(?:not|never)\s+(?:allowed|wanted|needed|permitted|used|required|desired|to be used)|forbidden|prohibited|banned|disabled|avoided|omitted|off|none|no|false|0)|(?<![\p{L}\p{N}])(?:not|never)\s+(?:allowed|wanted|permitted|desired))(?![\p{L}\p{N}])[\s.!)）]*$/iu;
/** At no time, in no way: said of the move again, as is that it must not be seen. */
const never = /^\s*(?:(?:time|point|circumstances?|case|way|account|means)\b|(?:(?:to|be|being|ever|please|at all|used?|using|appear|visible|seen|noticeable|happen|occur|present|shown|allowed|wanted|needed|applied|anywhere|here|in (?:this|the) (?:shot|scene|video|clip|frame))(?![\p{L}\p{N}])[\s.!)）]*)*$)/iu;
/** What a move may be aimed at though it looks as if it forbade: "at a bus stop", "at nothing". */
const aimedAt = /^\s*(?:in |out |up |down )?(?:on|onto|at|to|into|across|past|toward|towards|reveal|revealing|over|along|behind|beside|near|from|through|around|of|by|then|and|and then)\s[^:=]*$/i;
/** In Chinese a target stands behind one of these, or is told by 的. */
const aimedAtInChinese = /[到至向往朝着著]/u;
/** "Zoom on faces must not …": a sentence about the move, unless it is about who its target is. */
const must = /(?<!\b(?:who|that|which|what|as|where|while|when|until|if|she|he|they|there)\b.*)\b(?:must|should|shall|may|can|is|are)\s*$/i;
/** Of Chinese, all that says that the move must not be: 不应出现, 不被允许, 不可接受. */
const wideVerdict = /^(?:[应應该該]|当|當|宜|可|要|准|許|许|得|能|会|會|需|用|止|免|忌|被|再|有|在|这里|這裡|画面|畫面|镜头|鏡頭|中|里|裡|内|內|出现|出現|使用|采用|採用|允许|允許|接受|发生|發生|存在|看到|做|任何|以|予|取|建议|建議|推荐|推薦|绝|絕|了|的|吧|[）)。！.!\s])*$/u;

/** What is said in Chinese of a move itself: 晃动：无, 推进镜头一律禁止使用. */
const chineseVerdict = /^[\s：:，,、（(=的—-]*(?:完全|绝对|絕對|一律|全部|全程|都|也|请|請|务必|務必|必须|必須|[应應][当當]?|[该該]|切忌|等|这里|這裡|要|须|須|被|可|是|动作|動作|镜头|鏡頭|效果|运镜|運鏡|画面|畫面|尽量|盡量|一定|绝|絕|千万|千萬|\s)*(?:不(?:要|准|许|許|得|能|可以?|需要|用|允许|允許|行|好)|没有?|沒有?|无需?|無需?|请勿|請勿|切勿|勿|别|別|禁止|禁用|禁|避免|取消|停止|关闭|關閉|去掉|去除|消除|排除|拒绝|拒絕|杜绝|杜絕|防止|减少|減少|否|关|關)+(?:使用|出现|出現|用|做|有|开启|開啟|任何|的|了|掉|\s)*[）)。！.!\s]*$|^[\s：:（(=]*(?:なし|(?:は|を|し|させ|しては)*(?:ない|せず|さず|ません)|(?:は.{0,6}?(?:使わ|し)ない)|[はをし]*(?:いけない|ならない)|は?禁止)/u;

function ofTarget(text: string): Standing | undefined {
  const ban = firstForbidding(text);
  if (ban === undefined) return undefined;
  const moves = movesIn(text.slice(0, ban.start));
  const end = moves.at(-1)?.end;
  // Of `[motionless camera]` and `[shake-free]` the word that forbids holds the move.
  if (end === undefined || moves.some(({ meanings }) => meanings.flat().includes('shake')) || movesIn(text).some((move) => move.start < ban.start && ban.start < move.end)) return undefined;
  const [between, behind] = [text.slice(end, ban.start), text.slice(ban.end)];
  const wide = /\p{Script=Han}|[ぁ-ヶ]/u.test(text.slice(ban.start, ban.end));
  if (wide ? wideVerdict.test(behind) || !(aimedAtInChinese.test(between) || behind.includes('的') || !isForbidding(text)) || chineseVerdict.test(text.slice(end)) : verdict.test(text) || must.test(between) || !/[\p{L}\p{N}]/u.test(between.replace(leadOn, ''))) return undefined;
  if (!wide && never.test(behind) && !(aimedAt.test(between) && /^(?:stops?|nothing)$/i.test(text.slice(ban.start, ban.end)))) return undefined;
  return { move: text.slice(0, end), rest: text.slice(end).trim().replace(/^[,，：:；;–—-]\s*/u, ''), ofTarget: true };
}

function movesIn(text: string): readonly SpelledMove[] {
  const spelled = [...latinMoves(text, isManner), ...hanMoves(text)];
  const stem = spelled.length === 0 ? stemOf(text, isManner) : undefined;
  return stem === undefined ? spelled.sort((a, b) => a.start - b.start) : [stem];
}
