import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { createChecker } from '../../../src/shots/checker.ts';
import type { CheckOptions } from '../../../src/shots/checkOptions.ts';
import { settingsOf } from '../../../src/shots/document.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { fixesFor } from '../../../src/shots/fixDocument.ts';
import { writeSetting } from '../../../src/shots/edit.ts';
import { settingNames } from '../../../src/shots/settings.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { assertProperty } from '../../support/property.ts';

const options: CheckOptions = {
  settings: { ...defaultSettings, promptOptimizer: false }, gateway: 'toapis', gateways: ['animatic', 'apimart', 'toapis'], languageFor: () => 'en',
};
const shotOf = (line: string) => {
  const document = readDocument(`### A\n${line}\nA fox`, 'hailuo');
  return { shot: document.shots[0]!, written: settingsOf(document.shots[0]!) };
};
const problemsOf = (line: string) => createChecker('hailuo').check(`### A\n${line}\nA fox`, options);
function firstFix(line: string): string | undefined {
  const [text, checker] = [`### A\n${line}\nA fox`, createChecker('hailuo')];
  const [fix] = fixesFor(text, checker.check(text, options)[0]!, checker, options);
  return fix && applyEdits(text, fix.edits).slice('### A\n'.length);
}

describe('a line of settings, as people write it', () => {
  const ten = [
    '@duration = 10', '@duration: 10', '@duration 10', '@duration： 10', '@duration＝10', '@duration=10s', '@duration -> 10', '@duration := 10', '＠duration = 10', '@ duration = 10', '  @duration = 10',
    '\t@Duration = 10 seconds', '- @duration = 10', '* @duration: 10', '3. @duration = 10', '@duration = 10;', '@duration = 10，', '@duration = "10"', '@duration = “10”', '@duration = \'10s\';', '@duration = `10`',
    '@duration10', '@duration = １０', '@duration = 10 秒', '@duration = 10.0', '@duration = 0:10', '@duration = ten', '@时长 = 10', '@时长：10秒', '@時長 十秒', '@视频时长10秒', '@duration = 10 // long',
  ];
  for (const line of ten) {
    it(`reads ${line.replaceAll('\t', '⇥')}`, () => {
      const { shot, written } = shotOf(line);
      assert.deepEqual(written, { duration: 10 });
      assert.equal(shot.prompt, 'A fox');
      assert.deepEqual(problemsOf(line), []);
    });
  }

  const others: readonly (readonly [string, object])[] = [
    ['@first frame = fox.png', { firstFrame: 'fox.png' }], ['@first_frame_image: https://example.org/a/fox.png', { firstFrame: 'https://example.org/a/fox.png' }],
    ['@首帧 ./狐狸.png', { firstFrame: './狐狸.png' }], ['@firstFrame = "./my fox.png"', { firstFrame: './my fox.png' }], ['@firstFrame = C:\\foxes\\one.png', { firstFrame: 'C:\\foxes\\one.png' }],
    ['@firstFrame = me@home.png', { firstFrame: 'me@home.png' }],
    ['@resolution = 768P', { resolution: '768p' }], ['@resolution 1080', { resolution: '1080p' }], ['@分辨率：1920×1080', { resolution: '1080p' }],
    ['@watermark', { watermark: true }], ['@watermark = yes', { watermark: true }], ['@水印 = 否', { watermark: false }], ['@prompt optimizer = 关闭', { promptOptimizer: false }], ['@提示词优化: 是', { promptOptimizer: true }],
    ['@takes x3', { takes: 3 }], ['@条数 = 2条', { takes: 2 }], ['@gateway = API Mart', { gateway: 'apimart' }], ['@网关 toapis.com', { gateway: 'toapis' }],
    ['@duration = 10 @resolution = 768p', { duration: 10, resolution: '768p' }], ['@takes: 2, @watermark: off; @duration 6', { takes: 2, watermark: false, duration: 6 }],
  ];
  for (const [line, written] of others) {
    it(`reads ${line}`, () => {
      assert.deepEqual(shotOf(line).written, written);
      assert.equal(shotOf(line).shot.prompt, 'A fox');
    });
  }

  it('reads each line in a file that begins with a byte order mark', () => {
    const [shot] = readDocument('\uFEFF### Fox\n@duration = 10\nA fox', 'hailuo').shots;
    assert.deepEqual([shot?.title?.text, shot?.prompt, shot?.settings.length], ['Fox', 'A fox', 1]);
    assert.deepEqual(settingsOf(readDocument('\uFEFF@duration = 10\nA fox', 'hailuo').shots[0]!), { duration: 10 });
  });

  for (const line of ['@mia runs ahead', '@hailuo', '@hailuo: a fox in the snow', '@hailuo_ai make it rain', '@takes place at sea', '@watermark of a hand on old paper', 'mia@duration.example waves', '@brand: shoes on a table', '@小红书 狐狸']) {
    it(`leaves ${line} in the prompt, without a word`, () => {
      assert.deepEqual(shotOf(line).shot.settings, []);
      assert.equal(shotOf(line).shot.prompt, `${line}\nA fox`);
      assert.deepEqual(problemsOf(line), []);
    });
  }

  it('says what it cannot read, with the place and a fix', () => {
    const found = (line: string) => problemsOf(line).map(({ code, severity, start, end }) => [code, severity, `### A\n${line}`.slice(start, end), firstFix(line)]);
    assert.deepEqual(found('@resolution = 720p'), [['setting-value', 'error', '720p', '@resolution = 768p\nA fox']]);
    assert.deepEqual(found('@duration = "8 seconds";'), [['setting-value', 'error', '8 seconds', '@duration = 6\nA fox']]);
    assert.deepEqual(found('@duration about ten'), [['setting-value', 'error', 'about ten', '@duration = 6\nA fox']]);
    assert.deepEqual(found('@duratoin 10'), [['unknown-setting', 'warning', '@duratoin', '@duration 10\nA fox']]);
    assert.deepEqual(found('@length = 10'), [['unknown-setting', 'warning', '@length', '@duration = 10\nA fox']]);
    assert.deepEqual(found('@1080p'), [['unknown-setting', 'warning', '@1080p', '@resolution = 1080p\nA fox']]);
    assert.deepEqual(found('@takes = 2 @resolution = 720p'), [['setting-value', 'error', '720p', '@takes = 2 @resolution = 768p \nA fox']]);
  });

  it('says when a setting is written so that it would be sent', () => {
    for (const [line, mended] of [
      ['duration: 10', '@duration = 10\nA fox'], ['**Duration:** 10s', '@duration = 10s\nA fox'], ['时长：10秒', '@duration = 10秒\nA fox'], ['"resolution": "1080p",', '@resolution = 1080p\nA fox'],
      ['Snow falls. @duration = 10', '@duration = 10\nSnow falls.\nA fox'], ['Snow falls --resolution 1080p', '@resolution = 1080p\nSnow falls\nA fox'],
    ] as const) {
      assert.deepEqual(problemsOf(line).map(({ code, severity }) => [code, severity]), [['setting-in-prompt', 'warning']], line);
      assert.equal(firstFix(line), mended);
    }
    for (const line of ['Her watch says: 10', 'Resolution: she leaves at dawn', 'takes: a deep breath', 'Write to me@duration.example', 'gateway: an iron one']) assert.deepEqual(problemsOf(line), [], line);
  });

  it('writes over a setting in any form, and reads back what it wrote', () => {
    for (const line of ['- @duration: "10";', '@duration 10 @watermark on']) {
      const text = `### A\n${line}\nA fox`;
      const after = applyEdits(text, writeSetting(text, readDocument(text, 'hailuo').shots[0]!, 'duration', '6'));
      const document = readDocument(after, 'hailuo');
      assert.equal(settingsOf(document.shots[0]!).duration, 6, after);
    }
  });

  it('never loses a line that begins with a setting’s name and an equals sign, whatever the value', () => {
    assertProperty(fc.property(fc.constantFrom(...settingNames), fc.constantFrom(' = ', '=', ': ', '： ', '＝'), fc.stringMatching(/^[ -~]{0,20}$/), (name, equals, value) => {
      if (/(?:^|\s)\/\//.test(value)) return;
      const { shot } = shotOf(`@${name}${equals}${value}`);
      assert.equal(shot.prompt, 'A fox');
    }));
  });
});
