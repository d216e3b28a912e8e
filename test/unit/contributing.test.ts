import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/places.ts';

const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const quoted = [...text.matchAll(/`([^`\n]+)`/gu)].map(([, words = '']) => words);
/** Files and folders, alone and in commands; `out` is made by a run, NAME stands for any. */
const paths = quoted.flatMap((words) => words.split(/[\s"]+/u)).filter((word) => !word.startsWith('NAME.') && /^(?:src|test|media|scripts)\/|^[\w.-]+\.(?:md|json|ts)$/u.test(word));

test('every path that CONTRIBUTING names stands', () => {
  const missing = paths.filter((path) => {
    const plain = path.replace(/\/\*\*.*$/u, '');
    // A file by its name alone is that of the room that its line names.
    return !existsSync(join(root, plain)) && !quoted.some((room) => room.startsWith('src/') && existsSync(join(root, room, plain)));
  });
  assert.ok(paths.length > 25, 'paths are found at all');
  assert.deepEqual(missing, []);
});

test('every script that CONTRIBUTING names can be run', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...text.matchAll(/npm (?:run )?([\w:]+)/gu)].map(([, name = '']) => name);
  assert.deepEqual(named.filter((name) => name !== 'ci' && scripts[name] === undefined), []);
});

test('CONTRIBUTING names every room', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `src/${name}`);
  assert.deepEqual(rooms.filter((room) => !text.includes(`\`${room}\``)), []);
});
