import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../src/shots/checker.ts';
import { hintsOnce } from '../../../src/shots/hintsOnce.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';

const checkOptions = { settings: defaultSettings, gateways: ['animatic', 'apimart', 'toapis'], languageFor: () => undefined } as const;
const six = Array.from({ length: 6 }, (_, index) => `### Shot ${index}\n[Push in] A cat looks up at gull ${index} for a while.`).join('\n\n');

describe('what Problems shows of a correct file', () => {
  it('is one hint about the optimizer at most, and none that is underlined', () => {
    const problems = hintsOnce(createChecker('hailuo').check(six, { ...checkOptions, gateway: 'apimart' }));
    assert.deepEqual(problems.map(({ code, severity, start }) => [code, severity, start]), [['optimizer-with-directives', 'hint', six.indexOf('[Push in]')]]);
  });

  it('is nothing where the animatic renders it', () => {
    assert.deepEqual(createChecker('hailuo').check(six, { ...checkOptions, gateway: 'animatic' }), []);
    const mixed = six.replace('### Shot 3', '### Shot 3\n@gateway = toapis');
    assert.equal(createChecker('hailuo').check(mixed, { ...checkOptions, gateway: 'animatic' }).length, 1);
  });

  it('keeps every mistake', () => {
    const mistakes = hintsOnce(createChecker('hailuo').check(six.replaceAll('[Push in]', '[Psuh in]'), { ...checkOptions, gateway: 'apimart' }));
    assert.deepEqual(mistakes.map(({ code }) => code), Array.from({ length: 6 }, () => 'unknown-directive'));
  });
});
