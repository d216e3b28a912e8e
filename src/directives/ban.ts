import { forbiddenAt, forbiddenLines, label, labelOfList } from './banLabels.ts';
import { withoutHarmless } from './negation.ts';

/** From the first word that forbids to the end of the bracket, or from the bracket to the last such word. Brackets of one list begin alike. Offsets as of the brackets. */
export interface Ban { readonly start: number; readonly end: number }

interface Place { readonly start: number; readonly end: number; readonly closed: boolean }

/** A sentence or a clause begins: text of one before it has ended. */
const clause = String.raw`(?<=(?:^|[\n,.!?;:|(])[\s"'“‘*_>•-]{0,4}|\bplease\s)`;
/** Behind these, "no" and "zero" are what is said, or what is reached. */
const said = String.raw`(?<!\b(?:say|says|said|saying|whispers?|shouts?|screams?|answers?|answered|repl(?:y|ies|ied)|murmurs?|mutters?|cries|cried|yells?|mouths?|(?<!\b(?:no|not|never|without|avoid|n['’]t)\b[^.!?;\n]{0,40})or|oh|answer is)\s(?:him |her |them |a |out )?)`;
const reached = String.raw`(?<!\b(?:to|at|below|above|from|near|ground|sub|absolute|than|hits?|reach(?:es|ed)?|past|until|(?<!\bthere )is|patient|of)\s)`;
/** Words that forbid. "Stop" does so where a clause begins with it: a bus stop forbids nothing. */
export const forbids = String.raw`(?<![\p{L}\p{N}])(?:please )?(?:(?<!\b(?:why|or)\s)(?:(?:do|does|did|is|are|must|should|shall|will|would|may|can|could) )?(?:not|never)|${said}no|nor|neither|cannot|\p{L}+n['’]t|dont|without|avoid(?:ing|s)?|exclud(?:e|es|ing)|refrain(?:ing)? from|${clause}(?:stop|skip)|forbid|prohibit|omit|instead of|rather than|free of|${reached}zero|sin|ohne|sans)`;
/** Verbs that forbid as an order, and else say what became of something: 航班被取消. */
const orders = String.raw`(?<=(?:^|[\s，,。；;：:！!？?、（(“"「]|请|請|要|[应應]|[须須]|[务務]必|尽量|盡量|尽可能|镜头|鏡頭|画面|畫面|相机|相機|机位|全程|同时|同時|并|並|且|以|和|[该該当當需可能]|注意|[彻徹]底|[坚堅][决決]|[为為]了|完全|全部))(?:拒绝|拒絕|取消|减少|減少)|防止|杜绝|杜絕|去掉|排除`;
/** Of 桌上什么也没有 the clause ends with it; of 镜头也没有 and 一直都没有 the move is what is not there. */
const lacking = String.raw`(?<!(?:什么|什麼|哪里|哪裡|[谁誰]|一[^，。一直]{0,4}[个個人影话話鸟鳥])[也都]?)(?:[没沒]有?|[无無])`;
/** Before a noun: 没有晃动. */
export const forbidsThingsInChinese = String.raw`(?:不要|不得|不准|不许|不許|不能|不可以?|不会|不會|不再|不用|不是|不需要?|[无無]需|请勿|請勿|禁止|禁用|避免|切勿|切忌|${lacking}|勿|别|別|${orders}|[并並而]?非)`;
export const forbidsInChinese = String.raw`(?:${forbidsThingsInChinese}|(?<![说說答喊])不)`;
/** The little words that may stand between: `do not use any [Shake]`. */
export const smallWords = String.raw`any|an?|the|of|to|use|using|do|doing|add|adding|apply|applying|include|including|camera|cam|more|ever|even|please|allow|kind|sort|type|[a-z]{2,12}ly|slow|fast|directives?|like`;
/** Words before a bracket that forbid what it says. */
const before = new RegExp(String.raw`(?:${forbids}(?:\s+(?!only\b)(?:${smallWords}))*[ \t]{1,2}["'“‘*_]*`
  + String.raw`|${forbidsInChinese}(?:使用|用|出现|出現|做|进行|進行|任何|有|再|要|镜头|鏡頭|画面|畫面|相机|相機|缓慢|緩慢|快速|地|的){0,3}[ \t]?["“‘「]?)$`, 'iu');
/** What forbids a shake or a zoom also where it is said of the scene else: "and stop [Shake]", 观众减少[晃动]. */
const ofShake = new RegExp(String.raw`(?:(?<![\p{L}])(?:and|then|must|to|should)\s(?:stop|skip)(?:\s(?:${smallWords}))*\s|(?:取消|拒绝|拒絕|减少|減少)(?:镜头|鏡頭|画面|畫面|任何|的){0,3})$`, 'iu');
const shaky = /shake|zoom|晃|[变變]焦/i;
/** What stands before a bracket that is one item of a list. */
const item = String.raw`(?:[,，、/|&][ \t]*(?:and |&[ \t]*|n?or )?|(?<![\p{L}])(?:and|n?or)[ \t]+)(?:any |an? |the |no )?$`;
const anItem = new RegExp(`${item}|(?:和|及|或者?|与|與)[ \\t]?$`, 'iu');
/** An order that forbids a list: `Avoid blurry faces, [Shake] and [Zoom out].`, 避免画面模糊、[晃动]. */
const listOrder = new RegExp(String.raw`${clause}(?:please )?(?:avoid|exclude|omit|(?:do not|don['’]?t|never) (?:use|add|include|show|have))\s[^:：.!?;。！？；\r\n]*${item}`, 'iu');
/** "or" goes on with what forbids: `no blur, noise or [Shake]`. */
const orOrder = /(?<![\p{L}\p{N}])(?:no|without|avoid(?:ing)?|exclud(?:e|ing)|omit|free of|(?:do not|don['’]?t|never) (?:use|add|include|show|have))\s[^:：.!?;。！？；\r\n]*(?<!\p{L})n?or[ \t]+(?:any |an? |the )?$/iu;
const listOrderInChinese = new RegExp(String.raw`${forbidsThingsInChinese}[^，,：:。！？；\r\n]{0,40}(?:、|和|及|以及|或者?|与|與)[ \t]?$`, 'u');
/** A bracket that is an item has nothing of its own behind it. */
const itemEnds = /^[ \t]*(?:[.,;!?)，、。；！？）/|&\r\n]|$|(?:and|n?or)[ \t]+(?:[[【]|(?:[^\s.,;]{1,20}[ \t]+)?[^\s.,;]{1,20}(?:[.,;!?\r\n]|$))|和|及|以及|或|与|與|等)/iu;
/** Words behind a bracket that forbid it: `[Shake]: off`, `[Shake] is not allowed`, [晃动]禁止。 */
const behind = /^(?:[ \t]?(?:[:：=(（][ \t]?(?:is |are |should be |must be |to be )?|(?:is|are|should be|must be|to be) )(?:strictly )?(?:(?:not|never) (?:allowed|wanted|used|needed|permitted|required|desired)|forbidden|prohibited|disabled|off|none|no|false)(?![\p{L}\p{N}-])[)）]?|[ \t]?(?:[:：=][ \t]?)?(?:禁止|禁用|不要|不用|不需要|关闭|關閉|なし)(?=[\s，。！,.!)）]|$)|(?:し|を)?(?:しない|せず))/iu;
/** The same without a sign or "is": only where the clause ends with it, "off the coast" and "Forbidden city gates" forbid nothing. */
const behindAlone = /^[ \t]?(?:(?:not|never) (?:allowed|wanted|used|needed|permitted|required|desired)(?=[ \t]*(?:[.,;!?)|，。；！）\r\n]|$| (?:in|on|at|for|during|here|please|anywhere)(?![\p{L}\p{N}])))|(?:forbidden|prohibited|disabled|off|none|false)(?=[ \t]*(?:[.,;!?)|，。；！）\r\n]|$)))/iu;
/** Where a bracket begins its clause, "off" is said of it; of "A car drives [Pan left] off." it is said of the car. */
const begun = /(?:^|[\r\n.,;:!?|，。；：！？、)(（*•]|(?<![\p{L}\p{N}])(?:and|with|(?:keep|turn|switch|set|leave)(?: the| all| any)?|\d[.)]))[ \t"'“*_>-]*$/iu;
/** What parts the brackets of one list; a comma alone may also end the ban. */
const or = /^[\s,，、]*(?:n?or|或者?|和|及|以及|、)[\s,，]*(?:any |an? |the )?$/iu;
const listed = /^[\s,，、]*(?:and|&|n?or|或者?|和|及|以及|、|,|，)?[\s,，]*(?:any |an? |the )?$/iu;
/** As much as is looked at on either side. */
const reach = 60;
/** The same for lists, which stand in one line. */
const listReach = 160;

/**
 * The same brackets; those that the words around them forbid with the place of the ban: `do not [Push in]`, 不要[推进], `Negative: [Shake]`,
 * `~~[Zoom in]~~`, `[Shake]: off`. Such a bracket is no order, whatever the model makes of it. Linear time.
 */
export function withBans<B extends Place>(prompt: string, brackets: readonly B[]): readonly (B & { readonly ban?: Ban })[] {
  const bans = new Map<number, Ban>();
  let last: (Ban & { readonly all: boolean }) | undefined;
  brackets.forEach((bracket, index) => {
    const { start, end, closed } = bracket;
    const from = Math.max(0, brackets[index - 1]?.end ?? 0, start - reach);
    const ban = closed ? banAt(prompt, from, bracket) : undefined;
    const goesOn = ban === undefined && closed && last !== undefined && goesOnWith(prompt.slice(last.end, start), last.all || listEnd(prompt, brackets, index));
    if (ban !== undefined) bans.set(index, ban);
    last = ban !== undefined ? { ...ban, end } : goesOn && last !== undefined ? { ...last, end } : undefined;
    if (ban === undefined && last !== undefined) bans.set(index, last);
  });
  return bans.size === 0 ? brackets : brackets.map((bracket, index) => {
    const ban = bans.get(index);
    return ban === undefined ? bracket : { ...bracket, ban: { start: ban.start, end: ban.end } };
  });
}

/** A line break ends a list unless a comma or a word stands at it. */
function goesOnWith(between: string, all: boolean): boolean {
  return (all ? listed : or).test(between) && !/^[ \t]*[\r\n]\s*$/.test(between);
}

function banAt(prompt: string, from: number, { start, end }: Place): (Ban & { readonly all: boolean }) | undefined {
  const lead = withoutHarmless(prompt.slice(from, start));
  const named = label.exec(lead);
  if (named !== null) return { start: from + named.index, end, all: true };
  const listedAt = listBan(prompt, start, end);
  if (listedAt !== undefined) return { start: listedAt, end, all: true };
  const tail = prompt.slice(end, end + reach);
  const struck = /(?:~~|[\u274C\u274E\u2715-\u2718\u26D4]|\u{1F6AB})[ \t]?$/u.exec(lead);
  if (struck !== null && (!struck[0].startsWith('~') || /^[ \t]?~~/.test(tail))) return { start: from + struck.index, end, all: false };
  const words = before.exec(lead) ?? (shaky.test(prompt.slice(start, Math.min(end, start + reach))) ? ofShake.exec(lead) : null);
  if (words !== null) return { start: from + words.index, end, all: false };
  const after = behind.exec(tail) ?? (begun.test(lead) && !startsSentence(tail) ? behindAlone.exec(tail) : null);
  return after === null ? undefined : { start, end: end + after[0].length, all: false };
}

/** Where what forbids a list begins that a bracket is an item of: over its line, or over the lines below a label. */
function listBan(prompt: string, start: number, end: number): number | undefined {
  const below = forbiddenAt(forbiddenLines(prompt), start);
  if (below !== undefined) return below.start;
  const from = Math.max(0, start - listReach);
  const lead = prompt.slice(from, start);
  const at = from + Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('\r')) + 1;
  const line = withoutHarmless(prompt.slice(at, start));
  if (!anItem.test(line)) return undefined;
  const labelled = labelOfList(line);
  if (labelled !== undefined) return at + labelled;
  const tail = prompt.slice(end, end + reach);
  if (!itemEnds.test(tail)) return undefined;
  const order = orOrder.exec(line) ?? listOrderInChinese.exec(line) ?? listOrder.exec(line);
  return order === null || isClause(order[0], tail, shaky.test(prompt.slice(start, Math.min(end, start + reach)))) ? undefined : at + order.index;
}

/** "Never show her face, [Push in]." orders a move behind its comma: one item makes no list, unless it goes on behind the bracket. */
function isClause(order: string, tail: string, shake: boolean): boolean {
  if (!shake && /^[^,，/|&\]】]*(?<!\b(?:and|n?or)\b.*)(?<!\p{L})and[ \t]+(?:any |an? |the )?$/iu.test(order)) return true;
  return /[,，][ \t]*$/u.test(order) && !/[,，/|&].*[,，]|\b(?:and|n?or)\b/iu.test(order) && !/^[ \t]*[,，]?[ \t]*(?:[[【]|(?:and|n?or|&)(?![\p{L}]))/iu.test(tail);
}

/** A capital begins a sentence of the scene, unless the line holds nothing else: `[Pan left] Forbidden, the garden …`, `[Shake] Off`. */
function startsSentence(tail: string): boolean {
  return /^\s*\p{Lu}\p{Ll}/u.test(tail) && !/^[ \t]*\p{L}+(?: \p{L}+)?[ \t]*[.!]?(?:[\r\n]|$)/u.test(tail);
}

/** Whether a list that goes on with this bracket ends with "or": `no [Zoom in], [Zoom out] or [Shake]`. */
function listEnd(prompt: string, brackets: readonly Place[], index: number): boolean {
  for (let at = index; at + 1 < brackets.length && at < index + 6; at++) {
    const between = prompt.slice(brackets[at]!.end, brackets[at + 1]!.start);
    if (between.length > 20 || !listed.test(between)) return false;
    if (or.test(between)) return true;
  }
  return false;
}
