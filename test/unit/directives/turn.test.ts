import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planCamera } from '../../../src/directives/camera.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { turnings } from '../../../src/directives/turn.ts';
import type { Turning } from '../../../src/directives/turn.ts';
import { directiveIds, directiveOf } from '../../../src/directives/vocabulary.ts';
import { assertProperty } from '../../support/property.ts';

function turned(prompt: string, kind: Turning['kind']): string | undefined {
  const turning = turnings(prompt).find((other) => other.kind === kind);
  return turning && applyEdits(prompt, turning.edits);
}

describe('turning a prompt round', () => {
  const behind = 'The clock stops [Pedestal up], then the door shuts [Static shot].';
  const before = '[Pedestal up] The clock stops, [Static shot] then the door shuts.';

  it('puts brackets before their words, and behind them again', () => {
    assert.equal(turned(behind, 'in-front'), before);
    assert.equal(turned(before, 'behind'), behind);
    assert.equal(turned('“The hall at dusk [Push in][Pan left]”', 'in-front'), '“[Push in][Pan left] The hall at dusk”');
    assert.equal(turned('Shot 1: a cat [Push in]', 'in-front'), 'Shot 1: [Push in] a cat');
    assert.equal(turned('一只猫[推进]，一只狗[左摇]。', 'in-front'), '[推进]一只猫，[左摇]一只狗。');
  });

  it('corrects a wrong reading, either way', () => {
    assert.equal(turned('The clock stops [Pedestal up], the door shuts [Pan left]. Rain falls', 'were-behind'), '[Pedestal up] The clock stops, [Pan left] the door shuts. Rain falls');
    assert.equal(turned('A cat sits in the hall [Push in]', 'were-in-front'), '[Static shot] A cat sits in the hall [Push in]');
  });

  it('offers nothing where nothing is to turn', () => {
    for (const prompt of ['', 'A cat', '[1] a cat', '[Push in]', '[Push in] a cat [Pan left]']) assert.deepEqual(turnings(prompt), [], prompt);
  });

  const bracket = fc.constantFrom(...directiveIds).map((id) => `[${directiveOf(id).en}]`);
  const words = fc.array(fc.constantFrom('rain', 'falls', 'slowly', 'on', 'the harbour,', '猫', 'Shot 2:', '–'), { minLength: 1, maxLength: 6 }).map((parts) => `x ${parts.join(' ')}`);
  it('keeps the camera’s way to the millisecond, whatever the prompt', () => {
    const plan = (text: string) => planCamera(text, 6).segments.map(({ moves, startSeconds }) => [moves, Math.round(startSeconds * 1000)]);
    assertProperty(fc.property(fc.array(fc.tuple(words, fc.array(bracket, { minLength: 1, maxLength: 3 })), { minLength: 1, maxLength: 4 }), (parts) => {
      const text = parts.map(([prose, brackets]) => `${prose} ${brackets.join('')}`).join(', ');
      const front = turned(text, 'in-front');
      if (front === undefined) return;
      assert.deepEqual(plan(front), plan(text));
      const back = turned(front, 'behind');
      if (back !== undefined) assert.deepEqual(plan(back), plan(text));
    }));
  });
});
