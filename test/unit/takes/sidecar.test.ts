import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { firstFrameOf, parseSidecar, readSidecar, sidecarIn, sidecarOf, sidecarPath, sourceUri, writeSidecar } from '../../../src/takes/sidecar.ts';
import { takeOf } from '../../../src/takes/take.ts';
import { slugOf, takeName } from '../../../src/takes/takeName.ts';
import { waitingTask } from '../tasks/support/records.ts';
import { temporaryFolder } from '../tasks/support/world.ts';
import { assertProperty } from '../../support/property.ts';

const saved = { bytes: 9, sha256: 'ab', at: Date.UTC(2026, 10, 21) };

describe('a sidecar', () => {
  it('is read behind a byte order mark, as other editors save it', async (t) => {
    const file = path.join(await temporaryFolder(t), 'a.mp4.json');
    await writeSidecar(file, sidecarOf(waitingTask({}), { video: file.slice(0, -5), ...saved }));
    assert.deepEqual(parseSidecar(`\uFEFF${await readFile(file, 'utf8')}`), await readSidecar(file));
    assert.equal((await readSidecar(file)).kind, 'sidecar');
  });

  it('tells the story of a take, and no secret', async (t) => {
    const root = await temporaryFolder(t);
    const video = path.join(root, 'videos', 'a.mp4');
    const source = { uri: pathToFileURL(path.join(root, 'film', 'scene 1.hailuo')).href, line: 11 };
    const settings = { ...defaultSettings, firstFrame: 'https://files.example/first.png?X-Amz-Signature=abc#x' };
    const task = waitingTask({
      source, settings, sentPrompt: '[推进] A cat', remoteId: 'task_1', submittedAt: 2000, cost: '0.28', idempotencyKey: 'the-idempotency-key',
      prepared: { sentPrompt: '[推进] A cat', body: { first_frame_image: 'https://uploads.example/signed?sig=abc' } },
    });
    const sidecar = sidecarOf(task, { video, ...saved });
    assert.deepEqual(sidecar.source, { file: '../film/scene 1.hailuo', line: 12 });
    assert.equal(sidecar.settings.firstFrame, 'https://files.example/first.png?…');
    assert.equal(sidecar.createdAt, '1970-01-01T00:00:01.000Z');
    assert.equal(sidecar.shotHash, sidecarOf({ ...task, id: 'another', createdAt: 5 }, { video, ...saved }).shotHash);
    assert.notEqual(sidecar.shotHash, sidecarOf({ ...task, prompt: `${task.prompt}.` }, { video, ...saved }).shotHash);
    const text = JSON.stringify(sidecar);
    for (const secret of ['abc', 'the-idempotency-key', 'api.apimart.ai']) {
      assert.ok(!text.includes(secret), secret);
    }
    assert.equal(sourceUri(sidecar, sidecarPath(video)), source.uri);
  });

  it('tells what a take cost, in which unit and where that is known from, and reads what earlier releases wrote', () => {
    const cost = (more: Parameters<typeof waitingTask>[0]): unknown => sidecarOf(waitingTask(more), { video: '/videos/a.mp4', ...saved }).cost;
    const quote = { amount: '0.28', unit: 'USD', source: 'own' } as const;
    assert.deepEqual(cost({ cost: '0.31', quote }), { amount: '0.31', unit: '', source: 'reported' });
    assert.deepEqual(cost({ cost: '28 credits' }), { amount: '28', unit: 'credits', source: 'reported' });
    assert.deepEqual(cost({ quote }), quote);
    assert.equal(cost({}), undefined);
    const read = (written: unknown): string | undefined => takeOf('/videos/a.mp4', parseSidecar(JSON.stringify({ prompt: 'A cat', cost: written }))).cost;
    assert.deepEqual([read('0.28'), read({ amount: '28', unit: 'credits', source: 'reported' }), read(quote), read(7)], ['0.28', '28 credits', undefined, undefined]);
  });

  it('still finds its source and first frame when the folder moved', async (t) => {
    const root = await temporaryFolder(t);
    const task = waitingTask({
      source: { uri: pathToFileURL(path.join(root, 'here', 'scene.md')).href, line: 0 },
      settings: { ...defaultSettings, firstFrame: path.join(root, 'here', 'first.png') },
    });
    const sidecar = sidecarOf(task, { video: path.join(root, 'here', 'videos', 'a.mp4'), ...saved });
    const moved = path.join(root, 'there', 'videos', 'a.mp4.json');
    assert.equal(sourceUri(sidecar, moved), pathToFileURL(path.join(root, 'there', 'scene.md')).href);
    assert.equal(firstFrameOf(sidecar, moved), path.join(root, 'there', 'first.png'));
  });

  it('keeps what it does not know, for a newer release', async (t) => {
    const file = path.join(await temporaryFolder(t), 'a.mp4.json');
    await writeFile(file, JSON.stringify({ version: 7, prompt: 'A cat', mood: 'noir', settings: { ...defaultSettings, seed: 5 } }));
    const reading = await readSidecar(file);
    assert.ok(reading.kind === 'sidecar');
    await writeSidecar(file, { ...reading.sidecar, favourite: true });
    const written = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    assert.deepEqual([written['mood'], written['version'], written['favourite'], (written['settings'] as { seed: number }).seed], ['noir', 7, true, 5]);
    assert.deepEqual(await readdir(path.dirname(file)), ['a.mp4.json'], 'nothing is left beside it');
  });

  it('is read whatever is damaged in it', () => {
    const reading = parseSidecar(JSON.stringify({ prompt: 'A cat', settings: { duration: 99, resolution: '768p' }, gateway: 'nobody', source: { file: 3 }, bytes: 'many' }));
    assert.ok(reading.kind === 'sidecar');
    assert.equal(reading.sidecar.prompt, 'A cat');
    assert.equal(reading.sidecar.settings.duration, 6);
    assert.deepEqual([reading.sidecar.gateway, reading.sidecar.source, reading.sidecar.bytes], [undefined, undefined, undefined]);
    assert.equal(parseSidecar('{"prompt": "half').kind, 'unreadable');
    assert.equal(parseSidecar('[1, 2]').kind, 'unreadable');
  });

  it('is told from the JSON of another program beside a video, which tells nothing of a take', () => {
    const others = [
      { title: 'IMG_1.MP4', description: '', photoTakenTime: { timestamp: '1700000000' } }, { streams: [], format: { duration: '6.0' } },
      { id: 'dQw4', title: 'A clip', fulltitle: 'A clip', duration: 6, _type: 'video', kind: 'youtube#video' }, { version: 3, sources: ['a.ts'], source: 'a.ts' },
    ];
    for (const other of others) {
      const reading = parseSidecar(JSON.stringify(other));
      assert.ok(reading.kind === 'unreadable' && reading.foreign === true, JSON.stringify(other));
    }
    for (const text of ['[{"start": 0, "end": 2.5, "text": "Hello"}]', '"a word"', 'null', '7', '{"streams": [', 'WEBVTT', '{"a": 1}\n{"a": 2}\n']) {
      const reading = parseSidecar(text);
      assert.ok(reading.kind === 'unreadable' && reading.foreign === true, text);
    }
    assert.ok(((reading) => reading.kind === 'unreadable' && reading.foreign === true)(sidecarIn({ kind: 'tooLarge', head: Buffer.alloc(0), size: 2 ** 21, mtimeMs: 0 })));
    for (const damaged of ['', '\n', '\0'.repeat(700), '{', '{\n  "version": 1,\n  "id": "01JD', '{"version": 1, "prompt": "half', '<<<<<<< HEAD\n{"prompt": "A cat"}\n=======']) {
      const reading = parseSidecar(damaged);
      assert.ok(reading.kind === 'unreadable' && reading.foreign === undefined, damaged);
    }
    for (const own of [{}, { prompt: 7 }, { kind: 'film' }, { settings: 'lost', title: 'x' }, { source: { file: 'a.md', line: 1 } }, { version: 9, prompt: { text: 'A cat' } }]) {
      assert.equal(parseSidecar(JSON.stringify(own)).kind, 'sidecar', JSON.stringify(own));
    }
  });

  it('has no first frame where its name is empty', () => {
    const reading = parseSidecar('{"prompt": "A cat", "settings": {"firstFrame": " "}}');
    assert.ok(reading.kind === 'sidecar');
    assert.equal(firstFrameOf(reading.sidecar, '/videos/a.mp4.json'), undefined);
  });

  it('never throws, for whatever is in the file', async () => {
    assertProperty(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      assert.ok(['sidecar', 'unreadable'].includes(parseSidecar(text).kind));
    }));
    assert.equal((await readSidecar('/nowhere/a.mp4.json')).kind, 'unreadable');
  });
});

describe('the name of a take', () => {
  it('is readable, dated and unique', () => {
    const createdAt = new Date(2026, 10, 21, 12).getTime();
    assert.equal(takeName({ id: '0mwpo96b7-k3x9p2', prompt: '[Push in] A cat runs; the dog sleeps!', createdAt }), 'a-cat-runs-the-dog-sleeps-2026-11-21-k3x9p2.mp4');
    assert.equal(slugOf('[推进] 一只猫在花园里奔跑'), '一只猫在花园里奔跑');
    assert.equal(slugOf('[Push in]'), 'take');
    // 143 bytes are all that encrypted folders take, and the staged metadata file has 41 more than this.
    for (const prompt of ['一只猫在花园里奔跑追逐蝴蝶', '고양이가', '𝕬𝕭', 'ü']) assert.ok(Buffer.byteLength(slugOf(prompt.repeat(40))) <= 100, prompt);
    assert.equal(slugOf('猫'.repeat(60)), '猫'.repeat(33));
    assert.equal(slugOf('../../etc/passwd'), 'etc-passwd');
  });

  it('is fit for every file system, whatever the prompt', () => {
    assertProperty(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (prompt) => {
      const name = takeName({ id: '0mwpo96b7-k3x9p2', prompt, createdAt: 0 });
      assert.doesNotMatch(name, /[<>:"/\\|?*\p{Cc}]|^[. -]|[. ]$/u);
      assert.ok(Buffer.byteLength(`${name}.json.part`) <= 255, `${name}: ${String(Buffer.byteLength(name))} bytes`);
    }), { runs: 500 });
  });
});
