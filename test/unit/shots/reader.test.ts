import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changedSpan } from '../../../src/shots/changedSpan.ts';
import { originOf } from '../../../src/shots/movedShot.ts';
import { createReader } from '../../../src/shots/reader.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

const line = fc.oneof(fc.constantFrom('### One', '### 二', '####', '###', '#', ' ### Set in', '   \u200B＃＃＃ 三', '    ### Too far in', '## Near', '@duration = 10', '@let hero = a fox', '{{hero}} runs // note', '// only a note', '', '@takes 2 @watermark', '\uFEFF'), promptText);
const version = fc.tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r')).map(([lines, eol]) => lines.join(eol));
/** Edits of one moment, each made on what the one before it left; places are shares of the text. */
const edit = fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat({ max: 30 }), words: fc.oneof(fc.constantFrom('', 'x', '#', ' ', '\u200B', '\n', '\r', '\n### New\n'), version) });
const edits = fc.array(edit, { minLength: 1, maxLength: 3 });

/** The text with the edits made, and what they were as an editor tells it. */
function made(text: string, all: readonly { readonly from: number; readonly length: number; readonly words: string }[]) {
  let now = text;
  const changes = all.map(({ from, length, words }) => {
    const start = Math.round(from * now.length);
    const end = Math.min(now.length, start + length);
    now = now.slice(0, start) + words + now.slice(end);
    return { start, end, length: words.length };
  });
  return { now, changes };
}

describe('a reader of one document', () => {
  it('reads each version as if it were the first', () => {
    assertProperty(fc.property(fc.array(version, { minLength: 1, maxLength: 5 }), (versions) => {
      const reader = createReader('hailuo');
      for (const text of versions) assert.deepEqual(reader.read(text), readDocument(text, 'hailuo'));
    }));
  });

  it('reads what edits made as if it were the first', () => {
    assertProperty(fc.property(fc.constantFrom('hailuo' as const, 'prose' as const), version, version, fc.array(edits, { minLength: 1, maxLength: 6 }), (kind, first, more, moments) => {
      const reader = createReader(kind);
      let text = `${first}\n### Held\n@duration = 6\nA heron waits in the reeds.\n${more}`;
      reader.read(text);
      for (const moment of moments) {
        const { now, changes } = made(text, moment);
        assert.deepEqual(reader.readEdited(now, changedSpan(changes)!), readDocument(now, kind));
        text = now;
      }
    }), { runs: 400 });
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

  it('asks for no more of an edited text than the shots around the edit', () => {
    const shots = Array.from({ length: 50 }, (_, index) => `### Shot ${index}\nA fox runs over hill ${index}.\n`);
    const text = shots.join('');
    const reader = createReader('hailuo');
    const before = reader.read(text).shots;
    const at = text.indexOf('hill 20');
    const now = `${text.slice(0, at)}a ${text.slice(at)}`;
    const asked: [number, number][] = [];
    const source = { length: now.length, slice: (start: number, end: number) => { asked.push([start, end]); return now.slice(start, end); } };
    const after = reader.readEdited(source, { start: at, oldEnd: at, newEnd: at + 2 }).shots;
    assert.deepEqual(asked, [[now.indexOf('### Shot 20'), now.indexOf('### Shot 21')]]);
    assert.equal(after[19], before[19]);
    assert.equal(after[20]?.prompt, 'A fox runs over a hill 20.');
    assert.deepEqual(originOf(after[49]!), { shot: before[49], by: 2 });
  });

  it('reads the whole text when the edits do not lead to it', () => {
    const reader = createReader('hailuo');
    reader.read('### One\nA fox\n### Two\nA hen\n');
    const text = '### One\r\nA fox\r\n### Two\r\nA hen\r\n';
    assert.deepEqual(reader.readEdited(text, { start: 20, oldEnd: 20, newEnd: 20 }), readDocument(text, 'hailuo'));
  });

  it('reads every shot again when what counts for all of them changes', () => {
    const reader = createReader('hailuo');
    reader.read('@let hero = a fox\n### One\n{{hero}} runs');
    assert.equal(reader.read('@let hero = a hen\n### One\n{{hero}} runs').shots[0]?.filled, 'a hen runs');
  });
});
