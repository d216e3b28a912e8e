import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { noticeFor } from '../../src/animatic/render/words.ts';
import { behaviourOf, directiveIds } from '../../src/directives/vocabulary.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { refusalsFor } from '../../src/shots/validate.ts';
import { root } from '../support/places.ts';

// As activation does it with what VS Code read from this file; a test file is a process of its own.
l10n.config({ contents: readFileSync(join(root, 'media/l10n/bundle.l10n.zh-cn.json'), 'utf8') });

test('a refusal comes out in Chinese, with its numbers', () => {
  const [refusal] = refusalsFor({ prompt: '猫'.repeat(2003), settings: defaultSettings });
  assert.equal(refusal?.message, '提示词发送时有 2003 个字符，上限为 2000。请删减 3 个字符。');
});

test('what the camera does comes out in Chinese, in fifteen different ways', () => {
  const words = directiveIds.map(behaviourOf);
  assert.equal(new Set(words).size, 15);
  assert.deepEqual(words.filter((each) => !/^[\p{Script=Han}，]+$/u.test(each)), []);
});

test('an animatic says of itself in Chinese that it is no picture', () => {
  assert.equal(noticeFor(undefined), '仅为运镜预览，非最终画面');
});
