import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startClip } from '../../../../src/animatic/clip/clip.ts';
import type { ClipOrder } from '../../../../src/animatic/clip/order.ts';
import { png } from '../../../support/images.ts';
import { openClip } from './openClip.ts';

let folder = '';
before(async () => { folder = await mkdtemp(join(tmpdir(), 'hailuo-clip-')); });
after(() => rm(folder, { recursive: true }));

/** Nobody asks for progress. */
const ignore = (): void => undefined;

function order(name: string, more: Partial<ClipOrder> = {}): ClipOrder {
  return { prompt: '[Push in] a cat', seconds: 1, resolution: '768p', notice: 'Camera preview', placeholder: 'First frame', file: join(folder, `${name}.mp4`), ...more };
}

void describe('a clip', () => {
  void test('has the asked length and size, 24 frames a second, and an index that players can start from', async () => {
    const told: number[] = [];
    const { file, seconds } = order('whole', { seconds: 2 });
    assert.equal((await startClip(order('whole', { seconds: 2 }), (frames, of) => told.push(frames / of)).finished).kind, 'done');
    const { info, boxes, file: movie } = await openClip(await readFile(file));
    const [track] = info.videoTracks;
    assert.ok(track);
    assert.equal(info.videoTracks.length + info.audioTracks.length, 1);
    assert.match(track.codec, /^avc1\./);
    assert.deepEqual([track.video?.width, track.video?.height], [1366, 768]);
    assert.equal(track.nb_samples, 24 * seconds);
    assert.equal(track.duration / track.timescale, seconds);
    assert.ok(boxes.indexOf('moov') < boxes.indexOf('mdat'), boxes.join(' '));
    const samples = movie.getTrackSamplesInfo(track.id);
    assert.ok(samples.every(({ duration, timescale }) => duration * 24 === timescale));
    assert.deepEqual(samples.flatMap(({ is_sync: key }, index) => (key ? [index] : [])), [0, 12, 24, 36]);
    assert.equal(samples.length, told.length);
    assert.deepEqual(told, told.toSorted((a, b) => a - b));
    assert.equal(told.at(-1), 1);
  });

  void test('takes the aspect of its first frame, at 1080p too', async () => {
    const picture = join(folder, 'tall.png');
    await writeFile(picture, png(450, 800));
    assert.equal((await startClip(order('tall', { seconds: 0.25, firstFrame: picture }), ignore).finished).kind, 'done');
    const { info } = await openClip(await readFile(join(folder, 'tall.mp4')));
    assert.deepEqual([info.videoTracks[0]?.video?.width, info.videoTracks[0]?.video?.height], [768, 1366]);
    assert.equal((await startClip(order('full', { seconds: 0.25, resolution: '1080p' }), ignore).finished).kind, 'done');
    const full = await openClip(await readFile(join(folder, 'full.mp4')));
    assert.deepEqual([full.info.videoTracks[0]?.video?.width, full.info.videoTracks[0]?.video?.height], [1920, 1080]);
  });

  void test('is made of a placeholder where its first frame would have to be fetched', async () => {
    const outcome = await startClip(order('remote', { seconds: 0.25, firstFrame: 'https://nowhere.invalid/cat.png' }), ignore).finished;
    assert.equal(outcome.kind, 'done');
  });

  void test('is not begun with a first frame that is no picture, and says so', async () => {
    const text = join(folder, 'text.png');
    await writeFile(text, 'not a picture');
    const outcome = await startClip(order('none', { firstFrame: text }), ignore).finished;
    assert.ok(outcome.kind === 'failed' && outcome.reason === 'firstFrame', JSON.stringify(outcome));
    const missing = await startClip(order('none', { firstFrame: join(folder, 'missing.jpg') }), ignore).finished;
    assert.ok(missing.kind === 'failed' && missing.reason === 'firstFrame');
  });

  void test('that cannot be written says so and leaves nothing', async () => {
    const outcome = await startClip(order('missing/folder', { seconds: 0.1 }), ignore).finished;
    assert.ok(outcome.kind === 'failed' && outcome.reason === 'storage', JSON.stringify(outcome));
  });

  void test('stops at once when told, and leaves no file', async () => {
    const begun = Promise.withResolvers<undefined>();
    let frames = 0;
    const clip = startClip(order('stopped', { seconds: 10 }), () => {
      frames += 1;
      begun.resolve(undefined);
    });
    await begun.promise;
    await clip.stop();
    assert.deepEqual(await clip.finished, { kind: 'stopped' });
    const count = frames;
    assert.ok(count < 240);
    // Another whole clip later the stopped one has not gone on.
    await startClip(order('next', { seconds: 0.25 }), ignore).finished;
    assert.equal(frames, count);
    assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('stopped') || name.endsWith('.part')), []);
  });
});
