import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import { createPosters } from '../../../src/takes/posters.ts';

describe('pictures of takes', () => {
  let folder: string;
  let take: Take;
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 1, 2, 3]);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'posters-'));
    take = { file: join(folder, 'a.mp4'), favourite: false, shot: { prompt: '', settings: defaultSettings } };
    await writeFile(take.file, 'video');
  });
  after(() => rm(folder, { recursive: true }));

  it('are made once, and again when the video changed', async () => {
    const posters = createPosters(join(folder, 'kept'));
    assert.equal(await posters.find(take), undefined);
    const kept = await posters.keep(take, jpeg);
    assert.equal(await createPosters(join(folder, 'kept')).find(take), kept);
    assert.deepEqual(new Uint8Array(await readFile(kept ?? '')), jpeg);
    const before = await posters.keyOf(take);
    assert.equal(await posters.keyOf(take), before);
    await writeFile(take.file, 'another video');
    assert.notEqual(await posters.keyOf(take), before);
    assert.equal(await posters.find(take), undefined);
  });

  it('go with the content where the story tells it', async () => {
    const posters = createPosters(join(folder, 'kept'));
    const kept = await posters.keep({ ...take, sha256: 'ab'.repeat(32) }, jpeg);
    assert.equal(await posters.find({ ...take, file: '/moved/b.mp4', sha256: 'ab'.repeat(32) }), kept);
  });

  it('are not kept when they are no JPEG, or their video is gone', async () => {
    const posters = createPosters(join(folder, 'kept'));
    assert.equal(await posters.keep(take, Uint8Array.from([1, 2, 3])), undefined);
    assert.equal(await posters.keep({ ...take, file: '/gone.mp4' }, jpeg), undefined);
  });
});
