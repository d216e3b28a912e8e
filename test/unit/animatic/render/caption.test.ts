import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { noticeFor, placeholderLabel } from '../../../../src/animatic/render/words.ts';
import { iconMask } from '../../../../src/animatic/render/caption/icons.ts';
import { canSet, lineWidth, setLine } from '../../../../src/animatic/render/caption/typeset.ts';
import { directiveIds, directives } from '../../../../src/directives/vocabulary.ts';
import { root } from '../../../support/places.ts';

void test('every directive can be written in both languages', () => {
  for (const { en, zh } of directives) assert.ok(canSet(`${en} + ${zh}`), `${en} ${zh}`);
});

void test('what a frame says of itself can be written, in every translation that there is', () => {
  const texts = [noticeFor(undefined), noticeFor('https://nowhere.invalid/a.png'), placeholderLabel()];
  const bundle = join(root, 'media/l10n/bundle.l10n.zh-cn.json');
  const words: Record<string, string> = existsSync(bundle) ? JSON.parse(readFileSync(bundle, 'utf8')) as Record<string, string> : {};
  for (const text of texts) {
    assert.ok(canSet(text), text);
    assert.ok(canSet(words[text] ?? ''), `run scripts/make-glyphs.mjs with the characters of: ${words[text] ?? ''}`);
  }
  assert.equal(new Set(texts).size, texts.length);
});

void test('a line has ink where its letters are and is as wide as they are', () => {
  const line = setLine('Push in 推进', 24);
  assert.ok(line.alpha.some((value) => value === 255));
  assert.ok(line.advance > 100 && line.advance < 150, `${line.advance}`);
  assert.equal(setLine('', 24).alpha.some((value) => value > 0), false);
  assert.ok(Math.abs(lineWidth('推进', 24) - 48) < 0.5);
});

void test('a character without a glyph is left out, not drawn as a box', () => {
  assert.equal(canSet('ЖЖ'), false);
  assert.deepEqual(setLine('aЖb', 20).alpha, setLine('ab', 20).alpha);
});

void test('every directive has a sign of its own, and opposite ones are told apart', () => {
  const signs = directiveIds.map((id) => Buffer.from(iconMask(id, 24).alpha).toString('base64'));
  assert.equal(new Set(signs).size, 15);
});
