import { standingIn } from './banInside.ts';
import { conflictOf } from './conflicts.ts';
import { cameraWords, hanMoves, stemOf } from './hanMoves.ts';
import { latinMoves } from './latinMoves.ts';
import type { SpelledMove } from './latinMoves.ts';
import { asAdverb, gapBetween, isManner, mannerOnly, spelledOut } from './manner.ts';
import { firstForbidding, forbidsAllMovement, isForbidding } from './negation.ts';
import { pinyinSpelled } from './pinyin.ts';
import { simplified } from './simplified.ts';
import { slipIn } from './slip.ts';
import { directiveSpelled } from './spelling.ts';
import { isCompound, isOtherLabel, isThing, mayBeThing, movesItself, movesItselfWide, styles, unsureWide } from './subject.ts';
import type { DirectiveId } from './vocabulary.ts';

/** One bracket that could stand in a word's place. */
export interface Step {
  /** At least one; together. */
  readonly moves: readonly DirectiveId[];
  /** What else was said, as prose to stand behind the bracket: "slowly", "of a running dog". Often empty. */
  readonly rest: string;
}

/** One way to understand a word: brackets one after the other. */
export interface Choice {
  readonly steps: readonly Step[];
  /** Nothing else can be meant and nothing is lost. */
  readonly sure: boolean;
}

/** What a person may have meant by a bracket's word that is no directive. */
export interface Reading {
  /** Best first. Empty where nothing comes near: of what is forbidden, or of alternatives that are none. */
  readonly choices: readonly Choice[];
  /** It forbids: the model has no word for that. `choices` has at most the static shot. */
  readonly forbids: boolean;
  /** It is to follow the words before it rather than act with them: "then Push in". */
  readonly follows: boolean;
  /** It is a guess at a mistyped or a foreign word, so in prose it may be anything. */
  readonly guess: boolean;
}

/** Longer texts are scenes, not directives. */
const longest = 160;

/** What a word of a bracket means that is no directive's name; undefined when it has to do with no move. Remembered, as every keystroke asks again. */
export function readWord(text: string): Reading | undefined {
  if (text.length > longest) return undefined;
  if (remembered.has(text)) return remembered.get(text);
  if (remembered.size >= mostRemembered) remembered.clear();
  const reading = read(text);
  remembered.set(text, reading);
  return reading;
}

const remembered = new Map<string, Reading | undefined>();
const mostRemembered = 500;

const labels = /^(?:第\s*[\d一二三四五六七八九十]+\s*[个個]?\s*(?:镜头|鏡頭|分镜|分鏡|镜|鏡|幕|场|場|段)|(?:镜头|鏡頭|分镜|分鏡|场景|場景|画面|畫面|片段|镜号|鏡號)\s*[\d一二三四五六七八九十]+|(?:shot|scene|clip|take|cut)\s*#?\d+[a-z]?)\s*[:：]?$/iu;

/** True for the number of a shot: 镜头一, 第2镜, Shot 3. */
export function isShotLabel(text: string): boolean {
  return labels.test(text.trim());
}

function read(text: string): Reading | undefined {
  if (isShotLabel(text) || isOtherLabel(text)) return undefined;
  if (firstForbidding(text) !== undefined) {
    const standing = inSteps(text) ?? upToBan(text);
    if (standing !== undefined) return standing;
    if (isForbidding(text)) return forbidden(text);
  }
  const begun = begin.exec(text);
  const body = (begun === null ? text : text.slice(begun[0].length)).replace(/[\s,]+(?:at )?first$/i, '').replace(/(?<=\s)w\/\s*/gi, 'with ');
  const follows = begun !== null && !firstOf.test(begun[0]);
  const found = bilingual(body) ?? fromTo(body) ?? alternatives(body) ?? sequence(body) ?? together(body) ?? single(body);
  return found && { forbids: false, follows, ...found };
}

type Found = Pick<Reading, 'choices' | 'guess'>;

function forbidden(text: string): Reading | undefined {
  const hasMove = latinMoves(text, isManner).length > 0 || hanMoves(text).length > 0 || stemOf(text.replace(/[不无無没沒勿别別要禁止有]/gu, ''), isManner) !== undefined;
  const still = forbidsAllMovement(text);
  if (!hasMove && !still) return undefined;
  return { choices: still ? [{ steps: [{ moves: ['static-shot'], rest: '' }], sure: false }] : [], forbids: true, follows: false, guess: true };
}

/** "Push in on a bus stop, then pull out": each part is a move by itself, and none is forbidden. */
function inSteps(text: string): Reading | undefined {
  const parts = text.split(orders).filter((part) => part.trim() !== '');
  const found = parts.length < 2 || parts.length > 6 ? [] : parts.map((part) => readWord(part.trim()));
  const steps = found.map((one) => (one?.forbids === true ? undefined : one?.choices[0]?.steps));
  if (steps.length === 0 || !steps.every((one) => one !== undefined)) return undefined;
  return { choices: [{ steps: steps.flat(), sure: false }], forbids: false, follows: false, guess: true };
}

/** The part that spells the move, read by itself; what forbids becomes prose behind it. */
function upToBan(text: string): Reading | undefined {
  const standing = standingIn(text);
  const found = standing && readWord(standing.move);
  if (found === undefined || found.choices.length === 0) return undefined;
  return { ...found, choices: found.choices.map(({ steps }) => ({ steps: withRest(steps, standing?.rest ?? ''), sure: false })) };
}

/** The same move in both languages: "推进 Push in", "Push in（推进）". */
function bilingual(text: string): Found | undefined {
  const halves = /^(?<one>[^\p{Script=Han}]*?[a-z]|[\p{Script=Han}]+)[\s/／|:：=（(-]{1,3}(?<other>[a-z][^\p{Script=Han}]*?|[\p{Script=Han}]+)[)）]?$/iu.exec(text.trim())?.groups;
  const [one, other] = [exact(halves?.['one'] ?? ''), exact(halves?.['other'] ?? '')];
  return one !== undefined && one.choices[0]?.steps[0]?.moves[0] === other?.choices[0]?.steps[0]?.moves[0] ? one : undefined;
}

const ways: Readonly<Record<string, string>> = { top: 'up', bottom: 'down', 左: '左', 右: '右' };

/** "Pan from left to right" goes right; "Pan left and right", 左右摇 there and back. Never sure: people also mean the first one. */
function fromTo(text: string): Found | undefined {
  const both = /(?<one>左|上)(?<two>右|下)(?=[摇搖移平横橫])/u.exec(text) ?? /\b(?:from\s+)?(?:the\s+)?(?<one>left|right|up|down|top|bottom|in|out)\s+(?<word>to|and|then|&)\s+(?:the\s+)?(?<two>left|right|up|down|top|bottom|in|out)\b/iu.exec(text);
  const { one = '', two = '', word } = both?.groups ?? {};
  if (both === null || one.toLowerCase() === two.toLowerCase()) return undefined;
  const [first, second] = [one, two].map((way) => single(text.replace(both[0], ways[way.toLowerCase()] ?? way))?.choices[0]?.steps);
  const steps = word?.toLowerCase() === 'to' ? second : first !== undefined && second !== undefined ? [...withoutRest(first), ...second] : undefined;
  return steps && { choices: [{ steps, sure: false }], guess: true };
}

function withoutRest(steps: readonly Step[]): readonly Step[] {
  return steps.map(({ moves }) => ({ moves, rest: '' }));
}

/** An arrow to the right in any of its forms, a hand that points there. */
const arrow = '(?:[→⇒⟶⟹⇨➔-➾▶►▸»⮕⤳]\\uFE0F?|👉|[-=]{1,2}>|>{1,2})';
/** 后 is "then" in front of a move or of how it is done; of 后移 and 后退 it is "back". */
const after = '[后後](?=[左右上下推拉变變跟固晃环環镜鏡]|缓|緩|慢|快|急|迅|向|逐)';
const begin = new RegExp(String.raw`^\s*(?:(?:and\s+)?(?:then|next|after that|afterwards?|finally|lastly|later|followed by|first(?:ly)?|second(?:ly)?|third(?:ly)?|(?:end|finish)(?:s|ing)?\s+(?:with|on|in))\b[\s:,]*|${arrow}\s*|[1-9][.)、]\s*(?=\p{L})|[①-⑨]\s*|(?:然后|然後|接着|接著|随后|隨後|之后|之後|最后|最後|再|先|首先|其次|紧接着|${after})\s*)`, 'iu');
/** What begins a list rather than goes on with it. */
const firstOf = /^\s*(?:first|先|首先|1[.)、]|①)/iu;
const orders = new RegExp(String.raw`\s*${arrow}\s*|\s*[;,.]?\s+(?:and\s+)?(?:then|followed by|next(?!\s+to\b)|finally|lastly|after that|afterwards)\s+|(?:\s+[2-6][.)、]|\s*[②-⑥])\s*|\s+(?:(?:transition|chang|turn|morph|segue)(?:s|es|ing)?\s+)(?:in)?to\s+|\s*(?:然后|然後|接着|接著|随后|隨後|之后|之後|最后再|再|${after}|(?:[转轉][为為成]?|过渡到|過渡到|切[换換]?[到至为為成]|[变變][为為成])(?=[\p{Script=Han}]))\s*`, 'iu');
const joins = /\s*[+＋&＆;；]\s*|\s+(?:and|plus|while|with)\s+|\s*(?:并且|並且|同时|同時|并|並)\s*/iu;
const slashes = /\s*[/／|]\s*|\s+or\s+|\s*(?:或者|或是|或)\s*/iu;

/** `Zoom in/out`, "push in or pull out": each is offered, the second with the first one's verb where it needs it. */
function alternatives(text: string): Found | undefined {
  const parts = text.split(slashes).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 6) return undefined;
  const [head = ''] = parts;
  const verb = /^[\p{L}-]+/u.exec(head)?.[0] ?? '';
  const tail = /[\p{Script=Han}]$/u.exec(parts.at(-1) ?? '')?.[0] ?? '';
  const choices = parts.flatMap((part, index) => {
    const whole = single(part) ?? (index > 0 && verb !== '' ? single(`${verb} ${part}`) : undefined) ?? (tail === '' ? undefined : single(part + tail));
    return whole?.choices.slice(0, 1) ?? [];
  });
  return choices.length < 2 ? undefined : { choices: choices.map(({ steps }) => ({ steps, sure: false })), guess: true };
}

/** "Pan left, then Push in" in one word, 推进→左摇: brackets one after the other. */
function sequence(text: string): Found | undefined {
  return several(text.replace(/^[由从從]/u, '').split(orders).filter((part) => part.trim() !== ''), (steps) => steps, () => true);
}

/** "Push in + Pan left", 推进并左摇, 推进 左摇: one bracket, or several, for somebody to choose, where they cannot act together. */
function together(text: string): Found | undefined {
  const parts = text.split(joins);
  const blank = /^\p{Script=Han}+(?:\s+\p{Script=Han}+)+$/u.test(text.trim()) ? text.trim().split(/\s+/) : [];
  return several(parts.length > 1 ? parts : blank, joined, (steps) => steps.length === 1);
}

function joined(steps: readonly Step[]): readonly Step[] {
  const moves = [...new Set(steps.flatMap((step) => step.moves))];
  const fits = moves.every((move, index) => conflictOf(move, moves.slice(0, index)) === undefined);
  return fits ? [{ moves, rest: steps.map(({ rest }) => rest).filter((rest) => rest !== '').join(/\p{Script=Han}/u.test(steps.map(({ rest }) => rest).join('')) ? '，' : ', ') }] : steps;
}

/** Every part must be a move by itself, or the text is not split there. */
function several(parts: readonly string[], combine: (steps: readonly Step[]) => readonly Step[], clear: (steps: readonly Step[]) => boolean): Found | undefined {
  if (parts.length < 2 || parts.length > 6) return undefined;
  const found = parts.map((part) => exact(part) ?? together(part) ?? single(part));
  const choices = found.map((one) => one?.choices[0]);
  if (!choices.every((choice) => choice !== undefined)) return undefined;
  const steps = combine(choices.flatMap((choice) => choice.steps));
  // "slow push in and pan left" are both slow; of "push in and pan left slowly" nobody can tell.
  const clearly = steps.every(({ moves, rest }) => moves.length < 2 || rest === '' || (mannerOnly(rest) && isManner(/^\S+/u.exec(parts[0]?.trim() ?? '')?.[0] ?? '')));
  return { choices: [{ steps, sure: clearly && clear(steps) && choices.every(({ sure }) => sure) }], guess: found.some((one) => one?.guess === true) };
}

function exact(text: string): Found | undefined {
  const id = directiveSpelled(text.trim());
  return id && { choices: [{ steps: [{ moves: [id], rest: '' }], sure: true }], guess: false };
}

/** What may stand around a word and says nothing; a bracket or a sign of degrees does. */
const edges = /^(?:(?![()（）°%])[\p{P}\p{S}\s])+|(?:(?![()（）°%])[\p{P}\p{S}\s])+$/gu;

/** `Static shot (locked)`: the note goes behind the bracket. */
function withNote(found: Found | undefined, note: string): Found | undefined {
  if (found === undefined) return undefined;
  const words = note.trim().split(/\s+/);
  const said = words.map((word, index) => (index === 0 ? asAdverb(word) : word)).join(' ');
  const choices = found.choices.map(({ steps, sure }): Choice => ({ steps: withRest(steps, said), sure: sure && (complement.test(said) || words.every((word) => isManner(word))) }));
  return { ...found, choices };
}

function single(raw: string): Found | undefined {
  const bare = raw.replace(edges, '').replace(/^[(（]([^()（）]*)[)）]$/u, '$1');
  const aside = /^(?<move>[^()（）]*[^()（）\s])\s*[(（](?<note>[^()（）]+)[)）]$/u.exec(bare)?.groups;
  if (aside !== undefined) return withNote(single(aside['move'] ?? ''), aside['note'] ?? '');
  if (!/[\p{L}\p{N}]/u.test(bare)) return undefined;
  const named = exact(bare);
  if (named !== undefined) return named;
  const pinyin = pinyinSpelled(bare);
  if (pinyin !== undefined) return { choices: [{ steps: [{ moves: [pinyin], rest: '' }], sure: true }], guess: true };
  const slip = slipIn(bare);
  if (slip !== undefined) return { choices: [{ steps: [{ moves: [slip.id], rest: '' }], sure: slip.sure }], guess: true };
  const wide = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u.test(bare);
  return wide ? wideReading(bare) : latinReading(bare);
}

/** Words that put a move in doubt, or make it something that is talked about. */
const doubtful = /\b(?:whip|snap|crash|before|after|until|if|when|unless|maybe|perhaps|possibly|optional(?:ly)?|like|almost|any|some|every|start|end|begin|button|reverse|either|(?:and|then)\s+(?:left|right|up|down|in|out|back))\b|\?|？|可选|也许|或许|如果/iu;
const complement = /^(?:on|to|toward|towards|into|onto|through|over|across|around|along|past|from|of|at|in|with|behind|as|while|for|above|below|beneath|between|by|against|following|revealing|showing|down|up|near|beside|inside|alongside|a(?=\s+la\b)|la|hacia|sobre)\b/i;
const leading = /^(?:(?:the|a|an|camera|cam|shot|is|does|do|(?:starts?|begins?|opens?)(?:\s+(?:with|on|from))?)\s+)*(?:(?:camera|cam|shot)?\s*(?:movement|move|motion|work)?\s*[:：-]\s*)?/i;
const trailing = /^\s*(?:(?:shot|movement|move|motion|effect|camera)\b)?[\s,:;–—-]*/i;

function latinReading(text: string): Found | undefined {
  const moves = latinMoves(text, (word) => isManner(word)).map((move) => towards(text, move));
  const [first] = moves;
  if (first === undefined || moves.some((move) => isThing(text, move))) return undefined;
  const before = text.slice(0, first.start).replace(leading, '').trim().split(/\s+/).filter((word) => word !== '' && !/^(?:camera|cam)$/i.test(word));
  if (movesItself(text, first, before)) return undefined;
  if (moves.length > 1) {
    const steps = joined(moves.map(({ meanings, within }) => ({ moves: meanings[0] ?? [], rest: within.map(asAdverb).join(' ') })));
    return { choices: [{ steps: withRest(steps, leftover(text, moves)), sure: false }], guess: !moves.every(({ own }) => own) };
  }
  const after = text.slice(first.end).replace(trailing, '').trim();
  // It no longer begins a phrase; "Ken Burns" is a name.
  const [opening = '', ...others] = before;
  const manners = [...[/^[A-Z][a-z]+$/.test(opening) && !/^[A-Z]/.test(others[0] ?? '') ? opening.toLowerCase() : opening, ...others].filter((word) => word !== '').map(asAdverb), ...first.within.map(asAdverb)];
  const follow = /^follow/i.test(text.slice(first.start, first.end)) && after !== '' && !complement.test(after) ? `following ${after}` : after;
  const tail = follow.split(/\s+/).map((word, index) => (index === 0 ? asAdverb(word) : word)).join(' ');
  const rest = [manners.join(' '), tail].filter((part) => part !== '').join(manners.length > 0 && tail !== '' && !complement.test(tail) && !isManner(tail.split(' ')[0] ?? '') ? ', ' : ' ');
  const sure = first.own && !doubtful.test(text) && !mayBeThing(text, first) && before.every((word) => isManner(word) || styles.test(word)) && (after === '' || complement.test(after) || isManner(after.split(/[\s,]+/)[0] ?? ''));
  return { choices: first.meanings.map((meaning) => ({ steps: [{ moves: meaning, rest }], sure: sure && first.meanings.length === 1 })), guess: !first.own };
}

const sides = /(?<left>\bleft\b|(?<!counter-?|anti-?)\bclockwise\b|[向往朝至][左]|(?<!逆)[顺順]时针)|(?<right>\bright\b|\b(?:counter|anti)-?clockwise\b|[向往朝至]右|逆[时時][针針])/giu;

/** Of a move that may go to either side, the meaning of the side that is named with it: "whip pan, to the right", 甩镜头向右, 逆时针环绕. */
function towards<M extends SpelledMove>(text: string, move: M): M {
  if (move.meanings.length !== 2 || !move.meanings.flat().some((id) => /-(?:left|right)$/.test(id))) return move;
  const named = new Set([...`${text.slice(0, move.start)} ${text.slice(move.end)}`.matchAll(sides)].map(({ groups }) => (groups?.['left'] === undefined ? 'right' : 'left')));
  const [side] = named;
  return named.size === 1 && move.meanings[0]?.[0]?.endsWith(`-${side}`) === false ? { ...move, meanings: [...move.meanings].reverse() } : move;
}

function wideReading(text: string): Found | undefined {
  const many = hanMoves(text).map((move) => towards(text, move));
  const stem = many.length === 0 ? stemOf(text, isManner) : undefined;
  const moves = stem === undefined ? many : [towards(text, stem)];
  const [first] = moves;
  if (first === undefined) return undefined;
  if (moves.length > 1) {
    const steps = joined(moves.map(({ meanings }) => ({ moves: meanings[0] ?? [], rest: '' })));
    return { choices: [{ steps: withRest(steps, wideRest(leftover(text, moves).replace(/(?<=^|\s)(?:一?[边邊]|一面|又|既|且|并|並|同时|同時)(?=\s|$)/gu, '').replace(/\s+/g, ' '))), sure: false }], guess: !moves.every(({ own }) => own) };
  }
  const [before, after] = [wideRest(text.slice(0, first.start)), wideRest(text.slice(first.end))];
  if (isCompound(text, first) || movesItselfWide(text, first, before, after)) return undefined;
  const follows = first.meanings[0]?.[0] === 'tracking-shot' || /^(?:至|到|向|往|于|在|从|着|過|过|入)/u.test(after) || after === '' || isManner(after);
  const rest = before === '' ? after : after === '' ? spelledOut(before) : `${spelledOut(before)}${/^(?:至|到|向|往|于|在|从)/u.test(after) ? '' : '，'}${after}`;
  const sure = first.own && !doubtful.test(text) && !unsureWide(text, first, after) && (before === '' || isManner(before)) && follows;
  return { choices: first.meanings.map((meaning) => ({ steps: [{ moves: meaning, rest: before === '' ? spelledOut(rest) : rest }], sure: sure && first.meanings.length === 1 })), guess: !first.own };
}

/** Of Chinese words around a move, what is more than the camera itself. */
function wideRest(text: string): string {
  const plain = simplified(text);
  let result = '';
  let done = 0;
  for (const { index, 0: word } of plain.matchAll(cameraWords)) {
    result += text.slice(done, index);
    done = index + word.length;
  }
  return (result + text.slice(done)).replace(/[从從由自][左右上下前后後](?:[边邊侧側方])?[到至往向]?(?=$|\s)/u, '').replace(/^[\s，,、：:的地]+|[\s，,、：:的地]+$/gu, '').replace(/^[がをはにでの]+(?=.)/u, '');
}

function leftover(text: string, moves: readonly SpelledMove[]): string {
  let rest = '';
  let done = 0;
  for (const { start, end } of moves) {
    rest += ` ${text.slice(done, start)}`;
    done = end;
  }
  return `${rest} ${text.slice(done)}`.replace(/\s+/g, ' ').trim().replace(/^(?:(?:the|a|an|camera|while|with|and|then|as)\s+)+/i, '').replace(/^(?:[\p{P}\s]|while|with|and|then|as)*$/iu, '');
}

function withRest(steps: readonly Step[], rest: string): readonly Step[] {
  return steps.map((step, index) => (index === steps.length - 1 && rest !== '' ? { ...step, rest: [step.rest, rest].filter((part) => part !== '').join(gapBetween(step.rest, rest)) } : step));
}
