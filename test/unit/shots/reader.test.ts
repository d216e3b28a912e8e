import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createReader, originOf } from '../../../src/shots/reader.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

const line = fc.oneof(fc.constantFrom('### One', '### 二', '####', '###', '@duration = 10', '@let hero = a fox', '{{hero}} runs // note', '// only a note', '', '@takes 2 @watermark', '\uFEFF'), promptText);
const version = fc.tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r')).map(([lines, eol]) => lines.join(eol));

describe('a reader of one document', () => {
  it('reads each version as if it were the first', () => {
    assertProperty(fc.property(fc.array(version, { minLength: 1, maxLength: 5 }), (versions) => {
      const reader = createReader('hailuo');
      for (const text of versions) assert.deepEqual(reader.read(text), readDocument(text, 'hailuo'));
    }));
  });

  it('reads again only the shot that changed, and knows how far the others moved', () => {
    const text = (word: string) => `@duration = 10\n### One\nA fox\n### Two\n@takes = 2\nA ${word} // note\n### Three\n[Push in] A hen\n`;
    const reader = createReader('hailuo');
    const before = reader.read(text('cat')).shots;
    const after = reader.read(text('tiger')).shots;
    assert.equal(after[0], before[0]);
    assert.deepEqual(originOf(after[2]!), { shot: before[2], by: 2 });
    assert.equal(after[1]?.prompt, 'A tiger');
  });

  it('reads every shot again when what counts for all of them changes', () => {
    const reader = createReader('hailuo');
    reader.read('@let hero = a fox\n### One\n{{hero}} runs');
    assert.equal(reader.read('@let hero = a hen\n### One\n{{hero}} runs').shots[0]?.filled, 'a hen runs');
  });
});
