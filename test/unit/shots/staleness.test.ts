import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settingsOf } from '../../../src/shots/document.ts';
import { findShot } from '../../../src/shots/find.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Shot } from '../../../src/shots/shot.ts';
import { stalenessOf } from '../../../src/shots/staleness.ts';

const made: Shot = { prompt: 'A cat. [Push in] It looks up.', settings: { ...defaultSettings, resolution: '1080p', firstFrame: '/home/a/film/cat.png' } };

function staleness(text: string, of: Shot = made, kind: 'hailuo' | 'prose' = 'hailuo'): string {
  const found = findShot(text, kind, { prompt: of.prompt, line: 0 });
  return stalenessOf(of, found, found ? settingsOf(found.shot) : {});
}

function madeFrom(firstFrame: string): Shot {
  return { ...made, settings: { ...made.settings, firstFrame } };
}

describe('a take', () => {
  it('is current while its shot says the same, whatever the user settings are', () => {
    assert.equal(staleness('### Cat\n@firstFrame = cat.png\nA cat. [Push in] It looks up.\n'), 'current');
    assert.equal(staleness('@resolution = 1080p\n\n### Cat\n@firstFrame = ./cat.png\nA cat. [Push in] It looks up.\n'), 'current');
  });

  it('is out of date when words, a directive or a setting changed', () => {
    const frame = '@firstFrame = ./cat.png\n';
    assert.equal(staleness(`### Cat\n${frame}A cat. [Push in] It looks down.\n`), 'changed');
    assert.equal(staleness(`### Cat\n${frame}A cat. [Pull out] It looks up.\n`), 'changed');
    assert.equal(staleness(`### Cat\n${frame}@resolution = 768p\nA cat. [Push in] It looks up.\n`), 'changed');
    assert.equal(staleness(`### Cat\n${frame}A cat. [Push in] It looks up. It jumps.\n`), 'changed');
    assert.equal(staleness(`### Cat\n${frame}Slowly, A cat. [Push in] It looks up.\n`), 'changed');
  });

  it('is out of date when its first frame is another one, or was taken out of the file', () => {
    const withFrame = (frame: string): string => `### Cat\n${frame}A cat. [Push in] It looks up.\n`;
    assert.equal(staleness(withFrame('@firstFrame = ./dog.png\n')), 'changed');
    assert.equal(staleness(withFrame('@firstFrame = ./cat.png\n'), madeFrom('/home/a/film/bobcat.png')), 'changed');
    assert.equal(staleness(withFrame('')), 'changed');
    assert.equal(staleness(withFrame('@firstFrame = ./cat.png\n'), { ...made, settings: defaultSettings }), 'changed');
  });

  it('is current however the path of its first frame is written', () => {
    const cat = madeFrom('/home/a/my film/caf\u00e9 cat.png');
    for (const written of [
      '"café cat.png"', "'./café cat.png'", 'cafe\u0301 cat.png', 'caf%C3%A9%20cat.png', 'café\\ cat.png', '~/my film/café cat.png', 'file:///home/a/my%20film/caf%C3%A9%20cat.png', 'file:café cat.png',
      '![A cat](café cat.png)', '![](<../my film/café cat.png>)', '![[café cat.png]]', '${workspaceFolder}/café cat.png', 'other/../café cat.png', './././café cat.png', '\\\\home\\a\\my film\\café cat.png',
    ]) {
      assert.equal(staleness(`### Cat\n@firstFrame = ${written}\nA cat. [Push in] It looks up.\n`, cat), 'current', written);
    }
    for (const written of ['"dog.png"', 'cat.png', '![cat.png](dog.png)']) assert.equal(staleness(`### Cat\n@firstFrame = ${written}\nA cat. [Push in] It looks up.\n`, cat), 'changed', written);
    assert.equal(staleness('### Cat\n@firstFrame = <https://files.example/a.png>\nA cat. [Push in] It looks up.\n', madeFrom('https://files.example/a.png')), 'current');
  });

  it('is current in prose, which says nothing of a first frame', () => {
    assert.equal(staleness('A cat. [Push in] It looks up.\n', made, 'prose'), 'current');
  });

  it('knows the address of its first frame although the query was left out', () => {
    const signed = '@firstFrame = https://files.example/a.png?sig=1\nA cat. [Push in] It looks up.\n';
    assert.equal(staleness(signed, madeFrom('https://files.example/a.png?…')), 'current');
    assert.equal(staleness(signed, madeFrom('https://files.example/a.png?sig=1')), 'current');
    assert.equal(staleness(signed, madeFrom('https://files.example/b.png?…')), 'changed');
    assert.equal(staleness(signed, madeFrom('https://files.example/a.png?sig=2')), 'changed');
    assert.equal(staleness(signed, madeFrom('https://files.example/a.png')), 'changed');
  });

  it('is not out of date but orphaned when its shot was taken out', () => {
    assert.equal(staleness('### Robots\nTwo robots play chess.\n'), 'gone');
  });
});
