import { bareValue, quotedBehindEquals, quotePairs } from './quotedValue.ts';
import { nearestSetting, settingNameAtStart, settingNamed, slipOfSetting } from './settingName.ts';
import { readSetting } from './settingValue.ts';
import type { SettingName } from './settings.ts';
import { trimmedText } from './span.ts';
import type { Span, TextSpan } from './span.ts';

/** A line `@name = value`, or a part of one that holds several. The span is without the line break. */
export interface SettingLine extends Span {
  /** Without the `@`; the span includes it. */
  readonly name: TextSpan;
  /** Without quotes and a semicolon around it. Absent without an equals sign or a value; empty while it is being typed. */
  readonly value?: TextSpan;
  /** Absent when no setting has this name. */
  readonly setting?: SettingName;
  /** It stands in a line with others, so it goes without the line. */
  readonly shared?: true;
}

/** Where quote and list marks, white space, the marks of Markdown around a whole line, and the sign end. */
const sign = /^\s*(?:>\s*)*(?:(?:[-*+•·]|\d{1,2}[.)])\s+)?(?<marks>[`*_]{0,3})[@＠]/u;
/** Between a name and its value. */
const equals = /^\s*(?::=|==|=>|->|[=＝:：﹕→])/u;
/** A name that may be none: a letter or `_` first, at most four words. */
const anyName = /^\s*([\p{L}_][\p{L}\p{N}_-]*(?:[ \u3000][\p{L}\p{N}][\p{L}\p{N}_-]*){0,3})/u;

/**
 * The settings that a line writes: `@name = value` in every form that people write it. Undefined when the line is prose, such as one that
 * begins with a person's handle. A known name makes a setting whatever follows it, so that no such line is sent unseen.
 */
export function readSettingLine(text: string, line: Span): readonly SettingLine[] | undefined {
  const match = sign.exec(text.slice(line.start, line.end));
  if (match === null) return undefined;
  const marks = match.groups?.['marks'] ?? '';
  if (marks !== '') return readMarked(text, line, marks, match[0].length);
  const at = line.start + match[0].length - 1;
  const parts = partsFrom(text, at, line.end);
  if (parts.length === 1) {
    const one = readPart(text, at, line);
    return one && [one];
  }
  const read = parts.map((part) => readPart(text, part.start, part));
  const known = read.flatMap((one) => one ?? []);
  return known.length === read.length ? known.map((one) => ({ ...one, shared: true as const })) : undefined;
}

/** `**@duration = 10**`: the line within the marks. */
function readMarked(text: string, line: Span, marks: string, length: number): readonly SettingLine[] | undefined {
  const written = trimmedText(text, line.start + length - 1, line.end);
  const closing = [...marks].reverse().join('');
  const inner = readSettingLine(text, { start: written.start, end: written.end - (written.text.endsWith(closing) ? closing.length : 0) });
  return inner?.length === 1 ? inner.map((one) => ({ ...one, start: line.start, end: line.end })) : inner;
}

/** `@duration = 10 @resolution = 768p` are two; an `@` in a path, an address or quotes is none of its own. */
function partsFrom(text: string, at: number, end: number): readonly Span[] {
  const rest = text.slice(at + 1, end).replace(quotedBehindEquals, (quoted) => '"'.repeat(quoted.length));
  const next = [...rest.matchAll(/(?<=[\s,，;；])[@＠](?=(.{0,80}))/gu)].filter(({ 1: after = '' }) => settingNameAtStart(after.trimStart()) > 0);
  const starts = [at, ...next.map(({ index }) => at + 1 + index)];
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }));
}

function readPart(text: string, at: number, line: Span): SettingLine | undefined {
  const rest = text.slice(at + 1, line.end);
  const lead = rest.length - rest.trimStart().length;
  const known = settingNameAtStart(rest.slice(lead));
  const word = anyName.exec(rest)?.[1] ?? '';
  const signed = known === 0 || equals.test(rest.slice(lead + word.length)) ? withSign(text, at, line, word) : undefined;
  if (known === 0 || signed !== undefined) return signed;
  const name = { start: at, end: at + 1 + lead + known, text: rest.slice(lead, lead + known) };
  const setting = settingNamed(name.text);
  const after = rest.slice(lead + known);
  const mark = equals.exec(after)?.[0].length ?? 0;
  if (mark === 0 && after.trim() === '') return { ...line, name, ...(setting && { setting }) };
  const value = bareValue(text, name.end + mark, line.end);
  return mark > 0 || setting === undefined || !isEveryday.has(setting) || isMeant(setting, value.text) ? { ...line, name, value, ...(setting && { setting }) } : undefined;
}

/** Names that are words of their own, so that prose may begin with them: `@takes place at sea`. */
const isEveryday: ReadonlySet<SettingName> = new Set(['takes', 'watermark', 'gateway', 'continue', 'skip', 'take']);

/** Without a sign in between, a value that reads, or one word where prose would have several: `@takes many`, not `@takes place at sea`. */
function isMeant(setting: SettingName, value: string): boolean {
  return (setting !== 'gateway' && readSetting(setting, value) !== undefined) || !/\s/u.test(value);
}

/** `@word = value` of whatever name. With a colon a name must be near one that exists: `@alice: hello` is prose. */
function withSign(text: string, at: number, line: Span, word: string): SettingLine | undefined {
  const rest = text.slice(at + 1, line.end);
  if (rest.trim() === '') return { ...line, name: { start: at, end: at + 1, text: '' } };
  const lead = rest.length - rest.trimStart().length;
  const name = { start: at, end: at + 1 + lead + word.length, text: word };
  const setting = settingNamed(word);
  const mark = equals.exec(rest.slice(lead + word.length))?.[0] ?? '';
  if (word === '') return valueAlone(text, at, line);
  if (mark === '') return slipAlone(text, at, line, word);
  const surelyOne = setting !== undefined || nearestSetting(word) !== undefined || (/[=＝]/u.test(mark) && !/\s/u.test(word));
  return surelyOne ? { ...line, name, value: bareValue(text, name.end + mark.length, line.end), ...(setting && { setting }) } : undefined;
}

/** `@duratoin`, `@duratoin 10`: a slip of a setting's name with nothing behind it, or a value that reads. */
function slipAlone(text: string, at: number, line: Span, words: string): SettingLine | undefined {
  const [word = ''] = words.split(/\s/u);
  const setting = slipOfSetting(word);
  const end = text.indexOf(word, at) + word.length;
  const value = trimmedText(text, end, line.end);
  if (setting === undefined || (value.text !== '' && readSetting(setting, value.text) === undefined)) return undefined;
  return { ...line, name: { start: at, end, text: word }, ...(value.text !== '' && { value }) };
}

/** `@10s`, `@1080p`: a value in the name's place says which one is missing. */
function valueAlone(text: string, at: number, line: Span): SettingLine | undefined {
  const written = trimmedText(text, at + 1, line.end);
  return /^\d/.test(written.text) && settingOfValue(written.text) !== undefined ? { ...line, name: { start: at, end: written.end, text: text.slice(at + 1, written.end) } } : undefined;
}

/** The setting that a value with its unit can only belong to. */
export function settingOfValue(value: string): SettingName | undefined {
  const text = value.trim();
  if (/^\d+\s*(?:s|secs?|seconds?|秒)$/iu.test(text) && readSetting('duration', text) !== undefined) return 'duration';
  return /^\d{3,4}\s*p$/iu.test(text) && readSetting('resolution', text) !== undefined ? 'resolution' : undefined;
}

/** A value as it is written so that it reads back as itself: bare, else in quotes that it does not have. */
export function valueAsWritten(name: SettingName, value: string): string {
  const readsBack = (written: string): boolean => {
    const line = `@${name} = ${written}`;
    const read = readSettingLine(line, { start: 0, end: line.length });
    return read?.length === 1 && read[0]?.value?.text === value;
  };
  return ['', ...quotePairs].map(([open = '', close = '']) => open + value + close).find(readsBack) ?? value;
}
