import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDocument, settingsOf } from '../../../../src/shots/document.ts';
import type { Choices } from '../../../../src/views/composer/protocol.ts';
import { shotText } from '../../../../src/views/composer/shotText.ts';

const defaults: Choices = { gateway: 'animatic', duration: 6, resolution: '768p', promptOptimizer: true, fastPretreatment: false, watermark: false, takes: 1 };
const shot = (prompt: string, firstFrame?: string) => ({ prompt, settings: { ...defaults, ...(firstFrame !== undefined && { firstFrame }) } });

describe('a shot as a .hailuo text', () => {
  it('writes what differs from the user’s own settings, and the prompt as it is', () => {
    assert.equal(shotText('Kite', shot('[Push in] A kite', '/tmp/kite.png'), { ...defaults, duration: 10, promptOptimizer: false }, defaults),
      '### Kite\n@duration = 10\n@promptOptimizer = off\n@firstFrame = /tmp/kite.png\n[Push in] A kite\n');
  });
  it('does not write a prompt that would be read as something else', () => {
    for (const prompt of ['A cat\n### two', 'A cat\n// runs', '@duration = 10\nA cat', 'A cat // runs']) assert.equal(shotText('Kite', shot(prompt), defaults, defaults), undefined);
  });
  it('reads back as the same shot, whatever the prompt and the choices', () => {
    const choices = fc.record({
      gateway: fc.constantFrom('animatic' as const, 'apimart' as const, 'toapis' as const), duration: fc.constantFrom(6 as const, 10 as const),
      resolution: fc.constantFrom('768p' as const, '1080p' as const), promptOptimizer: fc.boolean(), fastPretreatment: fc.boolean(), watermark: fc.boolean(), takes: fc.integer({ min: 1, max: 9 }),
    }, { noNullPrototype: true });
    const prompt = fc.array(fc.constantFrom('A cat', '[Push in]', '\n', ' ', '###', '//', '@takes', '猫', 'http://x.y'), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('').trim());
    fc.assert(fc.property(prompt.filter((text) => text !== ''), choices, (text, chosen) => {
      const written = shotText('Title', shot(text), chosen, defaults);
      if (written === undefined) return;
      const document = readDocument(written, 'hailuo');
      assert.equal(document.shots[0]?.prompt, text);
      assert.deepEqual({ ...defaults, ...settingsOf(document, document.shots[0]) }, chosen);
    }));
  });
});
