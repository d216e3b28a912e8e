import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/places.ts';

type Words = Readonly<Record<string, string>>;
const read = (path: string): Words => JSON.parse(readFileSync(join(root, path), 'utf8')) as Words;

const [english, chinese] = [read('package.nls.json'), read('package.nls.zh-cn.json')];
/** English sentences with their Chinese, of the code and of the manifest. */
const sentences = [...Object.entries(read('media/l10n/bundle.l10n.zh-cn.json')), ...Object.entries(english).map(([key, words]) => [words, chinese[key] ?? ''] as const)]
  // What is code, an address or a command's id says no word of ours.
  .map(([words, translated]) => [words.replace(/`[^`]*`|\]\([^)]*\)|https?:\S+|hailuo[.\w]+|@\w+|\bin order\b/gu, ''), translated] as const);

/** The table of CONTRIBUTING: an English word, its Chinese, and what is not said. */
const table = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('## One word for one thing')[1] ?? '';
const rows = [...table.matchAll(/^\| (?<words>[^|]+) \| (?<translations>[^|]+) \| (?<note>[^|]*) \|$/gmu)].map(({ groups }) => groups as Readonly<Record<'words' | 'translations' | 'note', string>>)
  .filter(({ words }) => words !== 'English' && !words.startsWith('-'));

/** Rows of one word that stands for one thing in every sentence; the others name several, or a verb that Chinese says in its own ways. */
const strict = ['gateway', 'animatic', 'first frame', 'metadata file', 'composer', 'film', 'API key'];

test('the glossary is a table with these words', () => {
  assert.ok(rows.length >= 15);
  assert.deepEqual(strict.filter((word) => !rows.some(({ words }) => words === word)), []);
});

test('a word of the glossary is the same in every Chinese sentence', () => {
  const strays = rows.filter(({ words }) => strict.includes(words)).flatMap(({ words, translations }) => {
    const said = new RegExp(String.raw`\b${words}s?\b`, 'iu');
    return sentences.filter(([sentence, translated]) => said.test(sentence) && !translated.toLowerCase().includes(translations.trim().toLowerCase()));
  });
  assert.deepEqual(strays, []);
});

test('no sentence says what the glossary says not to', () => {
  const not = rows.flatMap(({ note }) => [...(/\bnot (?<list>.+)$/u.exec(note)?.groups?.['list'] ?? '').matchAll(/[\w-]+|\p{Script=Han}+/gu)].map(([word]) => word).filter((word) => word !== 'or'));
  assert.ok(not.length >= 10, not.join());
  const strays = not.flatMap((word) => (/[\w-]/u.test(word)
    ? sentences.filter(([sentence]) => new RegExp(String.raw`\b${word}(?:s|ed|es|ing)?\b`, 'iu').test(sentence))
    : sentences.filter(([, translated]) => translated.includes(word))).map((sentence) => [word, ...sentence]));
  assert.deepEqual(strays, []);
});
