import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settingNames } from '../../../src/shots/settings.ts';
import { suggestSettings } from '../../../src/shots/suggestSettings.ts';

/** The cursor is at the bar. */
function at(marked: string, taken: readonly (typeof settingNames)[number][] = []) {
  return suggestSettings(marked.replace('|', ''), marked.indexOf('|'), ['animatic', 'apimart', 'toapis'], new Set(taken));
}

describe('suggestSettings', () => {
  it('offers the settings that the shot does not have', () => {
    assert.deepEqual(at('@|'), { kind: 'names', start: 0, end: 1, names: settingNames });
    assert.deepEqual(at('  @dur|'), { kind: 'names', start: 2, end: 6, names: settingNames });
    const names = at('@re|', ['duration', 'takes']);
    assert.ok(names?.kind === 'names' && !names.names.includes('duration') && names.names.includes('resolution'));
  });

  it('offers the values of a setting, replacing the one that stands there', () => {
    assert.deepEqual(at('@resolution = |'), { kind: 'values', start: 14, end: 14, setting: 'resolution', values: ['768p', '1080p'] });
    assert.deepEqual(at('@duration=|6 // short'), { kind: 'values', start: 10, end: 11, setting: 'duration', values: ['6', '10'] });
    assert.deepEqual(at('@watermark = o|n'), { kind: 'values', start: 13, end: 15, setting: 'watermark', values: ['on', 'off'] });
  });

  it('asks for a path after a first frame and after a take', () => {
    assert.deepEqual(at('@firstFrame = ./img/c|at.png'), { kind: 'path', start: 14, end: 27, setting: 'firstFrame', typed: './img/c' });
    assert.deepEqual(at('@take = |'), { kind: 'path', start: 8, end: 8, setting: 'take', typed: '' });
  });

  it('stays silent elsewhere', () => {
    for (const marked of ['|@duration', 'mail@|x', '@duration |= 6', '@nonsense = |', 'a cat|']) assert.equal(at(marked), undefined, marked);
  });
});
