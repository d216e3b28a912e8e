import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { settingsOf } from '../../../../src/shots/document.ts';
import { readDocument } from '../../../../src/shots/readDocument.ts';
import type { Choices } from '../../../../src/views/composer/protocol.ts';
import { pathFrom, readsAsPrompt, shotText, withShot } from '../../../../src/views/composer/shotText.ts';
import { assertProperty } from '../../../support/property.ts';

const defaults: Choices = { gateway: 'animatic', duration: 6, resolution: '768p', promptOptimizer: true, fastPretreatment: false, watermark: false, takes: 1 };

describe('a shot as a .hailuo text', () => {
  it('writes what differs from the user’s own settings, and the prompt as it is', () => {
    assert.equal(shotText('Kite', '[Push in] A kite', '/tmp/kite.png', { ...defaults, duration: 10, promptOptimizer: false }, defaults),
      '### Kite\n@duration = 10\n@promptOptimizer = off\n@firstFrame = /tmp/kite.png\n[Push in] A kite\n');
  });
  it('tells a prompt that would be read as something else', () => {
    for (const prompt of ['A cat\n### two', 'A cat\n// runs', '@duration = 10\nA cat', 'A cat // runs']) assert.equal(readsAsPrompt(prompt), false, prompt);
    for (const prompt of ['', 'A cat', '@mia smiles', 'See http://x.y', 'A cat\n\n#### runs ']) assert.equal(readsAsPrompt(prompt), true, prompt);
  });
  it('reads back as the same shot, whatever the prompt and the choices', () => {
    const choices = fc.record({
      gateway: fc.constantFrom('animatic' as const, 'apimart' as const, 'toapis' as const), duration: fc.constantFrom(6 as const, 10 as const),
      resolution: fc.constantFrom('768p' as const, '1080p' as const), promptOptimizer: fc.boolean(), fastPretreatment: fc.boolean(), watermark: fc.boolean(), takes: fc.integer({ min: 1, max: 9 }),
    }, { noNullPrototype: true });
    const prompt = fc.array(fc.constantFrom('A cat', '[Push in]', '\n', ' ', '###', '//', '@takes', '猫', 'http://x.y'), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('').trim());
    assertProperty(fc.property(prompt.filter((text) => text !== ''), choices, (text, chosen) => {
      if (!readsAsPrompt(text)) return;
      const written = shotText('Title', text, undefined, chosen, defaults);
      const document = readDocument(written, 'hailuo');
      assert.equal(document.shots[0]?.prompt, text);
      assert.deepEqual({ ...defaults, ...settingsOf(document.shots[0]) }, chosen);
    }));
  });
});

describe('a shot that is saved to a film', () => {
  const shot = '### Kite\n[Push in] A kite\n';
  it('comes after all that the film says, on a line of its own, with the film’s line breaks', () => {
    assert.equal(withShot('', shot), shot);
    for (const film of ['@duration = 10\n\n### A\nA cat\n', '### A\nA cat', '### A\nA cat\n\n', '// only a comment\n', '### A\r\nA cat\r\n']) {
      const text = withShot(film, shot);
      assert.ok(text.startsWith(film), film);
      const { shots } = readDocument(text, 'hailuo');
      assert.equal(shots.at(-1)?.title?.text, 'Kite', film);
      assert.equal(shots.length, readDocument(film, 'hailuo').shots.length + 1, film);
      assert.equal(/[^\r]\n/u.test(text), !film.includes('\r'), film);
    }
  });
});

describe('a first frame as it is written in a document', () => {
  it('is relative where it lies below the document’s folder', () => {
    const document = { fsPath: '/film/shots/a.hailuo' };
    assert.equal(pathFrom(document, '/film/shots/frames/cat.png'), './frames/cat.png');
    assert.equal(pathFrom(document, '/film/shots2/cat.png'), '/film/shots2/cat.png');
    assert.equal(pathFrom({ fsPath: 'C:\\film\\a.hailuo' }, 'C:\\film\\cat.png'), './cat.png');
    assert.equal(pathFrom(document, 'https://example.com/cat.png'), 'https://example.com/cat.png');
  });
});
