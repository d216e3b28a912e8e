import { inventedSpelled } from './invented.ts';
import { isShotLabel, readWord } from './reading.ts';
import { directiveSpelled } from './spelling.ts';

export interface Placeholder { readonly start: number; readonly end: number }

// `{{name}}` stands for words that the file sets.
const places = /\[([^[\]\r\n]{2,80})\](?!\()|(?<!\{)\{([^{}\r\n"':,;[\]]{1,60})\}(?!\})/gu;
const asks = /^(?:insert|your|enter|describe|add|choose|pick|placeholder|name of|fill in|todo|tbd|replace|e\.g\.)\b|^(?:填写|填入|插入|请输入|请填写|输入|此处|你的|替换|主体|主体描述|人物描述|场景描述|填空)/iu;
const capitals = /^[A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+){0,4}$/;
const named = /^(?:the )?(?:main )?(?:subject|character|object|product|person|location|place|setting|scene|style|action|mood|name|city|time of day|lighting|colou?r)(?: (?:name|description|here))?(?: ?\d)?$/i;

/** Places of a template that nobody filled in: `[SUBJECT]`, `[insert your product]`, `{location}`, [主体]. They would be sent as they stand. */
export function placeholdersIn(prompt: string): readonly Placeholder[] {
  return [...prompt.matchAll(places)].flatMap(({ index, 0: whole, 1: bracketed, 2: braced }) => {
    const text = (bracketed ?? braced ?? '').trim();
    return isPlaceholder(text, braced !== undefined) ? [{ start: index, end: index + whole.length }] : [];
  });
}

function isPlaceholder(text: string, braced: boolean): boolean {
  if (text === '' || directiveSpelled(text) !== undefined || inventedSpelled(text) !== undefined || isShotLabel(text) || readWord(text) !== undefined) return false;
  if (asks.test(text) || named.test(text)) return true;
  return braced ? /^[\p{L}][\p{L}\p{N} _-]*$/u.test(text) : capitals.test(text) && text.replace(/[^A-Z]/g, '').length > 3;
}
