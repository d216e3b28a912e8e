import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { noticeFor } from '../../src/animatic/render/words.ts';
import { behaviourOf, directiveIds } from '../../src/directives/vocabulary.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { refusalsFor } from '../../src/shots/validate.ts';
import { expiredWords } from '../../src/tasks/tracker/fetchTake.ts';
import { overCapWords } from '../../src/wallet/refusal.ts';
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

test('the day on which a link expired comes out in Chinese', () => {
  assert.match(expiredWords(Date.UTC(2026, 10, 28, 12), 'zh-cn'), /^视频链接已于 2026年11月2[789]日 [\d:]+ 失效/u);
});

test('the day on which a limit is reset comes out in Chinese', () => {
  const amount = { micros: 1_000_000, unit: 'USD' };
  const over = { period: 'day' as const, cap: amount, used: amount, left: { ...amount, micros: 0 }, wanted: amount, resetsAt: Date.UTC(2026, 10, 28, 12), fits: 0 };
  assert.match(overCapWords(over, 1, 'zh-cn'), /限额将于 2026年11月2[789]日 [\d:]+ 重置。$/u);
});

test('an animatic says of itself in Chinese that it is no picture', () => {
  assert.equal(noticeFor(undefined), '仅为运镜预览，非最终画面');
});
