import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Converter } from 'opencc-js';
import { polyphonic } from 'pinyin-pro';
import { inventedWords } from '../../../src/directives/invented.ts';
import { simplified } from '../../../src/directives/simplified.ts';
import { slipIn } from '../../../src/directives/slip.ts';
import { charactersOf, soundalikes } from '../../../src/directives/tables/homophones.ts';
import { directives } from '../../../src/directives/vocabulary.ts';

it('knows the traditional forms of every Chinese word in the tables, as OpenCC writes them for Taiwan, Hong Kong and at large', () => {
  const words = [...directives.flatMap(({ zh, aliases }) => [zh, ...aliases]), ...inventedWords.map(([word]) => word), '镜头', '运镜', '缓慢', '缓缓', '轻轻', '渐渐', '稳定', '剧烈', '连续', '然后', '接着', '随后', '无', '没有', '别']
    .filter((word) => /\p{Script=Han}/u.test(word));
  for (const to of ['t', 'tw', 'hk'] as const) {
    const convert = Converter({ from: 'cn', to });
    for (const word of words) assert.equal(simplified(convert(word)), simplified(word), `${word} ${convert(word)}`);
  }
});

it('has the characters of each syllable as pinyin-pro reads them', () => {
  for (const [syllable, characters] of Object.entries(charactersOf)) {
    for (const character of characters) assert.ok(polyphonic(character, { toneType: 'none', type: 'array' })[0]?.includes(syllable), `${character} ${syllable}`);
  }
});

it('finds each of the fifteen by other characters of the same sound, and no word of its own', () => {
  for (const { id, zh, pinyin } of directives) {
    for (const [index, syllable] of pinyin.split(' ').entries()) {
      const other = [...charactersOf[syllable] ?? ''].find((character) => !zh.includes(character) && !soundalikes.has(zh.slice(0, index) + character + zh.slice(index + 1)));
      assert.ok(other, syllable);
      const typed = zh.slice(0, index) + other + zh.slice(index + 1);
      assert.deepEqual(slipIn(typed), { id, sure: true }, typed);
    }
  }
  for (const word of soundalikes) assert.equal(slipIn(word), undefined, word);
});
