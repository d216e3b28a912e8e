import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { argumentNames } from '../../src/commands/shotArguments.ts';
import { root } from '../support/places.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default?: unknown; readonly enum?: readonly unknown[] }>> };
  };
}

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const readme = readFileSync(join(root, 'README.md'), 'utf8');
/** The cells of every table row of a part of the README. */
const rowsOf = (part: string): readonly (readonly string[])[] => part.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/gu, '').trim()));
const coded = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/gu)].map((match) => match[1] ?? '');

test('the README has every setting once, with its default and its choices', () => {
  const rows = rowsOf(readme).filter(([name]) => name?.startsWith('`hailuo.'));
  assert.deepEqual(rows.flatMap(([name]) => coded(name ?? '')).sort(), Object.keys(contributes.configuration.properties).sort());
  const section = /\n## Settings\n(?<text>.*?)\n## /su.exec(readme)!.groups!['text']!;
  for (const [names, defaults, means] of rowsOf(section)) {
    const properties = coded(names ?? '').map((name) => contributes.configuration.properties[name]!);
    assert.deepEqual(coded(defaults ?? ''), properties.flatMap((property) => property.default).map(String), names);
    for (const choice of properties.flatMap(({ enum: choices = [] }) => choices).filter((choice) => typeof choice === 'string' && !choice.endsWith('p'))) {
      assert.ok(coded(`${defaults} ${means}`).includes(String(choice)), `${names}: ${String(choice)}`);
    }
  }
});

test('the README has every command once, with the object that it takes', () => {
  const section = /\n## For other extensions\n(?<text>.*?)\n## /su.exec(readme)!.groups!['text']!;
  const rows = rowsOf(section);
  assert.deepEqual(rows.flatMap(([names]) => coded(names ?? '').map((name) => `hailuo.${name}`)).sort(), contributes.commands.map(({ command }) => command).sort());
  assert.deepEqual(rows.filter(([, object]) => !/^`(?:SHOT|\{ .+ \})`|^nothing to say$/u.test(object ?? '')).map(([names]) => names), []);
});

test('the README’s SHOT has what the commands read, but for what our own views tell each other', () => {
  const shape = /A `SHOT` is `\{ (?<fields>.+?) \}`/u.exec(readme)!.groups!['fields']!;
  const ours = ['reread', 'chosen', 'sidecar'];
  assert.deepEqual(shape.split(', ').map((field) => field.replace('?', '')), argumentNames.filter((name) => !ours.includes(name)));
});
