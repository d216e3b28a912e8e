import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { filmSettingsOf, settingsOf } from '../../../src/shots/document.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { moveShot } from '../../../src/shots/reorder.ts';
import { assertProperty } from '../../support/property.ts';

function moved(text: string, from: number, to: number): string {
  const [script] = readDocument(text, 'hailuo').scripts;
  const edit = moveShot(text, script!, script!.shots[from]!, script!.shots[to]!);
  return edit ? applyEdits(text, [edit]) : text;
}

/** What each shot is, wherever it stands. */
function shotsIn(text: string): readonly unknown[] {
  return readDocument(text, 'hailuo').shots.map((shot) => ({
    title: shot.title?.text, prompt: shot.filled, settings: settingsOf(shot), film: filmSettingsOf(shot), comments: shot.comments.map(({ start, end }) => text.slice(start, end)),
  }));
}

describe('a shot that moves', () => {
  const text = '// All of it\n@duration = 6\n@let hero = a cat\n\n### One\n@resolution = 768p\n// note\n{{hero}} runs\n\n\n// Above two\n### Two\nA dog\n\n### Three\n@skip\n[Pan left] A bird';

  test('takes its title, settings, words and comments along, those above its title as well', () => {
    assert.equal(moved(text, 1, 0), '// All of it\n@duration = 6\n@let hero = a cat\n\n// Above two\n### Two\nA dog\n\n\n### One\n@resolution = 768p\n// note\n{{hero}} runs\n\n### Three\n@skip\n[Pan left] A bird');
    assert.equal(moved(text, 0, 2), '// All of it\n@duration = 6\n@let hero = a cat\n\n// Above two\n### Two\nA dog\n\n\n### Three\n@skip\n[Pan left] A bird\n\n### One\n@resolution = 768p\n// note\n{{hero}} runs');
  });

  test('goes with the line breaks of its file', () => {
    assert.equal(moved('### A\r\na\r\n\r\n### B\r\nb\r\n', 0, 1), '### B\r\nb\r\n\r\n### A\r\na\r\n');
  });

  test('changes nothing where it is already', () => {
    assert.equal(moved(text, 1, 1), text);
  });

  test('gets a title of its words where it stands above the first title', () => {
    assert.equal(moved('A cat\n\n### B\nb', 0, 1), '### B\nb\n\n### A cat\nA cat');
    assert.equal(moved('A cat\n\n### B\nb', 1, 0), '### B\nb\n\n### A cat\nA cat');
    assert.equal(moved('一只猫走过雨夜的街道。\r\n\r\n### 二\r\n狗\r\n', 0, 1), '### 二\r\n狗\r\n\r\n### 一只猫走过雨夜的街道。\r\n一只猫走过雨夜的街道。\r\n');
  });

  test('leaves above the first title what counts for every shot, and takes along what is its own', () => {
    const head = '// Harbour\n@gateway = apimart\n@take = a.mp4\n@let hero = a cat\n{{hero}} runs\n@duration = 10\n\n### B\nb\n';
    assert.equal(moved(head, 0, 1), '// Harbour\n@gateway = apimart\n@let hero = a cat\n@duration = 10\n\n### B\nb\n\n### a cat runs\n@take = a.mp4\n{{hero}} runs\n');
  });

  const line = fc.constantFrom('A cat runs', '[Pan left] the sea', '// a remark', '@duration = 10', '@skip', '@take = a.mp4', '', '  ', '@let b = c', 'x // y', '{{hero}} sits');
  const shot = fc.record({ title: fc.constantFrom('One', '二', 'Three // 3', ''), above: fc.array(fc.constant('// above'), { maxLength: 2 }), lines: fc.array(line, { maxLength: 6 }), gap: fc.integer({ min: 0, max: 3 }) });
  const texts = fc.tuple(fc.array(line, { maxLength: 3 }), fc.array(shot, { minLength: 2, maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([head, shots, eol, ends]) => [
    ...head.filter((one) => one === '' || one.startsWith('@') || one.startsWith('//')), '',
    ...shots.flatMap(({ title, above, lines, gap }, index) => [...above, `### ${title}`, ...lines, ...Array.from({ length: gap }, () => ''), ...(index < shots.length - 1 && gap === 0 ? [''] : [])]),
  ].join(eol) + (ends ? eol : ''));

  test('leaves every shot what it is, whatever the text, and comes back', () => {
    assertProperty(fc.property(texts, fc.nat(), fc.nat(), (written, a, b) => {
      const shots = shotsIn(written);
      const [from, to] = [a % shots.length, b % shots.length];
      const after = moved(written, from, to);
      const wanted = [...shots];
      wanted.splice(to, 0, ...wanted.splice(from, 1));
      const withoutRemarks = (all: readonly unknown[]) => all.map((one) => ({ ...(one as object), comments: undefined }));
      assert.deepEqual(withoutRemarks(shotsIn(after)), withoutRemarks(wanted));
      assert.deepEqual(after.match(/\/\/[^\r\n]*/gu)?.sort(), written.match(/\/\/[^\r\n]*/gu)?.sort());
      assert.equal(moved(after, to, from), written);
    }), { runs: 300 });
  });

  const heads = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => [...lines, 'The first runs']);
  test('without a title leaves every other shot what it is, and is what it was but for its title', () => {
    assertProperty(fc.property(heads, texts, fc.nat(), fc.boolean(), (head, rest, at, there) => {
      const written = `${head.join('\n')}\n\n${rest.slice(rest.indexOf('### '))}`;
      const shots = shotsIn(written);
      const to = 1 + at % (shots.length - 1);
      const after = there ? moved(written, 0, to) : moved(written, to, 0);
      const wanted = [...shots];
      wanted.splice(there ? to : 0, 0, ...wanted.splice(there ? 0 : to, 1));
      const untitled = (all: readonly unknown[]) => all.map((one) => ({ ...(one as object), comments: undefined, title: undefined }));
      assert.deepEqual(untitled(shotsIn(after)), untitled(wanted));
      assert.deepEqual(after.match(/\/\/[^\r\n]*/gu)?.sort(), written.match(/\/\/[^\r\n]*/gu)?.sort());
    }), { runs: 300 });
  });
});
