import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { filmOf } from '../../../src/film/film.ts';
import { isThere, namedTake, takesOfFilm } from '../../../src/film/namedTake.ts';
import { stateOfShot } from '../../../src/film/shotState.ts';
import { needsTake } from '../../../src/film/whichShots.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { readSidecar, sidecarPath } from '../../../src/takes/sidecar.ts';
import type { Take } from '../../../src/takes/take.ts';
import { takeOf } from '../../../src/takes/take.ts';

describe('a video that @take names', () => {
  let root = '';
  const asked: string[] = [];
  const read = async (file: string): Promise<Take> => {
    asked.push(file);
    return takeOf(file, await readSidecar(sidecarPath(file)));
  };
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'named-take-'));
    await mkdir(path.join(root, 'film', 'folder.mp4'), { recursive: true });
    for (const file of ['film/own clip.mp4', 'outside.MP4', 'film/told.mp4', 'film/notes.txt']) await writeFile(path.join(root, file), 'x');
    await writeFile(path.join(root, 'film/told.mp4.json'), JSON.stringify({ version: 1, prompt: 'A gull.', settings: { duration: 10, resolution: '768p', promptOptimizer: true, fastPretreatment: false, watermark: false } }));
  });
  after(() => rm(root, { recursive: true, force: true }));

  async function shotOf(named: string, known: readonly Take[] = []) {
    const folder = path.join(root, 'film');
    const text = `### Harbour\n@take = ${named}\nA harbour.\n`;
    const source = { text, document: readDocument(text, 'hailuo'), uri: 'file:///film/harbour.hailuo', folder };
    const [shot] = filmOf(source, await takesOfFilm(source, known, read), () => false);
    assert.ok(shot);
    const place = namedTake(named, folder);
    assert.equal(shot.missing === undefined, place !== undefined && (await isThere(place)), 'the text and the film say the same');
    return shot;
  }

  test('plays though it has no metadata file, wherever it lies, and is not paid for again', async () => {
    for (const named of ['own clip.mp4', '../outside.MP4', path.join(root, 'outside.MP4')]) {
      const shot = await shotOf(named);
      assert.equal(shot.chosen?.take.file, path.resolve(root, 'film', named));
      assert.deepEqual([shot.chosen.upToDate, needsTake(shot, new Set()), stateOfShot(shot, undefined)], [true, false, 'upToDate'], named);
    }
  });

  test('is told by its metadata file where it has one', async () => {
    const { chosen } = await shotOf('told.mp4');
    assert.deepEqual([chosen?.take.shot.prompt, chosen?.take.shot.settings.duration, chosen?.upToDate], ['A gull.', 10, false]);
  });

  test('is missing where it is not there, is a folder or no video, or is on another host, which is not asked', async () => {
    asked.length = 0;
    for (const named of ['gone.mp4', 'folder.mp4', 'notes.txt', 'https://example.com/a.mp4', '\\\\host\\share\\a.mp4']) {
      const shot = await shotOf(named);
      assert.deepEqual([shot.chosen, shot.missing, stateOfShot(shot, undefined)], [undefined, named, 'gone']);
    }
    assert.equal(namedTake('//host/share/a.mp4', root)?.isNear, false);
    assert.deepEqual(asked, []);
  });

  test('is read only where nobody knows it', async () => {
    asked.length = 0;
    const known = await read(path.join(root, 'film', 'own clip.mp4'));
    const { chosen } = await shotOf('own clip.mp4', [known]);
    assert.equal(chosen?.take, known);
    assert.deepEqual(asked, [known.file]);
  });

  test('counts from the folder of a document that is saved', () => {
    assert.equal(namedTake('clip.mp4', undefined), undefined);
    assert.equal(namedTake(path.join(root, 'outside.MP4'), undefined)?.file, path.join(root, 'outside.MP4'));
  });
});
