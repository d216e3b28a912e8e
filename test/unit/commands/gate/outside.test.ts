import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';
import { outsidePath, seemsInside } from '../../../../src/commands/gate/outside.ts';

test('a picture is outside by its real path: absolute, by .. or through a link, on a folder’s way too', async (t) => {
  const home = await realpath(await mkdtemp(path.join(tmpdir(), 'hailuo-outside-')));
  t.after(() => rm(home, { recursive: true, force: true }));
  const [work, other] = [path.join(home, 'work'), path.join(home, 'other')];
  await Promise.all([mkdir(work), mkdir(other)]);
  await Promise.all([writeFile(path.join(work, 'in.png'), ''), writeFile(path.join(other, 'out.png'), '')]);
  await symlink(path.join(other, 'out.png'), path.join(work, 'link.png'));
  await symlink(other, path.join(work, 'folder'));
  await symlink(work, path.join(home, 'again'));
  const out = path.join(other, 'out.png');

  assert.equal(await outsidePath(path.join(work, 'in.png'), [work]), undefined);
  assert.equal(await outsidePath(path.join(work, 'in.png'), [path.join(home, 'again')]), undefined);
  assert.equal(await outsidePath(path.join(home, 'again', 'in.png'), [work]), undefined);
  for (const way of [out, path.join(work, '..', 'other', 'out.png'), path.join(work, 'link.png'), path.join(work, 'folder', 'out.png')]) {
    assert.equal(await outsidePath(way, [work]), out, way);
  }
  assert.equal(await outsidePath(path.join(work, '..takes', 'in.png'), [work]), undefined);
  assert.equal(await outsidePath(out, [work, other]), undefined);
  assert.ok(seemsInside(path.join(work, 'link.png'), [work]));
  assert.ok(!seemsInside(path.join(work, '..', 'x.png'), [work]));
});
