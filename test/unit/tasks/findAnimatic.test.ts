import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import { findAnimatic } from '../../../src/tasks/findAnimatic.ts';

let folder: string;
before(async () => { folder = await mkdtemp(join(tmpdir(), 'hailuo-animatic-')); });
after(() => rm(folder, { recursive: true, force: true }));

const shot = { prompt: '[Push in] A cat', settings: defaultSettings };
const find = (takes: readonly Take[], firstFrame?: string) =>
  findAnimatic({ ...shot, settings: { ...shot.settings, ...(firstFrame !== undefined && { firstFrame }) } }, { tasks: { list: () => [] }, takes: () => Promise.resolve(takes) });
const takeIn = (file: string, firstFrame?: string): Take =>
  ({ file, shot: { ...shot, settings: { ...shot.settings, ...(firstFrame !== undefined && { firstFrame }) } }, gateway: 'animatic', createdAt: 10_000, favourite: false });

test('an animatic whose video was deleted is made again', async () => {
  const file = join(folder, 'cat.mp4');
  assert.equal(await find([takeIn(file)]), undefined);
  await writeFile(file, '');
  assert.deepEqual(await find([takeIn(file)]), { kind: 'made', file });
});

test('an animatic from before its first frame was written, or whose first frame is gone, does not count', async () => {
  const [file, frame] = [join(folder, 'dog.mp4'), join(folder, 'dog.png')];
  await writeFile(file, '');
  assert.equal(await find([takeIn(file, frame)], frame), undefined);
  await writeFile(frame, '');
  await utimes(frame, 5, 5);
  assert.deepEqual(await find([takeIn(file, frame)], frame), { kind: 'made', file });
  await utimes(frame, 15, 15);
  assert.equal(await find([takeIn(file, frame)], frame), undefined);
});

test('a first frame that is an address counts by its address', async () => {
  const [file, address] = [join(folder, 'fox.mp4'), 'https://files.example/fox.png'];
  await writeFile(file, '');
  assert.deepEqual(await find([takeIn(file, address)], address), { kind: 'made', file });
});
