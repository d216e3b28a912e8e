import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ShotAgain } from '../../../src/commands/sameShot.ts';
import { sameShot } from '../../../src/commands/sameShot.ts';
import { settingsOf } from '../../../src/shots/document.ts';
import { findShot } from '../../../src/shots/find.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { stalenessOf } from '../../../src/shots/staleness.ts';

const uri = 'file:///film/shots.hailuo';
const shot = { prompt: '[Push in] A cat walks through the rain.', settings: { ...defaultSettings, duration: 10 as const, promptOptimizer: false, firstFrame: '/film/cat.png' } };
const made = { shot, gateway: 'toapis' as const, source: { uri, line: 0 } };

function again(text: string, kind: 'hailuo' | 'prose', take: typeof made = made): ShotAgain {
  const found = findShot(text, kind, { prompt: take.shot.prompt, line: take.source.line });
  const written = found ? settingsOf(found.shot) : {};
  return sameShot(take, { uri, kind, ...(found && { found }), written, staleness: stalenessOf(take.shot, found, written), lineAt: (offset) => text.slice(0, offset).split('\n').length - 1 });
}

describe('a shot that is made once more', () => {
  it('is as it was where its text is the same, or its document is gone', () => {
    const same = { ...shot.settings, gateway: 'toapis', prompt: shot.prompt, source: made.source };
    assert.deepEqual(again(shot.prompt, 'prose'), same);
    assert.deepEqual(sameShot(made, undefined), same);
  });

  it('keeps its settings when its words changed in prose, where none are written', () => {
    assert.deepEqual(again('# Notes\n\n[Pull out] A cat walks through the rain.', 'prose'), {
      ...shot.settings, gateway: 'toapis', prompt: '[Pull out] A cat walks through the rain.', source: { uri, line: 2 },
    });
  });

  it('has the settings that a .hailuo file says when its words changed there', () => {
    assert.deepEqual(again(`### Cat\n@resolution = 1080p\n@takes = 3\n${shot.prompt} It stops.`, 'hailuo'), {
      resolution: '1080p', gateway: 'toapis', prompt: `${shot.prompt} It stops.`, source: { uri, line: 3, title: 'Cat' },
    });
  });

  it('keeps how its prompt is written where words are put into it, as it is written now', () => {
    const source = { uri, line: 3, title: 'Cat', written: '[Push in] {{hero}} walks through the rain.' };
    const text = `@let hero = A cat\n\n### Cat\n${source.written}`;
    assert.deepEqual(again(text, 'hailuo', { ...made, source }).source, source);
    assert.deepEqual(again(`${text} It stops.`, 'hailuo', { ...made, source }).source, { ...source, written: `${source.written} It stops.` });
    // Without its name, and with one that it had not.
    assert.deepEqual(again(`### Cat\n${shot.prompt}`, 'hailuo', { ...made, source }).source, { uri, line: 1, title: 'Cat' });
    assert.deepEqual(again(`${text} It stops.`, 'hailuo').source, { ...source, written: `${source.written} It stops.` });
  });

  it('takes the whole address of its first frame from the document where its story has it without the query', () => {
    const cut = { ...made, shot: { ...shot, settings: { ...shot.settings, firstFrame: 'https://files.example/cat.png?…' } } };
    assert.equal(again(`@firstFrame = https://files.example/cat.png?sig=1\n${shot.prompt}`, 'hailuo', cut).firstFrame, 'https://files.example/cat.png?sig=1');
    assert.equal(again(shot.prompt, 'prose', cut).firstFrame, 'https://files.example/cat.png?…');
  });
});
