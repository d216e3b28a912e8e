import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkPrompt } from '../../../src/directives/check.ts';
import { fixesFor } from '../../../src/directives/fix.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { assertProperty } from '../../support/property.ts';

const options = { seconds: 6 };

/** What is said of brackets around brackets, and what the first fix makes of the prompt. */
function outer(prompt: string): readonly (readonly [string, string | undefined])[] {
  return checkPrompt(prompt, options).filter(({ code, severity }) => code === 'other-bracket' && severity === 'warning').map((problem) => {
    const [fix] = fixesFor(prompt, problem, options);
    return [prompt.slice(problem.start, problem.end), fix && applyEdits(prompt, fix.edits)];
  });
}

describe('brackets around a directive that has its own', () => {
  const rows: Readonly<Record<string, readonly [string, string]>> = {
    '[[Push in] slowly] A cat.': ['[[Push in] slowly]', '[Push in] slowly. A cat.'],
    '[Camera: [Push in]] A cat.': ['[Camera: [Push in]]', 'Camera: [Push in] A cat.'],
    '[[Push in]] A cat.': ['[[Push in]]', '[Push in] A cat.'],
    '[ [ [Push in] ] ] A cat.': ['[ [ [Push in] ] ]', ' [Push in]  A cat.'],
    '[[Push in], [Pan left]] A cat.': ['[[Push in], [Pan left]]', '[Push in], [Pan left] A cat.'],
    'A cat sits. [Then [Push in] slowly ] It sleeps.': ['[Then [Push in] slowly ]', 'A cat sits. Then [Push in] slowly. It sleeps.'],
    '[镜头：[推进]]猫': ['[镜头：[推进]]', '镜头：[推进]猫'],
    '【【推进】缓慢】猫': ['【【推进】缓慢】', '【推进】缓慢，猫'],
    '[Shot 1: [Push in] A cat walks. [Pan left]] The end': ['[Shot 1: [Push in] A cat walks. [Pan left]]', 'Shot 1: [Push in] A cat walks. [Pan left] The end'],
  };
  for (const [prompt, [where, fixed]] of Object.entries(rows)) {
    it(`are told and taken off: ${prompt}`, () => {
      assert.deepEqual(outer(prompt), [[where, fixed]]);
      assert.deepEqual(outer(fixed), []);
    });
  }

  for (const prompt of ['[Push in] A cat.', '[note [1] text] [Push in] A cat.', '[[link]] A cat. [Push in]', '([Push in]) A cat.', '[a cat\n[Push in] sits]', '[see [Push in]](https://host.example/a) A cat.', '[a cat [Push in] sits', '[Push in]] A cat.', '[Push in [Pan left]] A cat.']) {
    it(`are none here: ${prompt}`, () => { assert.deepEqual(outer(prompt), []); });
  }

  it('keep every other letter when they are taken off, however deep', () => {
    const piece = fc.constantFrom('[', ']', '[Push in]', ' ', 'cat', '[Pan left]', '\n', '(x)');
    assertProperty(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const prompt = pieces.join('');
      const plain = (text: string | undefined): string | undefined => text?.replace(/[[\]\s.,]/gu, '');
      for (const [, fixed] of outer(prompt)) if (fixed !== undefined) assert.equal(plain(fixed), plain(prompt));
    }), { runs: 300 });
  });
});
