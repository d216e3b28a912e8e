import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { insertDirective } from '../../../src/directives/insert.ts';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { directiveIds, directiveOf } from '../../../src/directives/vocabulary.ts';
import type { DirectiveId } from '../../../src/directives/vocabulary.ts';

/** `|` marks the cursor, before and after. */
function insert(marked: string, id: DirectiveId): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const insertion = insertDirective(text, offset, id);
  if (insertion.kind === 'conflict') return insertion.conflict.kind;
  const after = applyEdits(text, [insertion.edit]);
  return `${after.slice(0, insertion.cursor)}|${after.slice(insertion.cursor)}`;
}

describe('inserting a directive', () => {
  it('makes a bracket of its own, with spaces where English wants them', () => {
    assert.equal(insert('|', 'push-in'), '[Push in] |');
    assert.equal(insert('A cat| runs', 'push-in'), 'A cat [Push in] |runs');
    assert.equal(insert('A cat |runs', 'push-in'), 'A cat [Push in] |runs');
    assert.equal(insert('一只猫|在跑', 'push-in'), '一只猫[推进]|在跑');
  });
  it('joins the bracket that the cursor is in or touches', () => {
    assert.equal(insert('[Push| in] A cat', 'pan-left'), '[Push in, Pan left|] A cat');
    assert.equal(insert('[Push in]| A cat', 'pan-left'), '[Push in, Pan left|] A cat');
    assert.equal(insert('[推进|]猫', 'pan-left'), '[推进,左摇|]猫');
  });
  it('takes the place of a half-typed word', () => {
    assert.equal(insert('A cat [pa|', 'pan-left'), 'A cat [Pan left]|');
    assert.equal(insert('[Push in, |] A cat', 'pan-left'), '[Push in, Pan left|] A cat');
  });
  it('keeps the sentence that it is put in front of', () => {
    assert.equal(insert('[|Rain falls', 'truck-left'), '[Truck left] |Rain falls');
    assert.equal(insert('[Push in, |Rain falls', 'truck-left'), '[Push in, Truck left] |Rain falls');
    assert.equal(insert('[pu|Rain falls', 'push-in'), '[Push in] |Rain falls');
    assert.equal(insert('[推进，|雨落下', 'truck-left'), '[推进，左移]|雨落下');
  });
  it('joins a bracket that nobody closed behind the whole of its move', () => {
    assert.equal(insert('[Pu|sh in A cat', 'pan-left'), '[Push in, Pan left]| A cat');
    assert.equal(insert('[|Push in A cat', 'pan-left'), '[Push in, Pan left]| A cat');
  });
  it('says why a move cannot join, and follows in a bracket of its own where the cursor is outside', () => {
    assert.equal(insert('[Pan left|]', 'pan-right'), 'opposite');
    assert.equal(insert('[Push in, Shake, Pan left|]', 'tilt-up'), 'full');
    assert.equal(insert('[Pan left]|', 'pan-right'), '[Pan left] [Pan right] |');
  });
  it('always adds just that move, or says why not, wherever the cursor is', () => {
    const piece = fc.oneof(fc.constantFrom('A cat ', '猫在跑', ' ', '\n', '[link](u)', '[1]', '[', 'pa', '，'),
      fc.constantFrom(...directiveIds).map((id) => `[${directiveOf(id).en}]`), fc.constantFrom(...directiveIds).map((id) => `【${directiveOf(id).zh}】`));
    fc.assert(fc.property(fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')), fc.nat(60), fc.constantFrom(...directiveIds), (text, at, id) => {
      const offset = Math.min(at, text.length);
      const insertion = insertDirective(text, offset, id);
      if (insertion.kind === 'conflict') return;
      const after = applyEdits(text, [insertion.edit]);
      const count = (of: string) => parsePrompt(of).flatMap(({ words }) => words).filter((word) => word.directive === id).length;
      assert.ok(count(after) >= Math.min(1, count(text) + 1));
      // Behind the cursor only the rest of a word in a closed bracket makes room for it.
      const { start, end } = insertion.edit;
      assert.ok(start === end || end <= offset || /^[^[【［\r\n]*[\]】］]/.test(text.slice(offset)), JSON.stringify([text, offset, after]));
      assert.ok(insertion.cursor >= 0 && insertion.cursor <= after.length);
    }));
  });
});
