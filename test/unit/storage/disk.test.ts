import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { realDisk } from '../../../src/storage/disk.ts';

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('records on disk', { skip: process.platform === 'win32' }, () => {
  it('are read by their user alone, folder and files, and so are those of an earlier release', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'hailuo-disk-'));
    t.after(() => rm(root, { recursive: true }));
    const earlier = join(root, 'earlier');
    await mkdir(earlier);
    await chmod(earlier, 0o755);
    await realDisk.makeFolder(earlier);
    const folder = join(root, 'tasks', 'active');
    await realDisk.makeFolder(folder);
    await realDisk.write(join(folder, 'a'), 'a', true);
    await realDisk.createNew(join(folder, 'b'), 'b');
    await realDisk.appendLine(join(folder, 'c'), 'c');
    assert.deepEqual(await Promise.all([earlier, folder, ...['a', 'b', 'c'].map((name) => join(folder, name))].map(modeOf)), ['700', '700', '600', '600', '600']);
  });
});
