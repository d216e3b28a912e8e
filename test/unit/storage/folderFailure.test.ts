import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { folderFailure, isFileInTheWay } from '../../../src/storage/storageError.ts';

describe('an output folder that cannot be made', () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'hailuo-folder-'));
    await writeFile(join(home, 'videos'), 'not a folder');
  });
  after(() => rm(home, { recursive: true, force: true }));

  const failureOf = async (folder: string): Promise<unknown> => mkdir(folder, { recursive: true }).then(() => assert.fail('The folder was made.'), (error: unknown) => error);

  for (const below of [[], ['day'], ['day', 'harbour']]) {
    it(`names the file in its way, ${below.length} folders above`, async () => {
      const folder = join(home, 'videos', ...below);
      const failure = await folderFailure(await failureOf(folder), folder);
      assert.equal(failure.message, '“videos” is a file, so no folder can be made there.');
      assert.equal(failure.remedy, 'Rename it or change hailuo.outputFolder.');
      assert.equal(isFileInTheWay(failure), true);
    });
  }

  it('is told as before for any other reason', async () => {
    const failure = await folderFailure(Object.assign(new Error('full'), { code: 'ENOSPC' }), home);
    assert.equal(failure.message, `No disk space left for ${home}.`);
    assert.equal(isFileInTheWay(failure), false);
  });
});
