import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gatewayIds } from '../../../src/gateways/gateway.ts';
import { settingsOf } from '../../../src/shots/document.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { maxTakes, settingNames, valuesOf } from '../../../src/shots/settings.ts';
import { root } from '../../support/places.ts';

const sectionOf = (file: string, title: RegExp): string => new RegExp(`## ${title.source}\\n(?<text>.*?)\\n## `, 's').exec(readFileSync(join(root, file), 'utf8'))!.groups!['text']!;
const sections = { 'README.md': sectionOf('README.md', /The \.hailuo file/), 'README.zh-cn.md': sectionOf('README.zh-cn.md', /\.hailuo 文件/) };
const shotsOf = (section: string): readonly unknown[] => readDocument(/```\n(?<text>.*?)```/s.exec(section)!.groups!['text']!, 'hailuo').shots.map((shot) => [shot.title?.text, shot.prompt, settingsOf(shot)]);

test('the README’s specification reads as it says', () => {
  assert.deepEqual(shotsOf(sections['README.md']), [
    ['The kitchen', '[Push in] A cat looks up.\n[Pan left, Tilt up] The window opens.', { resolution: '768p', promptOptimizer: false, duration: 10, firstFrame: './kitchen.png' }],
    ['The garden', '[推进] 猫跑过花园。', { resolution: '768p', promptOptimizer: false }],
  ]);
});

test('and so does the Chinese one', () => {
  assert.deepEqual(shotsOf(sections['README.zh-cn.md']), [
    ['厨房', '[推进] 一只猫抬起头。\n[左摇, 上摇] 窗户打开了。', { resolution: '768p', promptOptimizer: false, duration: 10, firstFrame: './kitchen.png' }],
    ['花园', '[Push in] A cat runs through the garden.', { resolution: '768p', promptOptimizer: false }],
  ]);
});

for (const [file, section] of Object.entries(sections)) test(`${file} names every setting with its values`, () => {
  const rows = section.split('\n').filter((line) => line.startsWith('| `@'));
  for (const name of settingNames) {
    const row = rows.find((line) => line.includes(`\`@${name}\``));
    assert.ok(row, name);
    const values = name === 'takes' ? ['1', String(maxTakes)] : valuesOf(name, gatewayIds);
    for (const value of values) assert.ok(row.includes(`\`${value}\``), `${name} ${value}`);
  }
});
