import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carriedOver } from '../../../src/shots/carriedOver.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { filmSettingNames, settingNames } from '../../../src/shots/settings.ts';

const values: Readonly<Record<(typeof settingNames)[number], string>> = {
  gateway: 'apimart', duration: '6', resolution: '1080p', firstFrame: './cat.png', promptOptimizer: 'off', fastPretreatment: 'off', watermark: 'on', takes: '3',
  continue: 'on', skip: 'on', take: 'videos/cat.mp4',
};

function linesFrom(text: string): readonly string[] {
  const [shot] = readDocument(text, 'hailuo').shots;
  return shot ? carriedOver(shot).map(({ start, end }) => text.slice(start, end)) : [];
}

describe('the settings that the next shot is made with too', () => {
  it('are those that say how a shot is made, not where it stands in the film, how it begins or how often it is made', () => {
    const text = `### Cat\n${settingNames.map((name) => `@${name} = ${values[name]}`).join('\n')}\n[Push in] A cat.\n`;
    assert.deepEqual(linesFrom(text), ['@gateway = apimart', '@duration = 6', '@resolution = 1080p', '@promptOptimizer = off', '@fastPretreatment = off', '@watermark = on']);
  });

  it('never hold one of the film, whichever a release has', () => {
    for (const name of filmSettingNames) assert.deepEqual(linesFrom(`### Cat\n@${name} = ${values[name]}\n[Push in] A cat.\n`), [], name);
  });

  it('are none above the first heading, where they count for every shot, and none that nobody knows', () => {
    assert.deepEqual(linesFrom('@resolution = 1080p\n[Push in] A cat.\n'), []);
    assert.deepEqual(linesFrom('### Cat\n@colour = red\n[Push in] A cat.\n'), []);
  });
});
