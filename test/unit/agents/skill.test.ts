import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { directivesReference, fileReference } from '../../../scripts/skill.ts';
import { toolNames } from '../../../src/agents/names.ts';
import { root } from '../../support/places.ts';

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly contributes: { readonly chatSkills: readonly { readonly path: string }[] } };
const [skill] = contributes.chatSkills;
assert.ok(skill);
const file = join(root, skill.path);
const text = readFileSync(file, 'utf8');

test('the skill bears its folder’s name and a description that a request can carry', () => {
  const head = /^---\nname: (?<name>[a-z0-9-]{1,64})\ndescription: (?<description>.+)\n---\n/u.exec(text)?.groups;
  assert.equal(head?.['name'], basename(dirname(file)));
  assert.ok((head['description'] ?? '').length <= 1024);
});

test('the skill’s references are what the tables and the README say; `node scripts/agents.ts` writes them', () => {
  const read = (name: string): string => readFileSync(join(dirname(file), 'references', name), 'utf8');
  assert.equal(read('directives.md'), directivesReference());
  assert.equal(read('hailuo-file.md'), fileReference(readFileSync(join(root, 'README.md'), 'utf8')));
});

test('the skill names every tool, no tool that is none, and files that stand', () => {
  assert.deepEqual([...new Set([...text.matchAll(/`(hailuo_\w+)`/gu)].map((match) => match[1]))].sort(), [...toolNames].sort());
  const links = [...text.matchAll(/\]\((?<to>[^)]+)\)/gu)].map(({ groups }) => groups?.['to'] ?? '');
  assert.deepEqual(links.filter((to) => !existsSync(join(dirname(file), to))), []);
  assert.match(text, /Never order again what is unconfirmed/u);
});
