import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readShotArguments } from '../../../src/commands/shotArguments.ts';

describe('the argument of the generating commands', () => {
  it('takes every setting of a shot', () => {
    const argument = {
      prompt: '[Push in] A cat', gateway: 'toapis', duration: 10, resolution: '768p', promptOptimizer: false,
      fastPretreatment: false, watermark: true, firstFrame: './cat.png', takes: 2, source: { uri: 'file:///a.hailuo', line: 3, title: 'Cat', written: '[Push in] {{hero}}' },
    };
    assert.deepEqual(readShotArguments(argument), { kind: 'read', value: argument });
  });

  it('counts what menus and trees pass as no argument', () => {
    class Uri { readonly scheme = 'file'; }
    for (const argument of [undefined, null, 'text', 7, new Uri(), [1]]) {
      assert.deepEqual(readShotArguments(argument), { kind: 'read', value: {} });
    }
  });

  it('ignores keys it does not know', () => {
    assert.deepEqual(readShotArguments({ prompt: 'A cat', colour: 'red' }), { kind: 'read', value: { prompt: 'A cat' } });
  });

  const wrong: readonly [string, object, RegExp][] = [
    ['duration', { duration: 8 }, /“duration”.*6, 10/u],
    ['resolution', { resolution: '4k' }, /“resolution”.*768p, 1080p/u],
    ['gateway', { gateway: 'other' }, /“gateway”.*animatic, apimart, toapis/u],
    ['takes', { takes: 100 }, /“takes”.*1–9/u],
    ['promptOptimizer', { promptOptimizer: 'yes' }, /“promptOptimizer”.*true, false/u],
  ];
  for (const [field, argument, sentence] of wrong) {
    it(`refuses a wrong ${field} and names what is allowed`, () => {
      const read = readShotArguments(argument);
      assert.ok(read.kind === 'refused');
      assert.match(read.message, sentence);
    });
  }
});
