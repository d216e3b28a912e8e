import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeWhole } from '../../../src/storage/writeWhole.ts';

test('a file is replaced by a whole one, and what cannot be written leaves nothing', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'hailuo-whole-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'film.otio');
  await writeFile(file, 'before');
  await writeWhole(file, 'after');
  assert.equal(await readFile(file, 'utf8'), 'after');
  // A folder stands where the file should go: the words are written beside it, and cannot take its place.
  await assert.rejects(writeWhole(folder, 'words'));
  assert.deepEqual(await readdir(folder), ['film.otio']);
  assert.deepEqual((await readdir(join(folder, '..'))).filter((name) => name.startsWith(`${folder.split('/').at(-1) ?? ''}.`)), []);
});
