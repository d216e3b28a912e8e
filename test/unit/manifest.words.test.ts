import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/places.ts';
import { sentencesIn } from '../support/sentences.ts';

type Words = Readonly<Record<string, string>>;

function read(path: string): Words {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Words;
}

/** `{0}`, `{1}`, … of a message, sorted. */
function placeholders(message: string): string[] {
  return [...message.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
}

const english = read('package.nls.json');
const chinese = read('package.nls.zh-cn.json');
const manifest = readFileSync(join(root, 'package.json'), 'utf8');

test('package.json asks for just the words that package.nls.json has', () => {
  const asked = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? ''));
  assert.deepEqual(Object.keys(english).sort(), [...asked].sort());
});

test('no word has two texts: of a key that stands twice the last one counts unseen', () => {
  for (const path of ['package.nls.json', 'package.nls.zh-cn.json', 'media/l10n/bundle.l10n.zh-cn.json']) {
    const keys = [...readFileSync(join(root, path), 'utf8').matchAll(/^ {2}"(?<key>(?:[^"\\\\]|\\\\.)*)":/gmu)].map(({ groups }) => groups?.['key'] ?? '');
    assert.ok(keys.length > 100, path);
    assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), [], path);
  }
});

test('a setting that is a checkbox is not told as “on or off”', () => {
  const { contributes } = JSON.parse(manifest) as { contributes: { configuration: readonly { properties: Readonly<Record<string, { type: unknown; description?: string; markdownDescription?: string }>> }[] } };
  const told = [contributes.configuration].flat().flatMap(({ properties }) => Object.values(properties)).filter(({ type }) => type === 'boolean')
    .map(({ description, markdownDescription }) => (markdownDescription ?? description ?? '').replaceAll('%', ''));
  assert.ok(told.length > 3);
  for (const key of told) {
    assert.doesNotMatch(english[key] ?? '', /on or off|`on`|`off`/iu, key);
    assert.doesNotMatch(chinese[key] ?? '', /开或关|\bon\b|\boff\b/iu, key);
  }
});

test('the manifest has every word in Chinese', () => {
  assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
});

test('every sentence that the code shows is translated to Chinese with the same places for values', async () => {
  const shown = await sentencesIn(globSync('src/**/*.ts', { cwd: root }));
  const bundle = read('media/l10n/bundle.l10n.zh-cn.json');
  assert.deepEqual({ missing: Object.keys(shown).filter((key) => !(key in bundle)), stale: Object.keys(bundle).filter((key) => !(key in shown)) }, { missing: [], stale: [] });
  const unlike = Object.entries(shown).filter(([key, message]) => placeholders(message).join() !== placeholders(bundle[key] ?? '').join());
  assert.deepEqual(unlike.map(([key]) => key), []);
});

test('a sentence that names a command names it as the Chinese palette does', () => {
  const bundle = read('media/l10n/bundle.l10n.zh-cn.json');
  const titles = Object.keys(english).filter((key) => /^command\..*\.title$/u.test(key)).map((key) => ({ title: english[key] ?? '', translated: chinese[key] ?? '' }));
  const named = Object.entries(bundle).flatMap(([sentence, translated]) => titles
    .filter(({ title }) => /\w \w/u.test(title) && sentence.includes(title.replace('…', '')))
    .map((command) => ({ sentence, right: sentence === command.title ? translated === command.translated : translated.includes(`“${command.translated}”`) })));
  assert.ok(named.length >= 10, `${named.length} found`);
  assert.deepEqual(named.filter(({ right }) => !right).map(({ sentence }) => sentence), []);
});

test('Chinese is set as Chinese: its own punctuation, and a space before and after Latin words', () => {
  const written = [...Object.values(read('media/l10n/bundle.l10n.zh-cn.json')), ...Object.values(chinese)];
  assert.deepEqual(written.filter((text) => /\p{Script=Han}[A-Za-z0-9,;:?!]|[A-Za-z0-9]\p{Script=Han}/u.test(text)), []);
});

test('every sentence is a literal, which is what makes it translatable', () => {
  const places = globSync('src/**/*.ts', { cwd: root }).flatMap((path) => {
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    return lines.flatMap((line, index) => (/\bl10n\.t\((?!\s*(['"`{]|$))/.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
  });
  assert.deepEqual(places, []);
});
