import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planCamera } from '../../../src/directives/camera.ts';
import { gatewayIds } from '../../../src/gateways/gateway.ts';
import { createChecker } from '../../../src/shots/checker.ts';
import type { CheckOptions } from '../../../src/shots/checkOptions.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';

const options: CheckOptions = { settings: defaultSettings, gateway: 'toapis', gateways: gatewayIds, languageFor: () => 'en' };

/** Where time grows with the square of the length, one of these takes many minutes. */
const signs = ['1', '字', '【', '[a', '\\[', '#a ', '--a ', '🎬 Shot 1 ', '| 1 ', 'close-up, ', 'a:\n', 'no: ', '【主体】x', '<a>', '①', '镜头从', '(style: ', '{model: '];
const length = 150_000;

describe('a text of one sign over and over', () => {
  for (const sign of signs) {
    it(`is read, checked and previewed: ${JSON.stringify(sign)}`, () => {
      const text = `A lantern ${sign.repeat(length / sign.length)} [Push in]`;
      for (const kind of ['hailuo', 'prose'] as const) {
        const read = readDocument(text, kind);
        assert.ok(read.shots.length < length);
        assert.ok(Array.isArray(createChecker(kind).check(text, options, read)));
      }
      assert.equal(planCamera(text, 6).segments.at(-1)?.endSeconds, 6);
    });
  }

  for (const between of [' ', '-', '/', '+', ' - ']) {
    it(`may stand behind the framing of what somebody does: ${JSON.stringify(between)}`, () => {
      const text = `[wide${between.repeat(60 / between.length)}x, following] A lantern.`;
      assert.deepEqual(planCamera(text, 6).segments.flatMap(({ moves }) => moves), []);
    });
  }

  it('may be a fence of very many shots', () => {
    const text = `\`\`\`hailuo\n${'###\n'.repeat(length)}\`\`\`\n`;
    assert.equal(readDocument(text, 'prose').shots.length, length);
  });
});
