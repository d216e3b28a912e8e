import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { insertDirective } from '../../../src/directives/insert.ts';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { directiveIds, directiveOf } from '../../../src/directives/vocabulary.ts';
import type { DirectiveId } from '../../../src/directives/vocabulary.ts';
import { assertProperty } from '../../support/property.ts';

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
    assert.equal(insert('|\n[Truck left]', 'push-in'), '[Push in] |\n[Truck left]');
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
  it('takes nothing apart that it is put into: it follows behind', () => {
    assert.equal(insert('[link]|(u)【左移】', 'tilt-up'), '[link](u)【左移,上摇|】');
    assert.equal(insert('[link]|(u) 一只猫【左移】', 'tilt-up'), '[link](u)[上摇]| 一只猫【左移】');
    assert.equal(insert('【变焦推近】，[li|nk](u)', 'tilt-up'), '【变焦推近】，[link](u)[上摇]|');
    assert.equal(insert('[Push in](|u) A cat', 'tilt-up'), '[Push in](u) [Tilt up] |A cat');
    assert.equal(insert('!|[a cat](u (v)) runs', 'tilt-up'), '![a cat](u (v)) [Tilt up] |runs');
    assert.equal(insert('A cat [text]|[1] runs', 'tilt-up'), 'A cat [text][1] [Tilt up] |runs');
    assert.equal(insert('A cat [1|] runs', 'tilt-up'), 'A cat [1] [Tilt up] |runs');
    assert.equal(insert('一只猫[1]|在跑', 'tilt-up'), '一只猫[1] [上摇]|在跑');
    assert.equal(insert('- [x|] A cat', 'push-in'), '- [x] [Push in] |A cat');
    assert.equal(insert('- [| ] A cat', 'push-in'), '- [ ] [Push in] |A cat');
    assert.equal(insert('`[pa|]`', 'pan-left'), '`[pa]` [Pan left] |');
    assert.equal(insert('See `a|b` first', 'push-in'), 'See `ab` [Push in] |first');
    assert.equal(insert('https://a.example/b|?c=d，猫', 'push-in'), 'https://a.example/b?c=d [推进]|，猫');
    assert.equal(insert('A c|at’s eye', 'push-in'), 'A cat’s [Push in] |eye');
    assert.equal(insert('At 1|.5 m', 'push-in'), 'At 1.5 [Push in] |m');
    assert.equal(insert('👩|\u200d👧\u200d👦猫', 'push-in'), '👩\u200d👧\u200d👦[推进]|猫');
  });
  it('is no link\'s text where a bracket of the prose follows', () => {
    assert.equal(insert('一只猫|(白色)', 'push-in'), '一只猫[推进] |(白色)');
    assert.equal(insert('A cat |(white)', 'push-in'), 'A cat [Push in] |(white)');
    assert.equal(insert('[pu|(white)', 'push-in'), '[Push in] |(white)');
  });
  it('always adds just that move, or says why not, wherever the cursor is', () => {
    const piece = fc.oneof(fc.constantFrom('A cat ', '猫在跑', ' ', '\n', '[link](u)', '[1]', '[', 'pa', '，'),
      fc.constantFrom(...directiveIds).map((id) => `[${directiveOf(id).en}]`), fc.constantFrom(...directiveIds).map((id) => `【${directiveOf(id).zh}】`));
    assertProperty(fc.property(fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')), fc.nat(60), fc.constantFrom(...directiveIds), (text, at, id) => {
      const offset = Math.min(at, text.length);
      const insertion = insertDirective(text, offset, id);
      if (insertion.kind === 'conflict') return;
      const after = applyEdits(text, [insertion.edit]);
      const moves = (of: string): (DirectiveId | undefined)[] => parsePrompt(of).flatMap(({ words }) => words.map(({ directive }) => directive));
      const known = (of: string): (DirectiveId | undefined)[] => moves(of).filter((move) => move !== undefined);
      const added = known(after).findIndex((move, index) => move === id && known(after).toSpliced(index, 1).join() === known(text).join());
      assert.ok(added >= 0, JSON.stringify([text, offset, after]));
      // Behind the cursor only the rest of a word makes room for it: in a closed bracket, or letters that go on with a directive's name.
      const { start, end } = insertion.edit;
      assert.ok(start === end || end <= offset || /^[a-z]+$/i.test(text.slice(offset, end)) || /^[^[【［\r\n]*[\]】］]/.test(text.slice(offset)), JSON.stringify([text, offset, after]));
      assert.ok(insertion.cursor >= 0 && insertion.cursor <= after.length);
    }));
  });
  it('never lands within what is whole, wherever the cursor is', () => {
    const solid = fc.constantFrom('[link](u)', '![a cat](u_(v))', '[Push in](u)', '`[pa]`', 'cat', 'l’été', 'кошка', '👩‍👧‍👦', '🇫🇷', '[1]', '[sic]', '【注】', 'https://a.example/b?c=d');
    const loose = fc.constantFrom(' ', '\n', '\r\n', '，', '. ', '猫在跑', ' ([Push in]) ', '【左移】', '[Push in, Tilt up]');
    assertProperty(fc.property(fc.array(fc.tuple(solid, loose), { minLength: 1, maxLength: 5 }), fc.nat(200), fc.constantFrom(...directiveIds), (pairs, at, id) => {
      const text = pairs.flat().join('');
      const offset = at % (text.length + 1);
      const insertion = insertDirective(text, offset, id);
      if (insertion.kind === 'conflict') return;
      let from = 0;
      for (const [whole, gap] of pairs) {
        const { start, end } = insertion.edit;
        assert.ok(end <= from || start >= from + whole.length, JSON.stringify([text, offset, insertion.edit]));
        from += whole.length + gap.length;
      }
    }));
  });
});
