import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { languageOf } from '../../../src/directives/language.ts';
import { gatewayIds } from '../../../src/gateways/gateway.ts';
import { createChecker } from '../../../src/shots/checker.ts';
import { problemCodes } from '../../../src/shots/problems.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { root } from '../../support/places.ts';

test('media/problems.md explains every problem, in the order of the table', () => {
  const page = readFileSync(join(root, 'media/problems.md'), 'utf8');
  assert.deepEqual([...page.matchAll(/^## `([\w-]+)`$/gm)].map((match) => match[1]), problemCodes);
});

test('the samples are exemplary', () => {
  const folder = join(root, 'media/samples');
  const samples = readdirSync(folder).filter((name) => name.endsWith('.hailuo'));
  assert.ok(samples.length >= 5);
  for (const name of samples) {
    const text = readFileSync(join(folder, name), 'utf8');
    assert.deepEqual(createChecker('hailuo').check(text, {
      settings: defaultSettings, gateway: 'animatic', gateways: gatewayIds, languageFor: () => 'en',
    }), [], name);
  }
  assert.ok(samples.some((name) => languageOf(readFileSync(join(folder, name), 'utf8')) === 'zh'));
});
