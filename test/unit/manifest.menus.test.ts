import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { menuCommands } from '../../src/host/ids.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import type { Task } from '../../src/tasks/task.ts';
import { factsOf } from '../../src/views/tasks/facts.ts';
import type { TakeRow } from '../../src/views/library/protocol.ts';
import { menuContext } from '../../src/webview/library/menuContext.ts';
import { root } from '../support/places.ts';

interface Line { readonly command?: string; readonly submenu?: string; readonly group?: string; readonly when?: string }
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly menus: Readonly<Record<string, readonly Line[]>>;
  };
}
type Words = Readonly<Record<string, string>>;
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const { contributes: { commands, submenus, menus } } = read('package.json') as Manifest;
const [english, chinese] = [read('package.nls.json') as Words, read('package.nls.zh-cn.json') as Words];

type Context = Readonly<Record<string, unknown>>;

/** Whether a `when` clause holds: alternatives of conditions, each a key, `!key`, `key == value` or `key =~ /expression/`. */
function holds(clause: string | undefined, context: Context): boolean {
  return clause === undefined || clause.split(' || ').some((all) => all.split(' && ').every((one) => {
    const [, key, operator, value] = /^(\S+)(?: (==|=~) (.+))?$/u.exec(one)!;
    const has = context[key!.replace(/^!/u, '')];
    if (operator === '==') return String(has) === value!.replace(/^'|'$/gu, '');
    if (operator === '=~') return typeof has === 'string' && new RegExp(value!.slice(1, -1), 'u').test(has);
    return key!.startsWith('!') ? !has : Boolean(has);
  }));
}

/** What a menu shows, by its words: a submenu with its lines, unless all of them are hidden. */
function shown(menu: string, context: Context, words = english): readonly (string | readonly string[])[] {
  const said = (token: string): string => words[token.replaceAll('%', '')] ?? token;
  const lines = (menus[menu] ?? []).filter(({ group, when }) => !group?.startsWith('inline') && holds(when, context));
  return [...lines].sort((a, b) => (a.group ?? '').localeCompare(b.group ?? '')).flatMap(({ command, submenu }): readonly (string | readonly string[])[] => {
    if (submenu === undefined) return [said(commands.find((one) => one.command === command)!.title)];
    const inner = shown(submenu, context, words).flat();
    return inner.length === 0 ? [] : [[said(submenus.find(({ id }) => id === submenu)!.label), ...inner]];
  });
}

const row: TakeRow = {
  file: '/v/tram.mp4', uri: 'file:///v/tram.mp4', title: 'Tram', prompt: 'A tram in the rain', moves: [], time: 1, words: 'APIMart', favourite: false, damaged: false, fromFile: true,
};
const card = (...of: Parameters<typeof menuContext>): Context => ({ webviewId: 'hailuo.takes', ...JSON.parse(menuContext(...of)) as Context });
const task: Task = {
  version: 1, id: 't', revision: 1, gateway: 'apimart', state: 'completed', progress: 0, prompt: 'A tram', sentPrompt: 'A tram', settings: defaultSettings, folder: '/v', createdAt: 1, idempotencyKey: 't',
};
const inTree = (change: Partial<Task>): Context => ({ view: 'hailuo.tasks', viewItem: factsOf({ ...task, ...change }).join(' ') });

describe('the menu of a take', () => {
  test('has eight lines on a card, in few words, the rest behind two of them', () => {
    assert.deepEqual(shown('webview/context', card(row, [], { file: row.file, stale: true, restorable: true })), [
      'Open', 'Continue from Last Frame', 'Generate Again', 'Compare…', 'Keep',
      ['Prompt', 'Edit in Composer', 'Go to Prompt', 'Restore Prompt', 'Copy Prompt'],
      ['Video File', 'Save As…', 'Reveal in Explorer', 'Open Externally', 'Copy as Markdown', 'Copy as HTML'],
      'Discard…',
    ]);
  });

  test('says the same in Chinese', () => {
    assert.deepEqual(shown('webview/context', card({ ...row, favourite: true }, [], undefined), chinese), [
      '打开', '从最后一帧继续', '再次生成', '比较…', '取消保留', ['提示词', '在镜头编辑器中编辑', '转到提示词', '复制提示词'],
      ['视频文件', '另存为…', '在资源管理器中显示', '用外部程序打开', '复制为 Markdown', '复制为 HTML'], '删除…',
    ]);
  });

  test('leaves out what is not possible: without a prompt, without its file, for several at once', () => {
    assert.deepEqual(shown('webview/context', card({ ...row, prompt: '', damaged: true }, [], undefined)).map((line) => [line].flat()[0]), ['Open', 'Continue from Last Frame', 'Compare…', 'Video File', 'Discard…']);
    assert.deepEqual(shown('webview/context', card({ ...row, fromFile: false }, [], undefined))[5], ['Prompt', 'Edit in Composer', 'Copy Prompt']);
    assert.deepEqual(shown('webview/context', card(row, [row, { ...row, file: '/v/b.mp4' }], undefined)), ['Compare…', 'Keep', 'Discard…']);
  });

  test('has no more than eight lines on a task of any kind, and the same words', () => {
    const done = shown('view/item/context', inTree({ file: '/v/tram.mp4', remoteId: 'r', source: { uri: 'file:///f.hailuo', line: 1 } }));
    assert.deepEqual(done, [
      'Open', 'Continue from Last Frame', 'Generate Again', 'Compare…', 'Keep / Unkeep', ['Prompt', 'Edit in Composer', 'Go to Prompt', 'Copy Prompt', 'Copy as cURL'],
      ['Video File', 'Save As…', 'Reveal in Explorer', 'Open Externally', 'Copy as Markdown', 'Copy as HTML', 'Discard…'], 'Remove from List',
    ]);
    const standing = [
      ...(['waiting', 'held', 'needsApproval', 'unconfirmed', 'cancelled'] as const).map((state) => ({ state })), { state: 'running', remoteId: 'r' },
      ...(['auth', 'balance', 'content', 'invalid', 'server', 'storage', 'render'] as const).flatMap((kind) => (['paused', 'failed'] as const).map((state) => ({ state, failure: { class: kind, message: 'Why' } }))),
      { state: 'paused', failure: { class: 'balance', code: 'over-daily-limit', message: 'Why' } },
    ] as const;
    for (const change of standing) {
      const lines = shown('view/item/context', inTree(change));
      assert.ok(lines.length >= 3 && lines.length <= 8, `${JSON.stringify(change)}: ${lines.join(', ')}`);
      assert.equal(new Set(lines.flat()).size, lines.flat().length, `${JSON.stringify(change)} says something twice`);
    }
  });

  test('has nothing that takes a prompt on a task that has none: it was submitted elsewhere', () => {
    const adopted = inTree({ prompt: '', sentPrompt: '', orderedElsewhere: true, remoteId: 'r', file: '/v/tram.mp4' });
    assert.deepEqual(shown('view/item/context', adopted), [
      'Open', 'Continue from Last Frame', 'Compare…', 'Keep / Unkeep', ['Video File', 'Save As…', 'Reveal in Explorer', 'Open Externally', 'Copy as Markdown', 'Copy as HTML', 'Discard…'], 'Remove from List',
    ]);
    const buttons = (context: Context): readonly (string | undefined)[] => menus['view/item/context']!.filter(({ group, when }) => group?.startsWith('inline') && holds(when, context)).map(({ command }) => command);
    assert.deepEqual([buttons(adopted), buttons(inTree({ file: '/v/tram.mp4' }))], [['hailuo.task.openPreview'], ['hailuo.task.openPreview', 'hailuo.task.generateAgain']]);
    assert.deepEqual(shown('view/item/context', inTree({ prompt: '', orderedElsewhere: true, state: 'failed' })), ['Open', 'Remove from List']);
    const palette = new Map(menus['commandPalette']!.map(({ command, when }) => [command, when]));
    for (const command of ['hailuo.task.generateAgain', 'hailuo.task.copyPrompt']) assert.equal(palette.get(command), 'hailuo.tasks.worded');
  });

  test('is made of lines that the palette hides, as it has the commands under their full names', () => {
    const palette = new Map(menus['commandPalette']!.map(({ command, when }) => [command, when]));
    assert.deepEqual(Object.values(menuCommands).filter((line) => palette.get(line) !== 'false'), []);
    const used = new Set(Object.values(menus).flat().filter(({ when }) => when !== 'false').map(({ command }) => command));
    assert.deepEqual(Object.values(menuCommands).filter((line) => !used.has(line)), []);
  });
});
