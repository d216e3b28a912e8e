import { conflictOf, maxMoves } from '../../directives/conflicts.ts';
import type { Bracket } from '../../directives/parse.ts';
import { proseBrackets, withoutSpans } from '../../directives/prose.ts';
import { directiveOf } from '../../directives/vocabulary.ts';
import type { DirectiveId } from '../../directives/vocabulary.ts';
import type { Block } from './blocks.ts';
import { subjectOf } from './scene.ts';

/** What a passage with directive words is. `certain`: beyond doubt a prompt, so that what is wrong in it may be mended unasked. */
export type Verdict = { readonly kind: 'shot'; readonly certain: boolean } | { readonly kind: 'explanation' | 'other' };

const other: Verdict = { kind: 'other' };

/** Reads a passage of Markdown or plain text as a person would who looks for prompts in it. Linear time. */
export function judge(prompt: string, block: Block['kind']): Verdict {
  const verdict = verdictOn(prompt, block);
  return verdict.kind === 'shot' && verdict.certain && isCode(prompt) ? { kind: 'shot', certain: false } : verdict;
}

/** A line of a program that has a prompt in it: a call, an assignment of a string, a command's option. */
function isCode(text: string): boolean {
  return /\w\((?:[^()\n]*[=,(]\s*)?["'`]|^\s*(?:const|let|var|return|import|def|self)\b.*["'`(]|[\w\]]\s*[:=]\s*(["'`]).*\1\s*[,;)}\]]*\s*$|--\w[\w-]*[ =]["']|[;{}]\s*$/m.test(text);
}

function verdictOn(prompt: string, block: Block['kind']): Verdict {
  const brackets = proseBrackets(prompt);
  if (brackets.length === 0 || block === 'heading') return other;
  const text = withoutSpans(prompt);
  const subject = subjectOf(withoutBrackets(text.replace(label, ' ')));
  if (explains(text, brackets) && (block !== 'paragraph' || subject.seen < 2)) return { kind: 'explanation' };
  if (subject.length < 2) return other;
  const sure = brackets.filter(({ words }) => words.some(({ text: word, directive }) => directive !== undefined && isUnmistakable(word, directive)));
  const standing = sure.filter((bracket) => !isNamed(text, bracket));
  // A sentence that begins right behind a bracket may speak of anything that people do.
  const weight = subject.seen - (standing.some((bracket) => begins(text, bracket)) ? 1 : 2) * subject.other;
  // With a sentence right behind them, opposite moves are a mistake rather than a choice.
  const enoughOfMenu = standing.some((bracket) => begins(text, bracket)) ? 1 : 3;
  if (isMenu(text, brackets)) return weight >= enoughOfMenu && standing.length > 0 ? { kind: 'shot', certain: false } : other;
  if (sure.length === 0) {
    // 推进, 固定, Shake are words of every day.
    const enough = brackets.length > 1 ? 1 : 2;
    return subject.other === 0 && subject.seen >= enough ? { kind: 'shot', certain: subject.seen >= 3 && brackets.length > 1 } : other;
  }
  if (standing.length === 0) return weight >= 4 ? { kind: 'shot', certain: false } : other;
  if (weight > 0) return { kind: 'shot', certain: subject.other === 0 };
  return subject.other === 0 && standing.some((bracket) => readsOn(text, bracket)) ? { kind: 'shot', certain: false } : other;
}

/** What says that a prompt follows is no word of the prompt. */
const label = /^[\s*_"'>#-]*(?:[\p{L} ]{0,20}?(?:prompts?|提示词|提示詞|examples?|示例|例子?|steps?|tests?|takes?))[\s\d]*[*_"]*\s*[:：]/iu;

/** By a name of several words. */
function isUnmistakable(word: string, directive: DirectiveId): boolean {
  const { en } = directiveOf(directive);
  return word.toLowerCase().replace(/[\s_-]+/g, ' ') === en.toLowerCase() && en.includes(' ');
}

/** `[Shake]: hand-held`, `[Push in] – moves forward`, in one line for each or in a table. */
function explains(text: string, brackets: readonly Bracket[]): boolean {
  const [first] = brackets;
  if (first === undefined || /[\p{L}\p{N}]/u.test(text.slice(0, first.start))) return false;
  return /^["'”*_]*\s*(?:[:：=→]|[–—-]{1,2}(?=\s)|->|=>|\||(?:is|are|means|stands for|moves?|makes?|lets?)\b|\s(?:the )?camera\s+\p{L}+s\b|(?:镜头|鏡頭|相机|相機|表示|意思|是指|即|指))/iu.test(text.slice(first.end));
}

/** Spoken of rather than given: "click [Zoom in]", "the [Pan left] button". */
function isNamed(text: string, { start, end }: Bracket): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 40);
  return /(?:^|[^\p{L}])(?:click|press|tap|hit|select|choose|pick|use|using|try|add|adds|type|write|writes|enter|insert|call|called|named|the|a|an|of|or|like|via|by|than|vs|versus|see|between|from|for|is|are|was|means|e\.g|as|this|that|its|these|no|both|either|elige|elija|pulsa|pulse|selecciona|seleccione|usa|use|clic en|cliquez(?: sur)?|choisissez|appuyez sur|wähle|wählen sie|klicke(?:n sie)?(?: auf)?|drücke(?:n sie)?)\.?\s*["'“‘(*_]*$/iu.test(before)
    || /(?:点击|按下|选择|使用|加上|写|输入|用|叫|称为|点|按|選擇|點擊)\s*[“「"']?$/u.test(before)
    || /^["'”’)*_]*\s*(?:button|key|menu|command|directive|keyword|tag|icon|tool|option|mode|shortcut|action|gesture|effect|slider|link|tab|setting|moves?\b|shots?\b|is\b|are\b|was\b|means\b|=|→|:|：|\/|或|按钮|按鈕|键|指令|命令|选项|功能)/iu.test(after);
}

/** As much as is looked at in front of a bracket; the beginning of the text only where it is that near. */
function leadOf(text: string, { start }: Pick<Bracket, 'start'>): string {
  return `${start > 80 ? '·' : ''}${text.slice(Math.max(0, start - 80), start)}`;
}

/** A sentence begins behind the bracket. */
function begins(text: string, { start, end }: Bracket): boolean {
  return /(?:^|[.!?:。！？：\n\]]|(?:shot|scene|clip|镜头|鏡頭|分镜|分鏡|场景|場景)\s*\d+\W*)[\s"'“‘(*_>]*$/iu.test(leadOf(text, { start })) && /^["'”*_]*\s*[,;]?\s*\p{Lu}[\p{L}'’]*\s+\p{Ll}/u.test(text.slice(end));
}

/** A sentence begins behind the bracket, or the bracket ends one. */
function readsOn(text: string, bracket: Bracket): boolean {
  const [before, after] = [leadOf(text, bracket), text.slice(bracket.end)];
  if (begins(text, bracket) || /^\s*\p{Script=Han}{4}/u.test(after)) return true;
  return /\p{L}{2,}\s+\p{L}+[\s,;.]*$/u.test(before) && /^\s*(?:[.,;!?]|$)/u.test(after);
}

/** Moves to choose from: with a slash, opposite ones side by side, more than act together, or nothing but brackets in a row. */
function isMenu(text: string, brackets: readonly Bracket[]): boolean {
  const runs: DirectiveId[][] = [];
  let end = -1;
  for (const bracket of brackets) {
    const between = end < 0 ? undefined : text.slice(end, bracket.start);
    if (between === undefined || !/^[\s,，、/|;+&·•*_-]*(?:or|and|vs\.?|或|和|或者|及)?[\s,，、/|*_-]*$/iu.test(between)) runs.push([]);
    runs.at(-1)?.push(...bracket.words.flatMap(({ directive }) => directive ?? []));
    end = bracket.end;
  }
  const slash = brackets.some(({ words }) => words.some(({ text: word }) => /\/|\betc\b|…|\.\.\./i.test(word)));
  const listed = runs.filter((moves) => moves.length > 0);
  return slash || (listed.length > 0 && listed.every((moves) => moves.length > maxMoves || moves.some((move, index) => conflictOf(move, moves.slice(0, index))?.kind === 'opposite')));
}

function withoutBrackets(text: string): string {
  // Not past another opening one, or a row of them would be read anew from each.
  return text.replace(/[[【［][^[【［\]】］\r\n]*[\]】］]/g, ' ');
}
