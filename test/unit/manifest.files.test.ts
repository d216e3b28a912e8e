import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/places.ts';

interface Snippet { readonly prefix: string | readonly string[]; readonly description: string; readonly body: readonly string[] }

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const [english, chinese] = ['package.nls.json', 'package.nls.zh-cn.json'].map((path) => JSON.parse(read(path)) as Readonly<Record<string, string>>);
/** A file of words as VS Code finds it in either language. */
const both = (key: string): readonly [english: string, chinese: string] => [read(english?.[key] ?? ''), read(chinese?.[key] ?? '')];

test('the schema of the metadata file asks for the same in both languages, and explains all of it in each', () => {
  const explained: [string[], string[]] = [[], []];
  const bare = (text: string, at: 0 | 1): unknown => JSON.parse(text, (key, value: unknown) => {
    if ((key !== 'description' && key !== 'title') || typeof value !== 'string') return value;
    explained[at].push(value);
    return '';
  });
  const [words, translated] = both('schema.path');
  assert.deepEqual(bare(translated, 1), bare(words, 0));
  assert.ok(explained[0].length > 20);
  assert.deepEqual(explained[1].filter((text) => !/\p{Script=Han}/u.test(text)), []);
});

test('a Chinese VS Code has every snippet, by the same words that are typed, with the same settings and stops', () => {
  const [words, translated] = both('snippets.path').map((text) => Object.entries(JSON.parse(text) as Readonly<Record<string, Snippet>>));
  // What an English VS Code has for Chinese prompts needs no twin.
  const ours = words?.filter(([name]) => !/\p{Script=Han}/u.test(name)) ?? [];
  assert.ok(ours.length >= 11);
  const shape = ({ body }: Snippet): unknown => ({ settings: body.filter((line) => line.startsWith('@')), stops: [...new Set(body.join('\n').match(/(?<=\$\{?)\d+/gu))].sort() });
  for (const [name, snippet] of ours) {
    const [, twin] = translated?.find(([, { prefix }]) => [prefix].flat()[0] === [snippet.prefix].flat()[0]) ?? [];
    assert.ok(twin, name);
    assert.match(twin.description, /^[\p{Script=Han}，：]+$/u);
    assert.deepEqual(shape(twin), shape(snippet), name);
  }
});
