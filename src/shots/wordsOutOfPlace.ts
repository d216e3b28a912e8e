import * as l10n from '@vscode/l10n';
import type { Bracket } from '../directives/parse.ts';
import { parsePrompt } from '../directives/parse.ts';
import type { Fix } from '../directives/problem.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { scriptAt } from './document.ts';
import { breakIn } from './lineBreak.ts';
import { namesPromptField } from './promptField.ts';
import { readSetting } from './settingValue.ts';
import type { SettingLine } from './settingLine.ts';
import { nearestSetting } from './settingName.ts';

/** Names of what is no part of a scene: what other programs set, and what people note about a film. */
const noScene = /^(?:model|version|seed|fps|frame_?rate|ratio|aspect.*|width|height|cfg.*|steps|mode|format|codec|output|file|url|id|key|api.*|callback.*|user|author|date|todo|title|name|notes?|comments?|project|clients?|customer|language|lang|locale|tags?|keywords?|status|director|producer|copyright|license|created|updated|deadline|budget|priority|模型|版本|种子|種子|帧率|幀率|比例|宽高比|寬高比|模式|格式|作者|日期|标题|標題|片名|名称|名稱|备注|備註|备注信息|注释|註釋|注|笔记|筆記|项目|項目|客户|客戶|语言|語言|标签|標籤|关键词|關鍵詞|关键字|關鍵字|状态|狀態|导演|導演|预算|預算)$/iu;

/** And for what should not be in it: without a word that forbids, a prompt would ask for it. */
const negative = /^(?:negative.*|no|not|without|avoid|exclude|负面.*|負面.*|负向.*|負向.*|反向.*|不要.*|避免.*|排除.*)$/iu;

/**
 * What a line says as a sentence that forbids it: `blur, text` → `No blur, no text.` Undefined where it may be read both ways: `no
 * details` forbids details, or names a fault.
 */
function forbidden(words: string): string | undefined {
  if (/^(?:avoid|never|exclude|do not|don[’']t)\b|^(?:不要|不得|不许|不許|不准|不出现|不出現|禁止|严禁|嚴禁|避免|请勿|請勿|切勿|请不要|請不要|别出现|別出現|无需|無需)/iu.test(words)) return words;
  const parts = words.split(/[,，、;；]/u).map((part) => part.trim());
  if (/^(?:no|not|without)\b|^[无無]/iu.test(words) || parts.every((part) => /^[没沒无無]/u.test(part))) return undefined;
  if (/\p{Script=Han}/u.test(words)) return `不要出现${words}`;
  return `No ${words.replace(/[\s.,;]+$/u, '').replaceAll(/\s*[,，、;；]\s*/gu, ', no ')}.`;
}

/**
 * `@camera = [Push in]` → `[Push in]`, unless that would begin a shot of its own above the first title. `sure`: the name or a
 * directive says that these are words of a prompt; else only the person knows.
 */
export function promptOfSetting({ document, shot }: { readonly document: ShotDocument; readonly shot: DocumentShot | undefined }, line: SettingLine): { readonly sure: readonly Fix[]; readonly maybe: readonly Fix[] } {
  const { name, value } = line;
  const none = { sure: [], maybe: [] };
  const key = name.text.trim().replaceAll(/[\s-]+/gu, '_');
  if (value === undefined || line.shared === true || noScene.test(key) || !/[[【［]|\p{L}{2}|\p{Script=Han}/u.test(value.text)) return none;
  if (shot === undefined && (scriptAt(document, line.start)?.shots.length ?? 0) > 0) return none;
  const nearest = nearestSetting(name.text);
  if (/^(?:on|off|true|false|yes|no|auto|none)$/iu.test(value.text) || (nearest !== undefined && readSetting(nearest, value.text) !== undefined && !/[[【［]/u.test(value.text))) return none;
  const bans = negative.test(key);
  const text = bans ? forbidden(value.text) : value.text;
  const fix: Fix = { title: l10n.t('Make it part of the prompt'), edits: [{ start: line.start, end: line.end, text: text ?? value.text }], makesPrompt: true };
  const isSure = text !== undefined && !/^\S+\.[a-z][a-z\d]{1,4}$|:\/\//iu.test(value.text) && (bans || namesPromptField(key) || firstMove(value.text) !== undefined);
  return isSure ? { sure: [fix], maybe: [] } : { sure: [], maybe: [{ ...fix, asks: true }] };
}

/** The first bracket that is a directive, or nearly one. */
function firstMove(text: string): Bracket | undefined {
  return parsePrompt(text).find(({ words }) => words.some(({ directive, reading }) => directive !== undefined || (reading?.choices.length ?? 0) > 0));
}

/** What names a shot in front of its prompt: words with a mark behind them, or a number. */
const label = /^(?:[^[【［]{0,60}?[:：|–—]|[^[【［]{0,60}?\s-|(?:(?:shot|scene|clip|take|part|镜头|鏡頭|分镜|分鏡|镜|场景|場景|第)\s*)?[\d一二三四五六七八九十]+\s*[镜場场幕]?[.、)）]?)\s*$/iu;

/** `### One: [Push in] A fox` → `### One` and, below it, the rest. Nothing for a title without a directive. */
export function promptOfTitle(text: string, shot: DocumentShot): readonly Fix[] {
  const { title } = shot;
  const first = title && firstMove(title.text);
  if (title === undefined || first === undefined) return [];
  const before = title.text.slice(0, first.start);
  const named = before.trim() !== '' && label.test(before);
  const kept = named ? before.replace(/[\s:：|–—.、-]+$/u, '') : '';
  const start = title.start + (named ? kept.length : 0);
  const end = title.start + (named ? first.start : 0);
  return [{ title: l10n.t('Move the text below the title'), edits: [{ start, end, text: breakIn(text, shot) }], makesPrompt: true }];
}
