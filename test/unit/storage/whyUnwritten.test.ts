import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whyUnwritten } from '../../../src/storage/storageError.ts';

const of = (code: string, message = `${code}: operation not permitted, open '/ro/a.png.1f.part'`): Error => Object.assign(new Error(message), { code });

describe('why a file could not be written where the person wants it', () => {
  it('is said in words, without the system’s and without a setting that is not asked', () => {
    for (const error of [of('EROFS'), of('EACCES'), of('EPERM'), of('NoPermissions', 'NoPermissions (FileSystemError)'), of('Unknown', "Error: EROFS: read-only file system, copyfile '/ro/a' -> '/ro/b'")]) {
      assert.equal(whyUnwritten(error, '/ro/a.png'), 'No permission to write to /ro/a.png. Allow writing there, or choose another folder.', error.message);
    }
    assert.equal(whyUnwritten(of('ENOSPC'), '/full/a.png'), 'No disk space left for /full/a.png. Free some space, then try again.');
  });

  it('names what nobody foresaw', () => {
    assert.match(whyUnwritten(of('EIO'), '/a.png'), /^\/a\.png couldn’t be written \(EIO\)\. /u);
    assert.match(whyUnwritten('odd', '/a.png'), /^\/a\.png couldn’t be written \(odd\)\. /u);
  });
});
