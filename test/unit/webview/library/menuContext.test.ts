import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TakeRow } from '../../../../src/views/library/protocol.ts';
import { menuContext } from '../../../../src/webview/library/menuContext.ts';

const row = (file: string, more: Partial<TakeRow> = {}): TakeRow => ({
  file, uri: `file://${file}`, title: file, prompt: 'A tram in the rain', moves: [], time: 1, words: 'Animatic', favourite: false, damaged: false, ...more,
});
const [tram, ferry, kite] = [row('/v/tram.mp4'), row('/v/ferry.mp4', { favourite: true, fromFile: true }), row('/v/kite.mp4', { favourite: true, prompt: '', damaged: true })];
const told = (...of: Parameters<typeof menuContext>): Record<string, unknown> => JSON.parse(menuContext(...of)) as Record<string, unknown>;

test('a menu on one take knows what can be done with it', () => {
  assert.deepEqual(told(tram, [], undefined), {
    webviewSection: 'take', file: '/v/tram.mp4', takeHasPrompt: true, takeIsFromFile: false, takeIsRestorable: false, takeIsKept: false, takeIsDamaged: false, preventDefaultContextMenuItems: true,
  });
  assert.partialDeepStrictEqual(told(ferry, [], { file: ferry.file, stale: true, restorable: true }), { takeIsFromFile: true, takeIsRestorable: true, takeIsKept: true });
  assert.partialDeepStrictEqual(told(kite, [], undefined), { takeHasPrompt: false, takeIsDamaged: true });
});

test('on one of several that are selected it is meant for all, who are kept only together', () => {
  assert.partialDeepStrictEqual(told(tram, [tram, ferry], undefined), { webviewSection: 'takes', files: [tram.file, ferry.file], takeIsKept: false });
  assert.partialDeepStrictEqual(told(ferry, [ferry, kite], undefined), { webviewSection: 'takes', takeIsKept: true, takeIsDamaged: true });
});

test('on a take beside the selection it is meant for that take only', () => {
  const context = told(tram, [ferry, kite], undefined);
  assert.equal(context['webviewSection'], 'take');
  assert.equal('files' in context, false);
});
