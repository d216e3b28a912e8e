import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createAnimaticGateway } from '../../../../src/gateways/animatic/gateway.ts';
import type { Gateway, Handle, Prepared, Reading } from '../../../../src/gateways/gateway.ts';
import type { Log } from '../../../../src/gateways/log.ts';
import { defaultSettings, type ShotSettings } from '../../../../src/shots/shot.ts';

const { signal } = new AbortController();
const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent };

let home = '';
before(async () => { home = await mkdtemp(join(tmpdir(), 'hailuo-animatic-')); });
after(() => rm(home, { recursive: true }));

function open(name: string, parallel = 2): { readonly gateway: Gateway; readonly folder: string } {
  const folder = join(home, name);
  return { gateway: createAnimaticGateway({ folder, log, parallel }), folder };
}

async function prepared(gateway: Gateway, settings: Partial<ShotSettings> = {}, prompt = '[推进] 一只猫'): Promise<Prepared> {
  const outcome = await gateway.prepare({ prompt, settings: { ...defaultSettings, ...settings } }, signal);
  assert.ok(outcome.kind === 'prepared');
  return outcome.prepared;
}

async function submitted(gateway: Gateway, settings: Partial<ShotSettings> = {}): Promise<Handle> {
  const outcome = await gateway.submit(await prepared(gateway, settings), { idempotencyKey: 'key', signal });
  assert.ok(outcome.kind === 'accepted');
  return outcome.handle;
}

async function reading(gateway: Gateway, handle: Handle): Promise<Reading> {
  const outcome = await gateway.status(handle, signal);
  assert.ok(outcome.kind === 'reading', outcome.kind);
  return outcome.reading;
}

/** Asks until a reading is as wanted; gives all that were read. Oftener than the tasks do: on a fast machine a film is there at their second look. */
async function until(gateway: Gateway, handle: Handle, wanted: (reading: Reading) => boolean): Promise<readonly Reading[]> {
  const seen: Reading[] = [];
  for (;;) {
    seen.push(await reading(gateway, handle));
    if (wanted(seen.at(-1)!)) return seen;
    await delay(5);
  }
}

void describe('the animatic gateway', () => {
  void test('is free, needs no key and asks for a pace of its own', async () => {
    const { gateway } = open('free');
    assert.equal(gateway.paid, false);
    assert.equal(gateway.pollEvery, 250);
    assert.equal((await gateway.checkKey(signal)).kind, 'valid');
    const balance = await gateway.balance(signal);
    assert.ok(balance.kind === 'balance' && balance.unlimited);
  });

  void test('reads the prompt as it is written, in either vocabulary', async () => {
    const { gateway } = open('words');
    const { sentPrompt, body } = await prepared(gateway, { resolution: '1080p', firstFrame: '/a/cat.png', promptOptimizer: false });
    assert.equal(sentPrompt, '[推进] 一只猫');
    assert.deepEqual(body, { prompt: '[推进] 一只猫', duration: 6, resolution: '1080p', first_frame: '/a/cat.png' });
  });

  void test('renders a film with progress that only grows, and hands over the file', async () => {
    const { gateway, folder } = open('film');
    const handle = await submitted(gateway);
    const seen = await until(gateway, handle, ({ phase }) => phase !== 'running' && phase !== 'queued');
    const last = seen.at(-1)!;
    assert.equal(last.phase, 'completed');
    assert.ok(last.result?.kind === 'file');
    assert.ok((await stat(last.result.path)).size > 100_000);
    const progress = seen.flatMap(({ progress: value }) => value ?? []);
    assert.ok(progress.length > 1);
    assert.deepEqual(progress, progress.toSorted((a, b) => a - b));
    assert.ok(progress.every((value) => value >= 1 && value <= 100));
    // Another process, after a reload, finds the finished film by its handle.
    const reloaded = createAnimaticGateway({ folder, log });
    assert.deepEqual((await reading(reloaded, handle)).result, last.result);
    await gateway.forget(handle);
    assert.deepEqual(await readdir(folder), []);
  });

  void test('does not know a job of a window that is gone, and says that it is lost', async () => {
    const { gateway, folder } = open('lost');
    const handle = await submitted(gateway);
    await until(gateway, handle, ({ progress }) => progress !== undefined);
    assert.deepEqual(await createAnimaticGateway({ folder, log }).status(handle, signal), { kind: 'lost' });
    await gateway.forget(handle);
    assert.deepEqual(await gateway.status(handle, signal), { kind: 'lost' });
  });

  void test('renders so many films at a time; the others wait their turn', async () => {
    const { gateway, folder } = open('queue', 1);
    const [first, second, third] = [await submitted(gateway), await submitted(gateway), await submitted(gateway)];
    await until(gateway, first, ({ phase }) => phase === 'running');
    assert.equal((await reading(gateway, second)).phase, 'queued');
    await gateway.forget(second);
    await gateway.forget(first);
    await until(gateway, third, ({ phase }) => phase === 'running');
    await gateway.forget(third);
    assert.deepEqual(await readdir(folder), []);
  });

  void test('fails with a remedy when the first frame is no picture', async () => {
    const { gateway } = open('picture');
    const file = join(home, 'no-picture.png');
    await writeFile(file, 'text');
    const handle = await submitted(gateway, { firstFrame: file });
    const seen = await until(gateway, handle, ({ phase }) => phase === 'failed');
    const failure = seen.at(-1)?.failure;
    assert.equal(failure?.class, 'invalid');
    assert.ok(failure.message.length > 0 && failure.remedy);
  });

  void test('refuses when its folder cannot be made', async () => {
    const file = join(home, 'a-file');
    await writeFile(file, '');
    const gateway = createAnimaticGateway({ folder: join(file, 'below'), log });
    const outcome = await gateway.submit(await prepared(gateway), { idempotencyKey: 'key', signal });
    assert.ok(outcome.kind === 'refused' && outcome.failure.class === 'storage' && !outcome.retry);
  });

  void test('refuses a body that is not an order of its own', async () => {
    const { gateway } = open('body');
    const outcome = await gateway.submit({ sentPrompt: '', body: { prompt: 'x', duration: 7, resolution: '768p' } }, { idempotencyKey: 'key', signal });
    assert.ok(outcome.kind === 'refused' && outcome.failure.class === 'render');
  });

  void test('clears away what no task came for within a day', async () => {
    const { gateway, folder } = open('swept');
    await mkdir(folder);
    for (const name of ['old.mp4', 'old.mp4.part', 'young.mp4']) await writeFile(join(folder, name), '');
    const yesterday = Date.now() / 1000 - 25 * 3600;
    for (const name of ['old.mp4', 'old.mp4.part']) await utimes(join(folder, name), yesterday, yesterday);
    await gateway.forget(await submitted(gateway));
    assert.deepEqual(await readdir(folder), ['young.mp4']);
  });

  void test('keeps to its folder whatever a handle says', async () => {
    const { gateway } = open('inside');
    const outside = join(home, 'outside.mp4');
    await writeFile(outside, 'mine');
    await gateway.forget({ remoteId: '../outside' });
    assert.equal((await stat(outside)).size, 4);
  });
});
