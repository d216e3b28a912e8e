import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { argumentNames } from '../../src/commands/shotArguments.ts';
import { root } from '../support/places.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, { readonly default?: unknown; readonly enum?: readonly unknown[] }>> }[];
  };
}

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const known = Object.fromEntries(contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));
interface Readme { readonly name: string; readonly settings: string; readonly commands: string; readonly nothing: RegExp }
const readmes: readonly Readme[] = [
  { name: 'README.md', settings: 'Settings', commands: 'For other extensions', nothing: /^none$/u },
  { name: 'README.zh-cn.md', settings: '设置', commands: '供其他扩展使用', nothing: /^不需要$/u },
];
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const sectionOf = (text: string, title: string): string => new RegExp(`\\n## ${title}\\n(?<text>.*?)\\n## `, 'su').exec(text)!.groups!['text']!;
/** The cells of every table row of a part of the README. */
const rowsOf = (part: string): readonly (readonly string[])[] => part.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/gu, '').trim()));
const coded = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/gu)].map((match) => match[1] ?? '');

for (const { name: file, settings, commands, nothing } of readmes) {
  const readme = read(file);

  test(`${file} has every setting once, with its default and its choices`, () => {
    const rows = rowsOf(readme).filter(([name]) => name?.startsWith('`hailuo.'));
    assert.deepEqual(rows.flatMap(([name]) => coded(name ?? '')).sort(), Object.keys(known).sort());
    for (const [names, defaults, means] of rowsOf(sectionOf(readme, settings))) {
      const properties = coded(names ?? '').map((name) => known[name]!);
      assert.deepEqual(coded(defaults ?? ''), properties.flatMap((property) => property.default).map(String), names);
      for (const choice of properties.flatMap(({ enum: choices = [] }) => choices).filter((choice) => typeof choice === 'string' && !choice.endsWith('p'))) {
        assert.ok(coded(`${defaults} ${means}`).includes(String(choice)), `${names}: ${String(choice)}`);
      }
    }
  });

  test(`${file} has every command once, with the object that it takes`, () => {
    const rows = rowsOf(sectionOf(readme, commands));
    assert.deepEqual(rows.flatMap(([names]) => coded(names ?? '').map((name) => `hailuo.${name}`)).sort(), contributes.commands.map(({ command }) => command).filter((command) => !command.startsWith('hailuo.menu.')).sort());
    assert.deepEqual(rows.filter(([, object]) => !/^`(?:SHOT|\{ .+ \})`/u.test(object ?? '') && !nothing.test(object ?? '')).map(([names]) => names), []);
  });

  test(`${file}: its SHOT has what the commands read, but for what our own views tell each other`, () => {
    const shape = /`SHOT`(?: is | 是 )`\{ (?<fields>.+?) \}`/u.exec(readme)!.groups!['fields']!;
    const ours = ['reread', 'chosen', 'sidecar'];
    assert.deepEqual(shape.split(', ').map((field) => field.replace('?', '')), argumentNames.filter((name) => !ours.includes(name)));
  });

  test(`${file} links to what stands, and to the other language at its top`, () => {
    const targets = [...readme.matchAll(/\]\((?<target>[^)\s]+)\)/gu)].map((match) => match.groups!['target']!).filter((target) => !target.startsWith('https:'));
    const anchors = [...readme.matchAll(/^#+ (?<title>.+)$/gmu)].map((match) => match.groups!['title']!.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-'));
    assert.deepEqual(targets.filter((target) => target.startsWith('#') ? !anchors.includes(target.slice(1)) : !existsSync(join(root, target))), []);
    assert.equal(targets[0], readmes.find(({ name }) => name !== file)!.name);
  });
}

test('the READMEs have the same parts, settings, commands, pictures, keys and addresses', () => {
  const [english, chinese] = readmes.map(({ name }) => read(name)) as [string, string];
  const parts = (text: string): readonly string[] => text.split('\n').filter((line) => /^(?:#+ |```|\||- \*\*|!\[)/u.test(line)).map((line) => /^\S+/u.exec(line)![0].replace(/^!.*/u, '!').replace(/^-.*/u, '-').replace(/^\|.*/u, '|'));
  assert.deepEqual(parts(chinese), parts(english));
  const names = (text: string): readonly string[] => [...new Set(text.replace(/^```.*?^```$/gmsu, '').match(/`(?:hailuo[._]|vscode:|http\.|npm |@\w)[^`]*`|NODE_EXTRA_CA_CERTS|Idempotency-Key/gu))].filter((name) => !/^`@(?:let|name|handle)\b/u.test(name)).sort();
  assert.ok(names(english).length > 50);
  assert.deepEqual(names(chinese), names(english));
});

test('the Chinese README calls commands and buttons as the editor does', () => {
  const words = new Set(['package.nls.zh-cn.json', 'media/l10n/bundle.l10n.zh-cn.json'].flatMap((name) => Object.values(JSON.parse(read(name)) as Record<string, string>)));
  const named = [...read('README.zh-cn.md').matchAll(/\*Hailuo: (?<title>[^*]+?)\*/gu)].map((match) => match.groups!['title']!);
  assert.ok(named.length >= 9);
  assert.deepEqual(named.filter((title) => !words.has(title)), []);
});
