import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkPrompt } from '../../../src/directives/check.ts';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { proseBrackets } from '../../../src/directives/prose.ts';
import { directives } from '../../../src/directives/vocabulary.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

const read = (paragraph: string) => proseBrackets(paragraph).map(({ start, end }) => paragraph.slice(start, end));

describe('proseBrackets', () => {
  it('leaves alone what everyone writes in brackets', () => {
    for (const text of ['arr[lower]', 'x = buf[static] + rows[Push in]', '- [Fixed] crash', '`[zoom]`', '``[Push in] ` x``', 'a [cut] b', '[screen shot]',
      '[static]: https://example.com "Title"', '[tracking][1]', 'see [the notes][static]', '[shake][]', '[STATIC] log', '[tracking] id 7', '[pull request] [push notification]',
      '[static analysis] and [time tracking]', '点击[放大]按钮', '[static typing is']) assert.deepEqual(read(text), [], text);
  });

  it('reads every directive by its own name, in both languages', () => {
    for (const { en, zh } of directives) {
      for (const name of [en, zh, en.toUpperCase()]) assert.deepEqual(read(`a [${name}] b`), [`[${name}]`]);
    }
    assert.deepEqual(read('[推進] 貓'), ['[推進]']);
    assert.deepEqual(read('见【下降】一节'), []);
    assert.deepEqual(read('【推进】猫走过街道【左摇】【旁白】'), ['【推进】', '【左摇】']);
    assert.deepEqual(read('[Reports, Shake, Invoices] of [Push in]'), ['[Push in]']);
    assert.deepEqual(read('[Push in]: a cat runs'), ['[Push in]']);
    assert.deepEqual(read('[Push in][Pan left] a cat'), ['[Push in]', '[Pan left]']);
  });

  it('finds slips and inventions beside a real directive alone', () => {
    assert.deepEqual(read('[Psuh in] a cat [Crane up] [slow push in]'), []);
    assert.deepEqual(read('[Psuh in] a cat [Crane up] [slow push in] [Tilt up]'), ['[Psuh in]', '[Crane up]', '[slow push in]', '[Tilt up]']);
    assert.deepEqual(read('[Roll out] the build'), []);
    assert.deepEqual(read('[Orbit] a cat [static]'), []);
    assert.deepEqual(read('[Orbit] a cat [static] [Push in]'), ['[Orbit]', '[static]', '[Push in]']);
    assert.deepEqual(checkPrompt('[Orbit] a cat [Push in] runs on', { seconds: 6, prose: true }).map(({ code }) => code), ['unknown-directive']);
    assert.deepEqual(checkPrompt('[Fixed] a `[Orbit]`', { seconds: 6, prose: true }), []);
  });

  it('never reads what a prompt does not have, whatever the text', () => {
    assertProperty(fc.property(fc.array(fc.oneof(promptText, fc.constantFrom('`', '``', '[a]: b\n'))).map((parts) => parts.join('')), (text) => {
      const strict = new Set(parsePrompt(text).map(({ start }) => start));
      // Without code and definitions, which part a bracket's two ends.
      if (!/`|\]:/.test(text)) for (const { start } of proseBrackets(text)) assert.ok(strict.has(start));
      else proseBrackets(text);
    }));
  });
});
