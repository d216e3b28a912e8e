import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { settingsOf } from '../../../src/shots/document.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { changeBetween, writePrompt, writeSetting } from '../../../src/shots/edit.ts';
import { assertProperty } from '../../support/property.ts';

const text = '@duration = 6\n\n### One\n@resolution = 768p\n// note\n[Push in] A cat\nruns\n\n### Two\nA dog\n';
const document = readDocument(text, 'hailuo');
const [one, two] = document.shots as [typeof document.shots[number], typeof document.shots[number]];

describe('writeSetting', () => {
  it('replaces the shot’s own line', () => {
    assert.equal(applyEdits(text, writeSetting(text, one, 'resolution', '1080p')), text.replace('768p', '1080p'));
  });

  it('adds a line under the heading or the other settings, and leaves the default alone', () => {
    assert.equal(applyEdits(text, writeSetting(text, two, 'duration', '10')), text.replace('### Two\n', '### Two\n@duration = 10\n'));
    assert.equal(applyEdits(text, writeSetting(text, one, 'duration', '10')), text.replace('768p\n', '768p\n@duration = 10\n'));
  });

  it('writes into a shot without heading and keeps the file’s line breaks', () => {
    const crlf = 'A cat\r\nruns';
    const [shot] = readDocument(crlf, 'hailuo').shots;
    assert.equal(applyEdits(crlf, writeSetting(crlf, shot!, 'takes', '3')), '@takes = 3\r\nA cat\r\nruns');
  });

  it('takes the line away when there is no value', () => {
    assert.equal(applyEdits(text, writeSetting(text, one, 'resolution', undefined)), text.replace('@resolution = 768p\n', ''));
    assert.equal(applyEdits('### A\n@takes = 2', writeSetting('### A\n@takes = 2', readDocument('### A\n@takes = 2', 'hailuo').shots[0]!, 'takes', undefined)), '### A');
  });
});

describe('writePrompt', () => {
  it('changes no more than it must and keeps comments', () => {
    const edits = writePrompt(text, one, '[Pull out] A cat\nruns');
    assert.equal(applyEdits(text, edits), text.replace('[Push in]', '[Pull out]'));
    assert.equal(edits.length, 1);
    assert.deepEqual(writePrompt(text, one, one.prompt), []);
  });

  it('fills an empty shot below its settings', () => {
    const empty = '### A\n@takes = 2\n\n### B\n';
    const [a, b] = readDocument(empty, 'hailuo').shots;
    assert.equal(applyEdits(empty, writePrompt(empty, a!, 'A cat')), '### A\n@takes = 2\nA cat\n\n### B\n');
    assert.equal(applyEdits(empty, writePrompt(empty, b!, 'A cat')), '### A\n@takes = 2\n\n### B\nA cat\n');
  });

  it('reads back as written, settings kept, whatever the prompt', () => {
    const prose = fc.array(fc.constantFrom('a cat', '[Push in]', '一只猫', '👩‍🚀', '\n', ' ', 'runs'), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('').trim());
    const sources = fc.constantFrom(text, text.replaceAll('\n', '\r\n'), 'a cat\n@takes = 2\nruns // fast\n// x\nhome', '### A\n');
    assertProperty(fc.property(sources, prose, (source, prompt) => {
      const before = readDocument(source, 'hailuo');
      const after = applyEdits(source, writePrompt(source, before.shots[0]!, prompt));
      const reread = readDocument(after, 'hailuo');
      if (prompt === '') return;
      assert.equal(reread.shots[0]!.prompt, prompt);
      assert.deepEqual(settingsOf(reread.shots[0]!), settingsOf(before.shots[0]!));
    }));
  });
});

describe('changeBetween', () => {
  it('makes the one text of the other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '👩', '👨', '\n'), { maxLength: 10 }).map((parts) => parts.join(''));
    assertProperty(fc.property(text, text, (before, after) => {
      const change = changeBetween(before, after);
      assert.equal(change === undefined ? before : applyEdits(before, [change]), after);
      if (change) assert.ok(change.text.isWellFormed());
    }));
  });
});
