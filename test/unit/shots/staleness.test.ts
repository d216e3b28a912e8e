import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocument, settingsOf } from '../../../src/shots/document.ts';
import { findShot } from '../../../src/shots/find.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Shot } from '../../../src/shots/shot.ts';
import { stalenessOf } from '../../../src/shots/staleness.ts';

const made: Shot = { prompt: 'A cat. [Push in] It looks up.', settings: { ...defaultSettings, resolution: '1080p', firstFrame: '/home/a/film/cat.png' } };

function staleness(text: string): string {
  const found = findShot(text, 'hailuo', { prompt: made.prompt, line: 0 });
  return stalenessOf(made, found, found ? settingsOf(readDocument(text, 'hailuo'), found.shot) : {});
}

describe('a take', () => {
  it('is current while its shot says the same, whatever the user settings are', () => {
    assert.equal(staleness('### Cat\nA cat. [Push in] It looks up.\n'), 'current');
    assert.equal(staleness('@resolution = 1080p\n\n### Cat\n@firstFrame = ./cat.png\nA cat. [Push in] It looks up.\n'), 'current');
  });

  it('is out of date when words, a directive or a setting changed', () => {
    assert.equal(staleness('### Cat\nA cat. [Push in] It looks down.\n'), 'changed');
    assert.equal(staleness('### Cat\nA cat. [Pull out] It looks up.\n'), 'changed');
    assert.equal(staleness('### Cat\n@resolution = 768p\nA cat. [Push in] It looks up.\n'), 'changed');
    assert.equal(staleness('### Cat\n@firstFrame = ./dog.png\nA cat. [Push in] It looks up.\n'), 'changed');
  });

  it('is not out of date but orphaned when its shot was taken out', () => {
    assert.equal(staleness('### Robots\nTwo robots play chess.\n'), 'gone');
  });
});
