import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { liesWithin, namesForeignDrive, readOutputPath } from '../../../src/host/outputPath.ts';
import { fileAt, findWritten, fromHome, readingsOf } from '../../../src/host/writtenPath.ts';
import { unwrapped } from '../../../src/shots/pathText.ts';

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

  it('is found within the markup of a link, an image or a wiki, and among unseen letters', () => {
    for (const written of ['![A cat](cat.png)', '[cat]( cat.png )', '![cat](cat.png "A cat")', '![[cat.png]]', '![[cat.png|300]]', '"\u202acat.png"', '`"cat.png"`', '\ufeffcat.png\u200b']) assert.equal(found(written), join(folder, 'cat.png'), written);
    for (const written of ['![](my%20pictures/a%20cat.png)', '![](<my pictures/a cat.png>)', '[x](my pictures/a cat.png)']) assert.equal(found(written), join(folder, 'my pictures/a cat.png'), written);
    assert.equal(unwrapped('[here](https://pics.example/a_(1).png)'), 'https://pics.example/a_(1).png');
    assert.equal(unwrapped('<https://pics.example/a.png>'), 'https://pics.example/a.png');
  });

  it('is unwrapped as often as people wrap one, and a text longer than any path is left as it is', () => {
    assert.equal(unwrapped('“`"<a cat.png>"`”'), 'a cat.png');
    for (const long of ['"'.repeat(200_000), `![](a${' '.repeat(200_000)}x`, `data:image/png;base64,${'A'.repeat(200_000)}`]) assert.equal(unwrapped(` ${long} `), long);
  });

  it('counts from the nearest folder first, and from the root of the workspace', { skip: process.platform === 'win32' }, () => {
    const [shots, cat] = [join(folder, 'my pictures'), join(folder, 'cat.png')];
    for (const written of ['cat.png', '/cat.png', './cat.png', '../cat.png', '${workspaceFolder}/cat.png', 'my pictures/../cat.png']) assert.equal(findWritten(written, shots, folder), cat, written);
    assert.equal(findWritten('a cat.png', shots, folder), join(shots, 'a cat.png'));
    assert.equal(findWritten('no.png', shots, folder), join(shots, 'no.png'), 'what is nowhere is missed in the nearest');
    assert.equal(findWritten('/no-such-root/no.png', shots, folder), '/no-such-root/no.png');
  });

  it('is found on the disk that Windows, its Linux and Git’s terminal call by other names', () => {
    assert.ok(readingsOf('C:\\Users\\me\\a cat.png', false).includes('/mnt/c/Users/me/a cat.png'));
    assert.ok(readingsOf('"d:/films/a.png"', false).includes('/mnt/d/films/a.png'));
    assert.ok(readingsOf('/mnt/c/Users/me/a.png', true).includes('c:/Users/me/a.png'));
    assert.ok(readingsOf('/c/Users/me/a.png', true).includes('c:/Users/me/a.png'));
    assert.ok(!readingsOf('/cats/a.png', true).some((reading) => reading.includes(':')));
  });

  it('is found by a file address, however it is written', { skip: process.platform === 'win32' }, async () => {
    await writeFile(join(folder, 'take #2?.png'), '');
    const [cat, spaced, marked] = [join(folder, 'cat.png'), join(folder, 'my pictures/a cat.png'), join(folder, 'take #2?.png')];
    const at = (address: string): string | undefined => fileAt(address, folder);
    for (const written of [`file://${cat}`, `file:${cat}`, `FILE://localhost${cat}`, 'file:cat.png', 'file:./cat.png', 'file://cat.png', 'file://./cat.png', `file://${cat}?v=2`, `file://${cat}#t`]) assert.equal(at(written), cat, written);
    for (const written of [`file://${spaced}`, `file://${spaced.replaceAll(' ', '%20')}`, 'file://my%20pictures/a%20cat.png']) assert.equal(at(written), spaced, written);
    for (const written of [`file://${marked}`, `file://${join(folder, 'take%20%232%3F.png')}`]) assert.equal(at(written), marked, written);
    assert.equal(at(`file://${join(folder, 'no%20such.png')}`), join(folder, 'no such.png'));
    assert.equal(at('file://server/share/a%20cat.png'), '//server/share/a cat.png');
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
