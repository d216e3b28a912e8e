import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutDirectives } from '../../../src/directives/withoutDirectives.ts';

test('a prompt without its directives keeps its words apart, where they are written apart', () => {
  assert.equal(withoutDirectives('A cat[Push in]runs [Pan left] away'), 'A cat runs   away');
  assert.equal(withoutDirectives('一只猫[推进]在跑，【左移】镜头[上升]up'), '一只猫在跑，镜头 up');
  assert.equal(withoutDirectives('[1] A [link](u)'), '[1] A [link](u)');
});
