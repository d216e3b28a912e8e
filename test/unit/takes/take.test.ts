import assert from 'node:assert/strict';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { parseSidecar, readSidecar, sidecarPath } from '../../../src/takes/sidecar.ts';
import { takeOf } from '../../../src/takes/take.ts';
import type { Takes } from '../../../src/takes/takes.ts';
import { createTakes } from '../../../src/takes/takes.ts';
import { assertProperty } from '../../support/property.ts';

function takesFinding(...files: string[]): Takes {
  return createTakes({ find: () => Promise.resolve(files), findNearby: () => Promise.resolve(files), onFinished: () => () => undefined });
}

describe('takes on disk', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'takes-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('tell their story with places that hold here', async () => {
    const file = join(folder, 'videos', 'a.mp4');
    const take = takeOf(file, parseSidecar(JSON.stringify({
      version: 1, id: 't1', prompt: 'A cat', settings: { duration: 10, firstFrame: '../cat.png' }, gateway: 'toapis',
      createdAt: '2026-11-21T10:00:00Z', source: { file: '../film.hailuo', line: 4 }, favourite: true,
    })));
    assert.deepEqual(take, {
      file, id: 't1', gateway: 'toapis', createdAt: Date.UTC(2026, 10, 21, 10), favourite: true,
      shot: { prompt: 'A cat', settings: { ...defaultSettings, duration: 10, firstFrame: join(folder, 'cat.png') } },
      source: { uri: pathToFileURL(join(folder, 'film.hailuo')).href, line: 3 },
    });
  });

  it('are read whatever their sidecar says', () => {
    assertProperty(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      const take = takeOf('/videos/a.mp4', parseSidecar(text));
      assert.equal(typeof take.shot.prompt, 'string');
      assert.equal(typeof take.favourite, 'boolean');
    }));
  });

  it('are within bounds whatever each field of their sidecar holds', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u0000', '\ud800', '\u202e', '__proto__', '/dev/zero', '//server/share', 'untitled:x', 'https://', 'file://', '%', '%zz', 'C:\\x', 'x'.repeat(50_000)));
    const number = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constantFrom(0, -1, 1e300, -1e300, 0.5));
    const odd = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.array(fc.anything(), { maxLength: 2 }), fc.dictionary(text, text, { maxKeys: 2 }));
    const fields = { id: odd, prompt: odd, sentPrompt: odd, gateway: odd, remoteId: odd, takeNumber: odd, createdAt: odd, completedAt: odd, bytes: odd, sha256: odd, title: odd, rate: odd, favourite: odd, kind: fc.constantFrom('film', 'x', 1) };
    const story = fc.record({
      ...fields, settings: fc.oneof(odd, fc.record({ duration: odd, resolution: odd, firstFrame: odd }, { requiredKeys: [] })),
      source: fc.oneof(odd, fc.record({ file: text, line: number, title: odd, written: odd }, { requiredKeys: ['file', 'line'] })),
      cost: fc.oneof(odd, fc.record({ amount: text, unit: text, source: fc.constantFrom('reported', 'own', 'x') })),
      shots: fc.oneof(odd, fc.array(fc.record({ title: text, file: text, in: number, out: number }), { maxLength: 3 })),
    }, { requiredKeys: [] });
    assertProperty(fc.property(story, (fields) => {
      const take = takeOf('/videos/a.mp4', parseSidecar(JSON.stringify(fields)));
      assert.ok(JSON.stringify(take).length < 500_000);
      for (const number of [take.takeNumber, take.bytes, take.film?.seconds, take.film?.shots, take.source?.line]) assert.ok(number === undefined || (Number.isFinite(number) && number >= 0), JSON.stringify(take));
      assert.ok((take.takeNumber ?? 1) < 1e6 && (take.film?.seconds ?? 1) <= 24 * 3600 && (take.film?.name.length ?? 0) <= 4000 && (take.sha256?.length ?? 0) <= 4000);
      assert.ok([6, 10].includes(take.shot.settings.duration));
    }), { runs: 300 });
  });

  it('have no more of a prompt than any gateway could take ten times over, and say how long it is', () => {
    const take = takeOf('/videos/a.mp4', parseSidecar(JSON.stringify({ prompt: `[Push in] ${'a cat '.repeat(70_000)}`, sentPrompt: 'x'.repeat(400_000), remoteId: 'y'.repeat(400_000) })));
    assert.deepEqual([take.shot.prompt.length, take.sentPrompt?.length, take.promptLength], [20_000, 20_000, 420_010]);
    assert.ok((take.remoteId?.length ?? 0) <= 4000);
    assert.equal(takeOf('/videos/a.mp4', parseSidecar(JSON.stringify({ prompt: 'x'.repeat(20_000) }))).promptLength, undefined);
  });

  it('are known to be told by strangers unless their story lies in our own folder', async () => {
    const takes = createTakes({ ownFolder: join(folder, 'own'), find: () => Promise.resolve([]), findNearby: () => Promise.resolve([]), onFinished: () => () => undefined });
    assert.deepEqual([(await takes.read(join(folder, 'own', 'a.mp4'))).foreign, (await takes.read(join(folder, 'owner', 'a.mp4'))).foreign], [undefined, true]);
  });

  it('say that their story is missing', async () => {
    const file = join(folder, 'none.mp4');
    const take = takeOf(file, await readSidecar(sidecarPath(file)));
    assert.equal(take.shot.prompt, '');
    assert.match(take.damaged ?? '', /ENOENT/u);
  });

  it('keep everything else when they are marked, even what only a newer release knows', async () => {
    const [takes, file] = [takesFinding(), join(folder, 'b.mp4')];
    const story = { version: 7, gateway: 'from-the-future', prompt: 'A cat', settings: { lens: { mm: 35 } }, grade: ['warm'] };
    await writeFile(`${file}.json`, JSON.stringify(story));
    const changed: string[] = [];
    takes.onDidChange((change) => changed.push(...change.changed.map((take) => `${take.file} ${String(take.favourite)}`)));
    await takes.setFavourite(file, true);
    assert.deepEqual(JSON.parse(await readFile(`${file}.json`, 'utf8')), { ...story, favourite: true });
    assert.equal((await takes.read(file)).favourite, true);
    assert.deepEqual(changed, [`${file} true`]);
  });

  it('refuse the mark, and stay as they are, when their sidecar is damaged', async () => {
    const file = join(folder, 'c.mp4');
    await writeFile(`${file}.json`, '{"prompt": "A ca');
    await assert.rejects(takesFinding().setFavourite(file, true), /c\.mp4\.json is missing or damaged/u);
    assert.equal(await readFile(`${file}.json`, 'utf8'), '{"prompt": "A ca');
  });

  it('are marked through a link that stays one, and however long their name is', async () => {
    const [linked, long] = [join(folder, 'linked.mp4'), join(folder, `${'x'.repeat(245)}.mp4`)];
    await writeFile(join(folder, 'real.json'), '{"prompt":"s"}');
    await symlink(join(folder, 'real.json'), `${linked}.json`);
    await writeFile(`${long}.json`, '{"prompt":"l"}');
    for (const file of [linked, long]) {
      await takesFinding().setFavourite(file, true);
      assert.equal((await takesFinding().read(file)).favourite, true);
    }
    assert.ok((await lstat(`${linked}.json`)).isSymbolicLink());
    assert.match(await readFile(join(folder, 'real.json'), 'utf8'), /"favourite": true/u);
    assert.deepEqual((await readdir(folder)).filter((name) => name.endsWith('.part')), []);
  });

  it('are none where the JSON beside the video is another program’s, which is never written', async () => {
    const [other, own] = [join(folder, 'IMG_1.mp4'), join(folder, 'own.mp4')];
    const words = '{"title":"IMG_1.mp4","photoTakenTime":{"timestamp":17000000000000000001}}';
    await writeFile(`${other}.json`, words);
    await writeFile(`${own}.json`, '{"prompt":"own"}');
    const takes = takesFinding(other, own);
    assert.deepEqual((await takes.all()).map(({ file }) => file), [own]);
    await assert.rejects(takes.setFavourite(other, true), /written by another program/u);
    assert.equal(await readFile(`${other}.json`, 'utf8'), words);
    await takes.announce([other]);
    assert.deepEqual((await takes.all()).map(({ file }) => file), [own]);
    await writeFile(`${own}.json`, words);
    await takes.announce([own]);
    assert.deepEqual(await takes.all(), [], 'one that became another program’s goes');
  });

  it('are all found, newest first, and stay known as they come and go', async () => {
    const files = ['old.mp4', 'new.mp4', 'lost.mp4'].map((name) => join(folder, name));
    const [old, young, lost] = files as [string, string, string];
    await writeFile(`${old}.json`, JSON.stringify({ id: 'o', prompt: 'old', completedAt: '2026-01-01T00:00:00Z' }));
    await writeFile(`${young}.json`, JSON.stringify({ id: 'n', prompt: 'new', completedAt: '2026-02-01T00:00:00Z' }));
    await writeFile(`${lost}.json`, '{"prompt": "lo');
    let looks = 0;
    const takes = createTakes({
      find: () => {
        looks++;
        return Promise.resolve(files);
      },
      findNearby: () => Promise.resolve([old]),
      onFinished: () => () => undefined,
    });
    assert.deepEqual((await takes.nearby()).map(({ file }) => file), [old]);
    assert.deepEqual((await takes.all()).map(({ file }) => file), [young, old, lost]);
    assert.equal((await takes.byId('o'))?.file, old);
    await rm(`${young}.json`);
    await writeFile(`${lost}.json`, JSON.stringify({ id: 'l', prompt: 'mended', completedAt: '2026-03-01T00:00:00Z' }));
    await takes.announce([young, lost]);
    assert.deepEqual((await takes.all()).map(({ shot }) => shot.prompt), ['mended', 'old']);
    assert.equal(looks, 1);
  });

  it('follow a folder that is moved and forget one that is deleted, though nobody tells of each file', async () => {
    const [videos, footage] = [join(folder, 'moved', 'videos'), join(folder, 'moved', 'footage')];
    await mkdir(videos, { recursive: true });
    for (const name of ['a', 'b']) await writeFile(join(videos, `${name}.mp4.json`), JSON.stringify({ id: name, prompt: name }));
    const inFolder = async (place: string): Promise<string[]> =>
      (await readdir(place).catch(() => [])).filter((name) => name.endsWith('.json')).map((name) => join(place, name.slice(0, -'.json'.length)));
    const takes = createTakes({
      find: async () => [...await inFolder(videos), ...await inFolder(footage)], findNearby: () => inFolder(videos), onFinished: () => () => undefined,
    });
    const names = async (): Promise<string[]> => (await takes.all()).map(({ file }) => file).sort();
    assert.deepEqual(await names(), [join(videos, 'a.mp4'), join(videos, 'b.mp4')]);
    const removed: string[] = [];
    takes.onDidChange((change) => removed.push(...change.removed));
    await rename(videos, footage);
    await takes.announceFolder(videos);
    await takes.announceFolder(footage);
    assert.deepEqual(await names(), [join(footage, 'a.mp4'), join(footage, 'b.mp4')]);
    assert.deepEqual(removed.sort(), [join(videos, 'a.mp4'), join(videos, 'b.mp4')]);
    await rm(footage, { recursive: true });
    await takes.announceFolder(footage);
    assert.deepEqual(await names(), []);
  });
});
