import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { liesWithin, namesForeignDrive, readOutputPath } from '../../../src/host/outputPath.ts';
import { findWritten, fromHome, readingsOf } from '../../../src/host/writtenPath.ts';

describe('a path as people paste it', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hailuo-paths-'));
    await mkdir(join(folder, 'my pictures'));
    for (const name of ['cat.png', 'my pictures/a cat.png', '100%25.png', 'café.png'.normalize('NFD'), 'Bildschirm 9.41\u202fPM.png', "it's.png"]) await writeFile(join(folder, name), '');
  });
  after(() => rm(folder, { recursive: true }));
  const found = (written: string): string | undefined => findWritten(written, folder);

  it('is found within quotes of any kind', () => {
    for (const written of ['"cat.png"', "'cat.png'", '“cat.png”', '「cat.png」', '`cat.png`', ' cat.png ', '<cat.png>']) assert.equal(found(written), join(folder, 'cat.png'), written);
    assert.equal(found("it's.png"), join(folder, "it's.png"));
  });

  it('is found with the escapes of a terminal, of an address and of another system', { skip: process.platform === 'win32' }, () => {
    for (const written of ['my\\ pictures/a\\ cat.png', 'my%20pictures/a%20cat.png', 'my pictures\\a cat.png', '"./my%20pictures/a cat.png"']) {
      assert.equal(found(written), join(folder, 'my pictures/a cat.png'), written);
    }
    assert.equal(found('100%25.png'), join(folder, '100%25.png'), 'what is there under its very name is meant');
  });

  it('is found though its name only looks the same', () => {
    assert.equal(found('café.png'.normalize('NFC'))?.normalize('NFC'), join(folder, 'café.png').normalize('NFC'));
    assert.equal(found('Bildschirm 9.41 PM.png'), join(folder, 'Bildschirm 9.41\u202fPM.png'));
  });

  it('counts from the person’s own folder after a tilde', () => {
    assert.equal(found('~/no-such-picture.png'), join(homedir(), 'no-such-picture.png'));
    assert.equal(fromHome('~user/x', '/home/me'), '~user/x');
    assert.ok(readingsOf('~\\x.png', true).includes(`${homedir()}\\x.png`));
  });

  it('is told plainly where nothing is there', () => {
    assert.equal(found('"no such.png"'), join(folder, 'no such.png'));
    assert.equal(findWritten('cat.png', undefined), undefined);
  });
});

describe('the output folder as written', () => {
  it('may name the workspace folder and the person’s own', () => {
    assert.equal(readOutputPath('${workspaceFolder}/takes', '/work/film'), '/work/film/takes');
    assert.equal(readOutputPath('~/Videos', '/work/film', '/home/me'), '/home/me/Videos');
    assert.equal(readOutputPath('${userHome}/Videos', '/work/film', '/home/me'), '/home/me/Videos');
    assert.equal(readOutputPath('$&${workspaceFolder}', '/a$1', '/home/me'), '$&/a$1');
  });

  it('may begin with two dots that are part of a name', () => {
    assert.ok(liesWithin('/work/film', '/work/film/..takes'));
    assert.ok(liesWithin('/work/film', '/work/film'));
    for (const outside of ['/work', '/work/film2', '/work/film/../other']) assert.ok(!liesWithin('/work/film', outside), outside);
  });

  it('names no drive where there are none', () => {
    assert.ok(namesForeignDrive('D:\\films', false));
    assert.ok(namesForeignDrive('d:/films', false));
    assert.ok(!namesForeignDrive('D:\\films', true));
    assert.ok(!namesForeignDrive('films/a:b', false));
  });
});
