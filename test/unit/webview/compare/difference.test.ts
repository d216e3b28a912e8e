import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { directives } from '../../../../src/directives/vocabulary.ts';
import { directiveDifference, promptDifference } from '../../../../src/webview/compare/difference.ts';
import { assertProperty } from '../../../support/property.ts';

function marked(from: string, to: string): string {
  return promptDifference(from, to).map(({ text, kind }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `{-${text}-}`)).join('');
}

describe('the difference of two prompts', () => {
  it('is told in words', () => {
    assert.equal(marked('A cat walks home.', 'A dog walks home.'), 'A {-cat-}{+dog+} walks home.');
  });

  it('is told in words of Chinese too', () => {
    assert.equal(marked('一只猫走过街道', '一只狗走过街道'), '一只{-猫-}{+狗+}走过街道');
  });

  it('takes a bracket as one, and one in the other language as the same', () => {
    assert.equal(marked('[Push in] A cat', '[推进] A cat'), '[推进] A cat');
    assert.equal(marked('[Push in] A cat', '[Pull out] A cat'), '{-[Push in]-}{+[Pull out]+} A cat');
  });

  it('reads as the second prompt without what was removed', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...directives.flatMap(({ en, zh }) => [`[${en}] `, `[${zh}]`])));
    const prompt = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));
    assertProperty(fc.property(prompt, prompt, (from, to) => {
      const kept = promptDifference(from, to).filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('');
      // Runs of white space count as equal whatever they are made of.
      assert.equal(kept.replace(/\s+/gu, ' '), to.replace(/\s+/gu, ' '));
    }));
  });

  it('tells the moves that were added and removed', () => {
    assert.deepEqual(directiveDifference('[Push in] a [Shake] b', '[推进, 左摇] a'), { added: ['pan-left'], removed: ['shake'] });
    assert.deepEqual(directiveDifference('[Push in] [Push in]', '[Push in]'), { added: [], removed: ['push-in'] });
  });
});
