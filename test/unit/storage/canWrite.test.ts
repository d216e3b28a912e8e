import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { whyNotWritable } from '../../../src/storage/canWrite.ts';
import { errorCode } from '../../../src/storage/storageError.ts';

describe('whether a folder can be written', () => {
  let root = '';
  before(async () => { root = await mkdtemp(join(tmpdir(), 'hailuo-can-write-')); });
  after(() => rm(root, { recursive: true, force: true }));

  it('is so for one that is there and for one that can be made, and leaves nothing in either', async () => {
    assert.equal(await whyNotWritable(root), undefined);
    assert.equal(await whyNotWritable(join(root, 'videos', 'today')), undefined);
    assert.deepEqual(await readdir(root), []);
  });

  it('is not so where a file is in the way', async () => {
    const file = join(root, 'notes');
    await writeFile(file, '');
    assert.equal(errorCode(await whyNotWritable(file)), 'ENOTDIR');
    assert.equal(errorCode(await whyNotWritable(join(file, 'videos'))), 'ENOTDIR');
    await rm(file);
  });

  it('is not so for one that is there and lets nobody write', { skip: process.platform === 'win32' || process.getuid?.() === 0 ? 'no such folder for this user' : false }, async () => {
    const folder = join(root, 'locked');
    await mkdir(folder);
    await chmod(folder, 0o555);
    assert.equal(errorCode(await whyNotWritable(folder)), 'EACCES');
    assert.equal(errorCode(await whyNotWritable(join(folder, 'videos'))), 'EACCES');
    await chmod(folder, 0o755);
  });

  it('is not so for one that is there and takes nothing, whoever asks', { skip: process.platform === 'linux' ? false : 'no such folder here' }, async () => {
    assert.ok(await whyNotWritable('/proc') instanceof Error);
    assert.ok(await whyNotWritable('/proc/videos') instanceof Error);
  });
});
