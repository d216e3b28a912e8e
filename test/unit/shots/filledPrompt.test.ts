import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { moveBracketStart, removeBracket, reorderBrackets } from '../../../src/directives/timelineEdit.ts';
import { filledPrompt } from '../../../src/shots/filledPrompt.ts';
import { fill } from '../../../src/shots/lets.ts';
import { assertProperty } from '../../support/property.ts';

const words = new Map([['hero', 'a courier in a red jacket'], ['move', '[Push in]'], ['scene', '[Zoom in] the sea, [Zoom out] the sky'], ['empty', '']]);

/** A part of the filled text, found by its words, as it is written. */
function writtenPart(written: string, find: string): string {
  const { text, spanOf } = filledPrompt(written, words);
  const at = text.indexOf(find);
  assert.ok(at >= 0, text);
  const { start, end } = spanOf({ start: at, end: at + find.length });
  return written.slice(start, end);
}

/** The text as written after an edit of the filled one; undefined when it cannot be done there. */
function edited(written: string, make: (text: string) => Parameters<typeof applyEdits>[1]): string | undefined {
  const { text, movesOf } = filledPrompt(written, words);
  const edits = movesOf(make(text));
  return edits && applyEdits(written, edits);
}

describe('a prompt with its words put in', () => {
  it('tells where each part is written: in words that were put in it is the name', () => {
    const written = '[Push in] {{hero}} runs, {{move}} home';
    assert.equal(writtenPart(written, 'runs'), 'runs');
    assert.equal(writtenPart(written, 'red jacket'), '{{hero}}');
    assert.equal(writtenPart(written, 'jacket runs'), '{{hero}} runs');
    assert.equal(writtenPart(written, '[Push in] home'), '{{move}} home');
    assert.equal(writtenPart(written, '] a courier'), '] {{hero}}');
  });
  it('takes no name along that stands next to a part, even one without words', () => {
    assert.equal(writtenPart('A{{empty}}B', 'A'), 'A');
    assert.equal(writtenPart('A{{empty}}B', 'B'), 'B');
    assert.equal(writtenPart('A{{hero}}B', 'B'), 'B');
  });
  it('moves brackets in the text as it is written, and names as names', () => {
    assert.equal(edited('[Push in] {{hero}} runs, [Pan left] home', (text) => reorderBrackets(text, 0, 1)), '[Pan left] {{hero}} runs, [Push in] home');
    assert.equal(edited('{{move}} {{hero}} runs, [Pan left] home', (text) => reorderBrackets(text, 0, 1)), '[Pan left] {{hero}} runs, {{move}} home');
    assert.equal(edited('{{move}} {{hero}} runs, [Pan left] home', (text) => removeBracket(text, 0)), '{{hero}} runs, [Pan left] home');
  });
  it('never changes words that other shots share', () => {
    const written = '{{scene}}, [Pan left] home';
    assert.equal(edited(written, (text) => reorderBrackets(text, 0, 2)), undefined);
    assert.equal(edited(written, (text) => removeBracket(text, 1)), undefined);
    assert.notEqual(edited(written, (text) => removeBracket(text, 2)), undefined);
  });
  it('puts a bracket that would land within such words next to their name', () => {
    const after = edited('{{hero}} {{hero}} {{hero}} [Pan left] home', (text) => moveBracketStart(text, 6, 0, 0));
    assert.equal(fill(after ?? '', words).match(/red jacket/gu)?.length, 3);
  });
  it('has every edit outside of names do the same to both texts', () => {
    const piece = fc.constantFrom('{{hero}}', '{{move}}', '{{empty}}', 'a ', 'cat ', '[Pan left] ', '{{nobody}}');
    assertProperty(fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(200), fc.nat(20), fc.constantFrom('', 'x', 'ten '), (pieces, from, length, put) => {
      const written = pieces.join('');
      const { text, movesOf, spanOf } = filledPrompt(written, words);
      assert.equal(text, fill(written, words));
      const start = Math.min(from, text.length);
      const end = Math.min(start + length, text.length);
      const span = spanOf({ start, end });
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= written.length);
      const edits = start < end ? movesOf([{ start, end, text: put }]) : undefined;
      if (edits) assert.equal(fill(applyEdits(written, edits), words), applyEdits(text, [{ start, end, text: put }]));
    }));
  });
});
