import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { meaningOf, settingNames } from '../../../src/shots/settings.ts';
import { root } from '../../support/places.ts';

const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Readonly<Record<string, string>>;

test('a setting is explained in the same words in the settings editor, in hovers and in the composer', () => {
  const [english, chinese, bundle] = [read('package.nls.json'), read('package.nls.zh-cn.json'), read('media/l10n/bundle.l10n.zh-cn.json')];
  const inManifest = settingNames.filter((name) => `setting.${name}` in english);
  assert.equal(inManifest.length, 6);
  for (const name of inManifest) {
    assert.equal(english[`setting.${name}`], meaningOf(name));
    assert.equal(chinese[`setting.${name}`], bundle[meaningOf(name)]);
  }
});
