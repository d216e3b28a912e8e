import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refusalsFor } from '../../../src/shots/validate.ts';
import type { ValidationOptions } from '../../../src/shots/validate.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { ShotSettings } from '../../../src/shots/shot.ts';

const codes = (prompt: string, settings: Partial<ShotSettings> = {}, options?: ValidationOptions) =>
  refusalsFor({ prompt, settings: { ...defaultSettings, ...settings } }, options).map((refusal) => refusal.code);

describe('refusalsFor', () => {
  it('lets a good shot pass', () => {
    assert.deepEqual(codes('[Push in] A cat'), []);
    assert.deepEqual(codes('A cat', { duration: 10 }), []);
    assert.deepEqual(codes('A cat', { resolution: '1080p' }), []);
  });

  it('refuses an empty prompt', () => {
    assert.deepEqual(codes(' \n'), ['empty-prompt']);
  });

  it('counts code points, not UTF-16 units', () => {
    assert.deepEqual(codes('🐈'.repeat(2000)), []);
    assert.deepEqual(codes('🐈'.repeat(2001)), ['prompt-too-long']);
  });

  it('counts what is sent: directives translated', () => {
    const chinese = '[推进]' + 'a'.repeat(1996);
    assert.deepEqual(codes(chinese, {}, { language: 'zh' }), []);
    assert.deepEqual(codes(chinese, {}, { language: 'en' }), ['prompt-too-long']);
    assert.deepEqual(codes('[Push in]' + 'a'.repeat(1995), {}, { language: 'zh' }), []);
    assert.deepEqual(codes('[Push in]' + 'a'.repeat(1995)), ['prompt-too-long']);
  });

  it('refuses 10 s at 1080p and values from outside the types', () => {
    assert.deepEqual(codes('A cat', { duration: 10, resolution: '1080p' }), ['duration-at-1080p']);
    assert.deepEqual(codes('A cat', { duration: 7 as 6 }), ['duration']);
    assert.deepEqual(codes('A cat', { resolution: '4k' as '768p' }), ['resolution']);
  });

  it('refuses a first frame that is missing, unfit or too heavy for the upload', () => {
    const frame = { header: { type: 'png', mime: 'image/png', width: 800, height: 600, orientation: 1, personal: false }, bytes: 11 * 1024 * 1024 } as const;
    assert.deepEqual(codes('A cat', { firstFrame: '/a.png' }, { firstFrame: 'missing' }), ['first-frame-missing']);
    assert.deepEqual(codes('A cat', { firstFrame: '/a.png' }, { firstFrame: frame }), []);
    assert.deepEqual(codes('A cat', { firstFrame: '/a.png' }, { firstFrame: frame, maxUploadBytes: 10 * 1024 * 1024 }), ['first-frame-heavy']);
    assert.deepEqual(codes('A cat', { firstFrame: 'https://example.com/a.png' }), []);
  });

  it('says the limit and the remedy in one sentence', () => {
    const [refusal] = refusalsFor({ prompt: 'a'.repeat(2007), settings: defaultSettings });
    assert.equal(refusal!.field, 'prompt');
    assert.match(refusal!.message, /2007.*2000.*Shorten it by 7/);
  });
});
