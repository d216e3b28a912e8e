import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { paragraphAt, paragraphsOf } from '../../../src/shots/paragraph.ts';
import { assertProperty } from '../../support/property.ts';

const text = '\n  First line\nsecond line  \n\t\nAnother\r\n\r\nLast';

describe('paragraphAt', () => {
  it('takes what lies between blank lines, without the white space around', () => {
    assert.equal(paragraphAt(text, text.indexOf('line'))?.text, 'First line\nsecond line');
    assert.equal(paragraphAt(text, text.indexOf('second'))?.text, 'First line\nsecond line');
    assert.equal(paragraphAt(text, text.indexOf('Another') + 7)?.text, 'Another');
    assert.equal(paragraphAt(text, text.length)?.text, 'Last');
    assert.equal(paragraphAt(text, 9999)?.text, 'Last');
  });

  it('finds none on a blank line', () => {
    assert.equal(paragraphAt(text, 0), undefined);
    assert.equal(paragraphAt(text, text.indexOf('\t')), undefined);
    assert.equal(paragraphAt('', 0), undefined);
  });

  it('keeps offsets on any text', () => {
    assertProperty(fc.property(fc.array(fc.constantFrom('a', ' ', '\n', '\r\n', '\t', '猫')).map((parts) => parts.join('')), fc.nat(40), (any, offset) => {
      const paragraph = paragraphAt(any, offset);
      if (paragraph) assert.equal(any.slice(paragraph.start, paragraph.end), paragraph.text);
      const all = [...paragraphsOf(any)];
      assert.equal(all.map(({ text }) => text.replaceAll(/\s/g, '')).join(''), any.replaceAll(/\s/g, ''));
      for (const { start, end, text } of all) assert.equal(any.slice(start, end), text);
    }));
  });
});
