import { readSetting } from './settingValue.ts';
import { settingNameAtStart, settingNamed } from './settingName.ts';
import type { SettingName } from './settings.ts';
import type { Span } from './span.ts';

/** Words of a prompt that were surely meant as a setting but are no line `@name = value`. The span is into the prompt. */
export interface StraySetting extends Span {
  readonly setting: SettingName;
  readonly value: string;
}

/** A whole line such as `duration: 10`, `- **Duration:** 10s`, `"resolution": "1080p",`, `#duration = 10` or `时长：10 秒`. */
const wholeLine = /^[ \t]*(?:[-*+•·][ \t]+)?["'`*_{#@＠[(]*(?<name>\p{L}[\p{L}\p{N}_ \t-]{0,30}?)["'`*_]*[ \t]*[=＝:：][ \t]*["'`*_]*(?<value>[^\r\n]+?)["'`*_},;，；。\s\])]*$/gmu;
/** One of several in a line, or in brackets of its own: `{"duration": 10, "resolution": "1080p"}`, `[duration: 10]`, `(duration 10s)`. */
const listed = /(?:[[({]|(?<=[,，;；|{]|^))[ \t]*["'`]?(?<name>\p{L}[\p{L}_-]{1,24})["'`]?[ \t]*(?:[=＝:：][ \t]*|[ \t](?=\d))["'`]?(?<value>[^\s,，;；|{}[\]()"'`]+)["'`]?[ \t]*(?:(?=[,，;；|}]|$)|[\])])/gmu;
/** Behind other words: `@duration = 10`, `--duration 10`. An address of e-mail has letters before its sign. */
const within = /(?<![^\s,，;；.。!！?？(（])(?:[@＠]|--)(?=(?<rest>\p{L}[^\r\n]{0,200}))/gu;
/** More of a prompt than any gateway takes is not looked at: the patterns would take long over a hostile one. */
const looked = 20_000;
const valueBehind = /^\s*(?:[=＝:：]\s*)?["'`]?(?<value>(?:https?:\/\/|\.{0,2}[\\/])[^\s"'`,;，；]+|[^\s"'`,;，；。.]+(?:\.(?:jpe?g|png|webp))?)["'`]?(?<end>[,;，；]?)/iu;

/** Settings that a prompt writes in a form that is sent as words, in order. Only those with a value that reads count. */
export function straySettings(whole: string): readonly StraySetting[] {
  const prompt = whole.slice(0, looked);
  if (!/[=＝:：@＠]|--|[[(][^\s\])]{1,40} \d/.test(prompt)) return [];
  const found: StraySetting[] = [];
  for (const { index, 0: line, groups } of prompt.matchAll(wholeLine)) {
    const [setting, value] = [settingNamed(groups?.['name'] ?? ''), (groups?.['value'] ?? '').trim()];
    if (setting !== undefined && reads(setting, value)) found.push({ start: index, end: index + line.trimEnd().length, setting, value });
  }
  for (const { index, 0: sign, groups } of prompt.matchAll(within)) {
    const rest = groups?.['rest'] ?? '';
    const length = settingNameAtStart(rest);
    const [setting, behind] = [settingNamed(rest.slice(0, length)), valueBehind.exec(rest.slice(length))];
    const value = behind?.groups?.['value'] ?? '';
    if (setting !== undefined && reads(setting, value)) found.push({ start: index, end: index + sign.length + length + (behind?.[0].length ?? 0), setting, value });
  }
  for (const { index, 0: part, groups } of prompt.matchAll(listed)) {
    const [setting, value] = [settingNamed(groups?.['name'] ?? ''), groups?.['value'] ?? ''];
    const lead = part.length - part.trimStart().length;
    if (setting !== undefined && reads(setting, value)) found.push({ start: index + lead, end: index + part.trimEnd().length, setting, value });
  }
  return found.sort((a, b) => a.start - b.start).filter(({ start }, index, all) => index === 0 || start >= (all[index - 1]?.end ?? 0));
}

/** Those of Markdown and plain text, where a line such as `Duration: 10` may be anything: behind an `@`, which prompts have for nobody's name there. */
export function straySettingsInProse(prompt: string): readonly StraySetting[] {
  return straySettings(prompt).filter(({ start, end }) => /^[\s>*_`•·+#-]*[@＠]/u.test(prompt.slice(start, end)));
}

/** `gateway: the iron one` and `takes: a breath` are prose. */
function reads(setting: SettingName, value: string): boolean {
  if (setting === 'gateway') return /^(?:animatic|apimart|toapis)(?:\.\w+)?$/iu.test(value);
  if (setting === 'firstFrame') return /\.(?:jpe?g|png|webp)(?:\?\S*)?$/iu.test(value) && !/\s/.test(value);
  return readSetting(setting, value) !== undefined;
}
