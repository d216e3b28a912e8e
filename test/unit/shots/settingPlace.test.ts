import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { fileHasFrame, settingPlace } from '../../../src/shots/settingPlace.ts';
import type { SettingName } from '../../../src/shots/settings.ts';

const shots = readDocument('@duration = 10\n@firstFrame = cat.png\n@skip\nA cat.\n\n### Own\n@duration = 6\n@firstFrame = none\nA dog.\n\n### None of its own\n@watermark\nA hen.\n', 'hailuo').shots;
const places = (name: SettingName): readonly unknown[] => shots.map((shot) => settingPlace(shot, name));

describe('where a setting of a shot is written', () => {
  it('is the shot before the file', () => {
    assert.deepEqual(places('duration'), ['shot', 'shot', 'file']);
    assert.deepEqual(places('firstFrame'), ['shot', 'shot', 'file']);
    assert.deepEqual(places('watermark'), [undefined, undefined, 'shot']);
    assert.deepEqual(places('resolution'), [undefined, undefined, undefined]);
  });

  it('is nowhere for what the head of the file says of its own shot in the film', () => {
    assert.deepEqual(places('skip'), ['shot', undefined, undefined]);
  });

  it('asks for “none” in shots below a first frame for the whole file', () => {
    assert.deepEqual(shots.map(fileHasFrame), [false, true, true]);
    assert.deepEqual(readDocument('@firstFrame = none\n\n### A\nA cat.\n', 'hailuo').shots.map(fileHasFrame), [false]);
  });
});
