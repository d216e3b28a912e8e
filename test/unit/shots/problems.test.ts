import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { languageOf } from '../../../src/directives/language.ts';
import { gatewayIds } from '../../../src/gateways/gateway.ts';
import { createChecker } from '../../../src/shots/checker.ts';
import { problemCodes, problemsPage } from '../../../src/shots/problems.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { traditional } from '../../../scripts/traditional.ts';
import { root } from '../../support/places.ts';

const codesOf = (page: string): readonly (string | undefined)[] => [...page.matchAll(/^## `([\w-]+)`$/gm)].map((match) => match[1]);

for (const language of ['en', 'zh-cn']) {
  const name = problemsPage(language);
  test(`media/${name} explains every problem, in the order of the table`, () => {
    const page = readFileSync(join(root, 'media', name), 'utf8');
    assert.deepEqual(codesOf(page), problemCodes);
    const links = [...page.matchAll(/\]\(#([\w-]+)\)/gu)].map((match) => match[1]);
    assert.deepEqual(links.filter((link) => !codesOf(page).includes(link)), []);
  });
}

test('the Chinese page is Chinese under every heading, and so is the traditional one', () => {
  const page = readFileSync(join(root, 'media/problems.zh-cn.md'), 'utf8');
  assert.deepEqual(page.split(/^## /mu).filter((part) => (part.match(/\p{Script=Han}/gu)?.length ?? 0) < 4), []);
  assert.deepEqual(codesOf(traditional(page)), problemCodes);
  assert.match(traditional(page), /【推进】[^]*不是運鏡指令的方括號/u);
});

test('an editor in Chinese gets the page in its characters, any other the English one', () => {
  assert.deepEqual(['en', 'de', 'zh-CN', 'zh-tw', '../secret'].map(problemsPage), ['problems.md', 'problems.md', 'problems.zh-cn.md', 'problems.zh-tw.md', 'problems.md']);
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
