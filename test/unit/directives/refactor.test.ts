import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { mergeBrackets, splitBracket } from '../../../src/directives/refactor.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { directives } from '../../../src/directives/vocabulary.ts';
import { assertProperty } from '../../support/property.ts';

const merged = (prompt: string, offset = 1) => {
  const edits = mergeBrackets(prompt, offset);
  return edits && applyEdits(prompt, edits);
};
const split = (prompt: string) => applyEdits(prompt, splitBracket(prompt, parsePrompt(prompt)[0]!));

describe('mergeBrackets', () => {
  it('lets neighbours act together', () => {
    assert.equal(merged('[Push in] [Pan left] a cat'), '[Push in, Pan left] a cat');
    assert.equal(merged('[推进][左摇][晃动]猫', 6), '[推进,左摇,晃动]猫');
  });

  it('does not when prose lies between, or the moves exclude each other', () => {
    assert.equal(merged('[Push in] a cat [Pan left] runs'), undefined);
    assert.equal(merged('[Push in] [Pull out] a cat'), undefined);
    assert.equal(merged('[Push in, Shake] [Pan left, Tilt up] a cat'), undefined);
    assert.equal(merged('[Push in] [Orbit] a cat'), undefined);
    assert.equal(merged('[Push in] a cat', 12), undefined);
  });
});

describe('splitBracket', () => {
  it('makes a sequence of moves that acted together', () => {
    assert.equal(split('[Push in, Pan left, Shake] a cat'), '[Push in] [Pan left] [Shake] a cat');
    assert.equal(split('【推进，左摇】猫'), '[推进] [左摇]猫');
    assert.equal(split('[Push in] a cat'), '[Push in] a cat');
  });

  it('is undone by merging', () => {
    const moves = fc.subarray(directives.filter(({ id }) => !/right|out|down|static/.test(id)), { minLength: 2, maxLength: 3 });
    assertProperty(fc.property(moves, fc.constantFrom('en' as const, 'zh' as const), (chosen, language) => {
      const prompt = `[${chosen.map((directive) => directive[language]).join(language === 'en' ? ', ' : ',')}] a cat`;
      assert.equal(merged(split(prompt)), prompt);
    }));
  });
});
