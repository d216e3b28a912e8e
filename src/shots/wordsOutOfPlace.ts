import * as l10n from '@vscode/l10n';
import { parsePrompt } from '../directives/parse.ts';
import type { Fix } from '../directives/problem.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { scriptAt } from './document.ts';
import { breakIn } from './lineBreak.ts';
import { readSetting } from './settingValue.ts';
import type { SettingLine } from './settingLine.ts';
import { nearestSetting } from './settingName.ts';

/** Names that other programs have for what is no part of a scene. */
const noScene = /^(?:model|version|seed|fps|frame_?rate|ratio|aspect.*|width|height|cfg.*|steps|mode|format|codec|output|file|url|id|key|api.*|callback.*|user|author|date|todo|模型|版本|种子|種子|帧率|幀率|比例|宽高比|寬高比|模式|格式|作者|日期)$/iu;

/** And for what should not be in it: without a word that forbids, a prompt would ask for it. */
const negative = /^(?:negative.*|no|not|without|avoid|exclude|负面.*|負面.*|反向.*|不要.*|避免.*|排除.*)$/iu;

/** What a line says as a sentence that forbids it: `blur, text` → `No blur, no text.` */
function forbidden(words: string): string {
  if (/^(?:no|not|without|avoid|never|don[’']t)\b|^[不无無没沒别別勿禁]/iu.test(words)) return words;
  if (/\p{Script=Han}/u.test(words)) return `不要出现${words}`;
  return `No ${words.replace(/[\s.,;]+$/u, '').replaceAll(/,\s*/gu, ', no ')}.`;
}

/** `@camera = [Push in]` → `[Push in]`, unless that would begin a shot of its own above the first title. */
export function promptOfSetting({ document, shot }: { readonly document: ShotDocument; readonly shot: DocumentShot | undefined }, line: SettingLine): readonly Fix[] {
  const { name, value } = line;
  const key = name.text.replaceAll(/[\s-]+/gu, '_');
  if (value === undefined || line.shared === true || noScene.test(key) || !/[[【［]|\p{L}{2}|\p{Script=Han}/u.test(value.text)) return [];
  if (shot === undefined && (scriptAt(document, line.start)?.shots.length ?? 0) > 0) return [];
  const nearest = nearestSetting(name.text);
  if (/^(?:on|off|true|false|yes|no|auto|none)$/iu.test(value.text) || (nearest !== undefined && readSetting(nearest, value.text) !== undefined && !/[[【［]/u.test(value.text))) return [];
  return [{ title: l10n.t('Make it part of the prompt'), edits: [{ start: line.start, end: line.end, text: negative.test(key) ? forbidden(value.text) : value.text }], makesPrompt: true }];
}

/** What names a shot in front of its prompt: words with a mark behind them, or a number. */
const label = /^(?:[^[【［]{0,60}?[:：|–—]|[^[【［]{0,60}?\s-|(?:(?:shot|scene|clip|take|part|镜头|鏡頭|分镜|分鏡|镜|场景|場景|第)\s*)?[\d一二三四五六七八九十]+\s*[镜場场幕]?[.、)）]?)\s*$/iu;

/** `### One: [Push in] A fox` → `### One` and, below it, the rest. Nothing for a title without a directive. */
export function promptOfTitle(text: string, shot: DocumentShot): readonly Fix[] {
  const { title } = shot;
  const first = title && parsePrompt(title.text).find(({ words }) => words.some(({ directive, reading }) => directive !== undefined || (reading?.choices.length ?? 0) > 0));
  if (title === undefined || first === undefined) return [];
  const before = title.text.slice(0, first.start);
  const named = before.trim() !== '' && label.test(before);
  const kept = named ? before.replace(/[\s:：|–—.、-]+$/u, '') : '';
  const start = title.start + (named ? kept.length : 0);
  const end = title.start + (named ? first.start : 0);
  return [{ title: l10n.t('Move the text below the title'), edits: [{ start, end, text: breakIn(text, shot) }], makesPrompt: true }];
}
