import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownPrompt } from '../../../src/shots/ownPrompt.ts';

/** The prompt around `|` of a text; undefined where there is none. */
function around(marked: string): string | undefined {
  const text = marked.replace('|', '');
  const span = ownPrompt(text, marked.indexOf('|'));
  return span && text.slice(span.start, span.end);
}

test('a prompt ends where the next title begins, and has no settings above it', () => {
  assert.equal(around('@duration = 6\n\n### A\n@takes = 2\n// note\n[Push in] A c|at.\nIt runs.\n\n### 茶馆\n[推进]茶馆\n'), '[Push in] A cat.\nIt runs.\n\n');
  assert.equal(around('### A\n[Push in] A cat.\n### 茶馆\n[推进]茶|馆\n'), '[推进]茶馆\n');
  assert.equal(around('[Push in] |A cat.\r\n### B\r\nA dog.'), '[Push in] A cat.\r\n');
});

test('a title is one where a shot begins: set in by three blanks at most', () => {
  assert.equal(around('A cow.\n  ＃＃＃ B\nA d|og.\n \u200B### C\nA cat.'), 'A dog.\n');
  assert.equal(around('### A\n    ### B\nA d|og.'), '    ### B\nA dog.');
});

test('a title, a setting and an empty shot are no prompt', () => {
  assert.equal(around('### Ga|te\nA cat'), undefined);
  assert.equal(around('### Gate\n@dura|tion = 6\nA cat'), undefined);
  assert.equal(around('### Gate\n|\n### B\nA dog'), undefined);
});

test('a text of thousands of titles is read back to the nearest one', () => {
  const text = `${'### A\nA cat.\n'.repeat(20_000)}[`;
  assert.equal(ownPrompt(text, text.length)?.start, text.length - 'A cat.\n['.length);
});
