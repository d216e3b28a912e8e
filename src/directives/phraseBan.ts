import { forbids, forbidsInChinese, forbidsThingsInChinese, smallWords, withBans } from './ban.ts';
import { labelOfList } from './banLabels.ts';
import { withoutHarmless } from './negation.ts';

interface Place { readonly start: number; readonly end: number }

/** Verbs that let something be done, between a word that forbids and what it forbids: `don't let the camera zoom in`. */
const lets = new RegExp(String.raw`${forbids}(?:\s+(?!only\b)(?:${smallWords}|let(?:ting)?|hav(?:e|ing)|mak(?:e|ing)|want(?:ing)?|allow(?:ing)?|permit(?:ting)?|see(?:ing)?|show(?:ing)?|need|for|try|me|us|it))*[ \t]{1,2}["'“‘*_]*$`, 'iu');
const letsInChinese = new RegExp(String.raw`${forbidsInChinese}(?:[让讓使令叫给給有再要用想]|希望|允许|允許|使用|出现|出現|看到|发生|發生|产生|產生|任何|画面|畫面){0,4}[ \t]?$`, 'u');
/** Words that say which, before a noun: `no sudden camera shake`, 没有剧烈的镜头晃动. */
const which = /(?<![\p{L}\p{N}])(?:no|without|avoid(?:ing|s)?|exclud(?:e|es|ing)|omit|prohibit|forbid|free of|zero)(?:[ \t]+(?!only\b)\p{L}[\p{L}-]*){0,3}[ \t]+$/iu;
const whichInChinese = new RegExp(String.raw`${forbidsThingsInChinese}\p{Script=Han}{0,6}$`, 'u');
/** A list that goes on with the phrase: `no blur, noise or camera shake`, 避免画面模糊和镜头晃动. */
const alternative = new RegExp(String.raw`${forbids}\s[^:：]*(?<![\p{L}])n?or\s+(?:(?:any|an?|the|let|have|make|do|use) )*$`, 'iu');
const list = /(?<![\p{L}\p{N}])(?:no|without|avoid(?:ing|s)?|exclud(?:e|es|ing)|omit|free of|zero)\s[^:：]*(?:,|&|(?<![\p{L}])and)\s+(?:any |an? |the |no )?$/iu;
const listInChinese = new RegExp(String.raw`${forbidsInChinese}[^，,：:]{0,20}(?:、|和|及|以及|或者?|与|與)$`, 'u');
/** A sentence of its own, which a list before it does not reach: "no people, the camera pans left". */
const says = /\bcamera (?:(?:then|also) )?(?:\p{L}+ly )?(?:is|\p{L}+s)\b/iu;
/** As much as is looked at before a phrase. */
const reach = 160;

/**
 * Whether the words around a phrase that names a move forbid it: `No camera shake`, `don't let the camera zoom in`,
 * `Negative prompt: blurry, camera shake`, 避免画面模糊和镜头晃动. As `withBans`, but a phrase has words of its own before it and
 * stands in lists of others.
 */
export function isForbidden(prompt: string, { start, end }: Place): boolean {
  if (withBans(prompt, [{ start, end, closed: true }])[0]?.ban !== undefined) return true;
  const line = withoutHarmless(prompt.slice(Math.max(0, start - reach), start).replace(/^[^]*[\r\n]/u, ''));
  const sentence = line.replace(/^[^]*[.!?;。！？；]/u, '');
  if (labelOfList(line) !== undefined) return true;
  if ([lets, letsInChinese, alternative, listInChinese].some((words) => words.test(sentence))) return true;
  return !says.test(prompt.slice(start, end)) && [which, whichInChinese, list].some((words) => words.test(sentence));
}
