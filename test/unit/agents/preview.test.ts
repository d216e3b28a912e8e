import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteOn } from '../../../src/agents/note.ts';
import { previewNext, previewSettings } from '../../../src/agents/preview.ts';
import type { Duration, Resolution, ShotSettings } from '../../../src/shots/shot.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { refusalsFor } from '../../../src/shots/validate.ts';
import { waitingTask } from '../tasks/support/records.ts';

const usual = (duration: Duration, resolution: Resolution): ShotSettings => ({ ...defaultSettings, duration, resolution });

for (const settings of [usual(6, '768p'), usual(10, '768p'), usual(6, '1080p'), usual(10, '1080p')]) {
  for (const duration of [undefined, 6, 10] as const) {
    test(`a preview of ${duration === undefined ? 'the usual length' : `${String(duration)} s`} is refused to nobody whose settings are ${String(settings.duration)} s at ${settings.resolution}`, () => {
      const { settings: asked, written } = previewSettings(settings, duration);
      assert.deepEqual(refusalsFor({ prompt: 'A cat', settings: asked }, {}), []);
      assert.equal(asked.duration, duration ?? settings.duration);
      assert.deepEqual({ ...settings, ...written }, asked, 'what is ordered is what is looked for');
    });
  }
}

test('a preview keeps the resolution of the person wherever the length allows it', () => {
  assert.deepEqual(previewSettings(usual(10, '1080p'), 6), { settings: usual(6, '1080p'), written: { duration: 6 } });
  assert.deepEqual(previewSettings(usual(6, '1080p'), 10), { settings: usual(10, '768p'), written: { duration: 10, resolution: '768p' } });
});

test('after a preview that failed, was stopped or removed nothing is waited for; what goes on is', () => {
  assert.match(previewNext({ state: 'failed' }), /it was free. The same call renders it anew/u);
  for (const over of [{ state: 'failed' } as const, { state: 'cancelled' } as const, undefined]) assert.doesNotMatch(previewNext(over), /hailuo_wait/u);
  for (const state of ['waiting', 'queued', 'running', 'paused'] as const) assert.match(previewNext({ state }), /call hailuo_wait with this id/iu);
});

test('another try of a free preview that failed needs no quote', () => {
  assert.equal(noteOn(waitingTask({ state: 'failed', gateway: 'animatic' })), 'Nothing more happens. It was free: for another try call hailuo_animatic.');
  assert.match(noteOn(waitingTask({ state: 'failed' })) ?? '', /new quote/u);
});
