import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gatewayIds } from '../../../src/gateways/gateway.ts';
import { settingsOf } from '../../../src/shots/document.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { maxTakes, settingNames, valuesOf } from '../../../src/shots/settings.ts';
import { root } from '../../support/places.ts';

const section = /## The \.hailuo file\n(?<text>.*?)\n## /s.exec(readFileSync(join(root, 'README.md'), 'utf8'))!.groups!['text']!;

test('the README’s specification reads as it says', () => {
  const example = /```\n(?<text>.*?)```/s.exec(section)!.groups!['text']!;
  const document = readDocument(example, 'hailuo');
  assert.deepEqual(document.shots.map((shot) => [shot.title?.text, shot.prompt, settingsOf(shot)]), [
    ['The kitchen', '[Push in] A cat looks up.\n[Pan left, Tilt up] The window opens.', { resolution: '768p', promptOptimizer: false, duration: 10, firstFrame: './kitchen.png' }],
    ['The garden', '[推进] 猫跑过花园。', { resolution: '768p', promptOptimizer: false }],
  ]);
});

test('the README names every setting with its values', () => {
  const rows = section.split('\n').filter((line) => line.startsWith('| `@'));
  for (const name of settingNames) {
    const row = rows.find((line) => line.includes(`\`@${name}\``));
    assert.ok(row, name);
    const values = name === 'takes' ? ['1', String(maxTakes)] : valuesOf(name, gatewayIds);
    for (const value of values) assert.ok(row.includes(`\`${value}\``), `${name} ${value}`);
  }
});
