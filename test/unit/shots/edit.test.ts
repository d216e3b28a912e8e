import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { filmSettingsOf, settingsOf } from '../../../src/shots/document.ts';
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

  it('writes a path so that it reads back, whatever the file is called', () => {
    const [file, told] = ['takes/Scene # 2 - 推进 1.mp4', '@take = "takes/Scene # 2 - 推进 1.mp4"\n'];
    assert.equal(applyEdits(text, writeSetting(text, two, 'take', file)), text.replace('### Two\n', `### Two\n${told}`));
    assert.equal(applyEdits(text, writeSetting(text, two, 'take', 'takes/a b#2.mp4')), text.replace('### Two\n', '### Two\n@take = takes/a b#2.mp4\n'), 'quotes only where it needs them');
    const letters = [' ', '#', ';', ',', '@', '"', "'", '`', '“', '”', '‘', '’', '「', '」', '<', '>', '=', ':', '>', '(', ')', '{', '}', '[', ']', '*', '_', '|', '!', '，', '；', '＠', '# ', ' # ', '" #', ' @duration 10', ' @take = b', 'a', '雨', '🎬'];
    const name = fc.array(fc.oneof(fc.constantFrom(...letters), fc.string({ unit: 'grapheme', maxLength: 3 })), { minLength: 1, maxLength: 8 }).map((parts) => `${parts.join('')}.mp4`)
      .filter((made) => !/[/\p{Cc}\p{Zl}\p{Zp}]/u.test(made) && ['""', "''", '``', '“”', '‘’', '「」', '<>'].some((pair) => ![...pair].some((letter) => made.includes(letter))));
    assertProperty(fc.property(name, fc.constantFrom('take' as const, 'firstFrame' as const), fc.constantFrom('### A\nA cat\n', '### A\n@take = x.mp4\n@firstFrame = y.png\nA cat\n', '### A\n@takes = 2 @take = x.mp4 @firstFrame = y.png @duration = 10\nA cat\n'), (made, setting, before) => {
      const now = applyEdits(before, writeSetting(before, readDocument(before, 'hailuo').shots[0]!, setting, made));
      const [shot, ...others] = readDocument(now, 'hailuo').shots;
      assert.deepEqual([setting === 'take' ? filmSettingsOf(shot!).take : settingsOf(shot!).firstFrame, shot?.prompt, others.length], [made, 'A cat', 0], now);
      assert.equal(settingsOf(shot!).duration, settingsOf(readDocument(before, 'hailuo').shots[0]!).duration);
    }));
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

  it('leaves a comment at the end of the line that it stands behind', () => {
    const commented = '### A\nA cat // ginger\nruns\n';
    const [shot] = readDocument(commented, 'hailuo').shots;
    const written = (prompt: string) => applyEdits(commented, writePrompt(commented, shot!, prompt));
    assert.equal(written('A cat\n\nruns'), '### A\nA cat // ginger\n\nruns\n');
    assert.equal(written('A cat\nsits\nruns'), '### A\nA cat // ginger\nsits\nruns\n');
    assert.equal(written('A cats\nruns'), '### A\nA cats // ginger\nruns\n');
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

/** A fence of Markdown, its first line, what the others begin with, and the text around. */
const fences = fc.constantFrom(
  { before: 'Words.\n\n', first: '', margin: '' }, { before: '', first: '> ', margin: '> ' }, { before: '> Words.\n>\n', first: '>', margin: '> ' }, { before: '1. First:\n\n', first: '   ', margin: '   ' },
  { before: '', first: '- ', margin: '  ' }, { before: '', first: '> > ', margin: '> > ' }, { before: '> 1. First:\n', first: '>    ', margin: '>    ' }, { before: '', first: '10. ', margin: '    ' }, { before: '> - One\n', first: '> - ', margin: '>   ' },
);
const scripts = fc.constantFrom(
  ['### One', '[Push in] A cat', 'runs.', '', '### Two', '@duration = 6', 'A dog'], ['A cat', '  runs // fast', 'home'], ['### One', 'A cat // ginger', 'runs // too'], ['', '// note', '@resolution = 768p', 'A cat'], ['### One', '@takes = 2 @duration = 6', '', '### Two'],
  ['@resolution = 768p', '', '### One', '', 'A cat', '', '', 'runs'],
);
const fenced = fc.tuple(fences, scripts, fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([{ before, first, margin }, lines, eol, blank]) => ({
  margin,
  // A blank line of a list's fence may be quite empty.
  text: `${before}${first}\`\`\`hailuo\n${lines.map((line) => (blank && line === '' && !margin.includes('>') ? '' : margin + line)).join('\n')}\n${margin}\`\`\`\n\nMore words.\n`.replaceAll('\n', eol),
}));

describe('writing into a fence in a quote or a list', () => {
  const linesOf = (text: string): readonly string[] => text.split('\n');

  it('puts a setting on a line of its own that belongs to the fence, and changes no other', () => {
    assertProperty(fc.property(fenced, fc.nat(), fc.constantFrom<['duration' | 'watermark', string]>(['duration', '10'], ['watermark', 'on']), ({ margin, text }, which, [name, value]) => {
      const before = readDocument(text, 'prose');
      const index = which % before.shots.length;
      const edits = writeSetting(text, before.shots[index]!, name, value);
      const after = applyEdits(text, edits);
      const now = readDocument(after, 'prose');
      assert.deepEqual(now.shots.map(({ prompt }) => prompt), before.shots.map(({ prompt }) => prompt));
      assert.equal(String(settingsOf(now.shots[index]!)[name]), value === 'on' ? 'true' : value);
      const line = linesOf(after).findIndex((one, at) => one !== linesOf(text)[at]);
      const added = linesOf(after).length - linesOf(text).length;
      assert.ok(linesOf(after)[line]?.startsWith(margin) && linesOf(after)[line]?.includes(`@${name} = ${value}`));
      assert.deepEqual(linesOf(after).toSpliced(line, 1), linesOf(text).toSpliced(line, 1 - added));
    }));
  });

  it('writes a prompt whose lines all belong to the fence, and reads it back', () => {
    const words = fc.array(fc.constantFrom('A cat', '[Pan left]', '\n', '\n\n', ' runs', ' home'), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('').trim().replace(/^ +| +$/gmu, '')).filter((prompt) => prompt !== '');
    assertProperty(fc.property(fenced, fc.nat(), words, ({ margin, text }, which, prompt) => {
      const before = readDocument(text, 'prose');
      const index = which % before.shots.length;
      const after = applyEdits(text, writePrompt(text, before.shots[index]!, prompt));
      const now = readDocument(after, 'prose');
      assert.deepEqual(now.shots.map((shot) => shot.prompt), before.shots.map((shot, at) => (at === index ? prompt : shot.prompt)));
      assert.deepEqual(settingsOf(now.shots[index]!), settingsOf(before.shots[index]!));
      assert.ok(after.endsWith(text.slice(text.lastIndexOf('```'))));
      const [from, to] = [after.indexOf('```hailuo'), after.lastIndexOf('```')];
      for (const line of linesOf(after.slice(from, to)).slice(1)) assert.ok(line.startsWith(margin.trimEnd()) || line.trim() === '', JSON.stringify(after));
    }));
  });
});

describe('writing more lines into a passage of Markdown', () => {
  it('goes on in its quote, its list item and its cell', () => {
    const written = (text: string, prompt: string): string => applyEdits(text, writePrompt(text, readDocument(text, 'prose').shots[0]!, prompt));
    assert.equal(written('> [Push in] A cat runs home.\n', '[Push in] A cat\nruns home.'), '> [Push in] A cat\n> runs home.\n');
    assert.equal(written('Shots:\n\n- [Push in] A cat runs home.\n- More\n', '[Push in] A cat\nruns home.'), 'Shots:\n\n- [Push in] A cat\n  runs home.\n- More\n');
    assert.equal(written('| Shot | Prompt |\n|---|---|\n| 1 | [Push in] A cat runs home. |\n', '[Push in] A cat\nruns home.'), '| Shot | Prompt |\n|---|---|\n| 1 | [Push in] A cat<br>runs home. |\n');
    assert.equal(written('[Push in] A cat runs home.\n', '[Push in] A cat\nruns home.'), '[Push in] A cat\nruns home.\n');
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
