import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shotHash } from '../../../src/shots/hash.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';

describe('shotHash', () => {
  const shot = { prompt: '[推进] A cat', settings: defaultSettings };

  it('is the same for the same shot, whatever the order of its settings', () => {
    const { watermark, ...rest } = defaultSettings;
    assert.match(shotHash(shot), /^[0-9a-f]{16}$/);
    assert.equal(shotHash(shot), shotHash({ settings: { ...rest, watermark }, prompt: shot.prompt }));
  });

  it('changes with the prompt and with every setting', () => {
    const others = [
      { ...shot, prompt: '[推进] A cat.' }, { ...shot, prompt: '[推近] A cat' },
      ...[{ duration: 10 as const }, { resolution: '1080p' as const }, { promptOptimizer: false }, { fastPretreatment: true }, { watermark: true }, { firstFrame: 'a.png' }]
        .map((change) => ({ ...shot, settings: { ...defaultSettings, ...change } })),
    ];
    assert.equal(new Set([shot, ...others].map(shotHash)).size, others.length + 1);
  });
});
