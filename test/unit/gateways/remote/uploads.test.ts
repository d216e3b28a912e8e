import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { Gateway } from '../../../../src/gateways/gateway.ts';
import { createToapis } from '../../../../src/gateways/toapis/gateway.ts';
import { readFirstFrame } from '../../../../src/gateways/remote/firstFrameFile.ts';
import { createUploads } from '../../../../src/gateways/remote/uploads.ts';
import { firstFrameLimits } from '../../../../src/shots/firstFrame.ts';
import { gatewayBench, noAbort, shotOf } from '../../../support/gatewayBench.ts';
import { png } from '../../../support/images.ts';
import { exif, pngWith } from '../../../support/photographs.ts';

async function uploadsFile(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hailuo-uploads-'));
  t.after(() => rm(folder, { recursive: true }));
  return join(folder, 'uploads.json');
}

async function prepared(gateway: Gateway, firstFrame: string): Promise<string> {
  const outcome = await gateway.prepare(shotOf('A cat', { firstFrame }), noAbort());
  assert.equal(outcome.kind, 'prepared', JSON.stringify(outcome));
  return JSON.stringify(outcome.prepared.body);
}

test('takes of one first frame upload it once, whatever it is called, in any window and after a restart', async (t) => {
  const { config, emulator, file } = await gatewayBench(t, 'apimart');
  const kept = await uploadsFile(t);
  const open = (): Gateway => createApimart({ ...config, uploads: createUploads(kept), firstFrame: 'upload' });
  const [cat, copy] = [await file('cat.png', png(640, 480)), await file('copy.png', png(640, 480))];
  const gateway = open();
  const first = await Promise.all([prepared(gateway, cat), prepared(gateway, cat), prepared(gateway, copy)]);
  assert.equal(new Set([...first, await prepared(open(), cat)]).size, 1);
  assert.equal(emulator.log.entries.filter(({ path }) => path.includes('/uploads/')).length, 1);
  await prepared(gateway, await file('cat.png', png(640, 481)));
  assert.equal(emulator.log.entries.filter(({ path }) => path.includes('/uploads/')).length, 2);
});

test('another key, another gateway and an address that is too old get an upload of their own', async (t) => {
  const bench = await gatewayBench(t, 'apimart');
  const kept = await uploadsFile(t);
  let now = Date.UTC(2026, 10, 1);
  const uploads = createUploads(kept, () => now);
  const cat = await bench.file('cat.png', png(640, 480));
  const count = (): number => bench.emulator.log.entries.filter(({ path }) => path.includes('/uploads/')).length;
  const apimart = createApimart({ ...bench.config, uploads, firstFrame: 'upload' });
  await prepared(apimart, cat);
  const other = createApimart({ ...bench.config, key: () => Promise.resolve('sk-other'), uploads, firstFrame: 'upload' });
  assert.equal((await other.prepare(shotOf('A cat', { firstFrame: cat }), noAbort())).kind, 'refused', 'the other key is asked about, and refused');
  assert.equal(count(), 2);
  const toapis = createToapis({ ...bench.config, baseUrl: bench.emulator.toapis, key: () => Promise.resolve(bench.emulator.keys.toapis), uploads, requestStyle: 'metadata' });
  await prepared(toapis, cat);
  assert.equal(count(), 3);
  now += 59 * 3600 * 1000;
  await prepared(apimart, cat);
  assert.equal(count(), 3);
  now += 2 * 3600 * 1000;
  await prepared(apimart, cat);
  assert.equal(count(), 4);
});

test('what is kept holds no key and is for its owner alone', { skip: process.platform === 'win32' }, async (t) => {
  const { config, emulator, file } = await gatewayBench(t, 'apimart');
  const kept = await uploadsFile(t);
  await prepared(createApimart({ ...config, uploads: createUploads(kept), firstFrame: 'upload' }), await file('cat.png', png(640, 480)));
  assert.doesNotMatch(await readFile(kept, 'utf8'), new RegExp(emulator.keys.apimart, 'u'));
  assert.equal((await stat(kept)).mode & 0o777, 0o600);
});

test('an address whose submission was refused is not tried again, and a damaged file is no hindrance', async (t) => {
  const { config, emulator, file } = await gatewayBench(t, 'apimart');
  const kept = await uploadsFile(t);
  await writeFile(kept, '{"no": "such thing');
  const gateway = createApimart({ ...config, uploads: createUploads(kept), firstFrame: 'upload' });
  const cat = await file('cat.png', png(640, 480));
  const outcome = await gateway.prepare(shotOf('A cat', { firstFrame: cat }), noAbort());
  assert.ok(outcome.kind === 'prepared');
  emulator.setFault({ step: 'submit', fault: { kind: 'reply', status: 400, body: { error: { code: 'invalid_request', message: 'the image cannot be fetched' } } } });
  assert.equal((await gateway.submit(outcome.prepared, { idempotencyKey: '0190-key', signal: noAbort() })).kind, 'refused');
  await prepared(gateway, cat);
  assert.equal(emulator.log.entries.filter(({ path }) => path.includes('/uploads/')).length, 2);
});

test('a photograph leaves without its place and device, upright, unless the setting is off', async (t) => {
  const { config, emulator, file } = await gatewayBench(t, 'apimart');
  const photograph = pngWith(png(640, 480), 'eXIf', exif(6));
  const path = await file('IMG_1.png', photograph);
  const sent = async (clean: boolean): Promise<Buffer> => {
    const gateway = createApimart({ ...config, cleanFirstFrame: () => clean, firstFrame: 'inline' });
    const outcome = await gateway.prepare(shotOf('A cat', { firstFrame: path }), noAbort());
    assert.ok(outcome.kind === 'prepared', JSON.stringify(outcome));
    await gateway.submit(outcome.prepared, { idempotencyKey: '0190-key', signal: noAbort() });
    const { first_frame_image: image } = emulator.log.entries.at(-1)!.body as { first_frame_image: string };
    return Buffer.from(image.split(',')[1]!, 'base64');
  };
  const clean = await sent(true);
  assert.doesNotMatch(clean.toString('latin1'), /Secret|eXIf/u);
  assert.deepEqual([clean.readUInt32BE(16), clean.readUInt32BE(20)], [480, 640]);
  assert.deepEqual(await sent(false), photograph);
});

test('an address with spaces or Chinese is sent as a browser asks for it, any other letter by letter', async (t) => {
  const { config } = await gatewayBench(t, 'apimart');
  const gateway = createApimart({ ...config, firstFrame: 'upload' });
  for (const [written, sent] of [
    ['https://pics.example/雪 山.png', 'https://pics.example/%E9%9B%AA%20%E5%B1%B1.png'],
    ['https://图片.example/a.png?名=值', 'https://xn--wcsw84d.example/a.png?%E5%90%8D=%E5%80%BC'],
    ['https://pics.example/%E9%9B%AA/a b.png', 'https://pics.example/%E9%9B%AA/a%20b.png'],
    ['https://pics.example/<a>"b".png', 'https://pics.example/%3Ca%3E%22b%22.png'],
    ['HTTPS://Pics.example:443/%e9/../a.png?sig=a+b%2f%3D&x=[1]#t', 'HTTPS://Pics.example:443/%e9/../a.png?sig=a+b%2f%3D&x=[1]#t'],
  ] as const) {
    assert.equal((JSON.parse(await prepared(gateway, written)) as { first_frame_image: string }).first_frame_image, sent);
  }
});

for (const vendor of ['apimart', 'toapis'] as const) {
  for (const clean of [true, false]) {
    test(`a picture whose pixels are damaged is not sent, though its header is sound: ${vendor}${clean ? '' : ', sent as it is'}`, async (t) => {
      const { config, emulator, file } = await gatewayBench(t, vendor);
      const damaged = Buffer.from(png(640, 480));
      damaged.fill(0x55, damaged.indexOf('IDAT') + 8, damaged.indexOf('IDAT') + 40);
      const set = { ...config, cleanFirstFrame: () => clean };
      const gateway = vendor === 'apimart' ? createApimart({ ...set, firstFrame: 'inline' }) : createToapis({ ...set, requestStyle: 'metadata' });
      const outcome = await gateway.prepare(shotOf('A cat', { firstFrame: await file('cat.png', damaged) }), noAbort());
      const end = outcome.kind === 'prepared' ? await gateway.submit(outcome.prepared, { idempotencyKey: '0190-key', signal: noAbort() }) : outcome;
      assert.ok(end.kind === 'refused', JSON.stringify(end));
      assert.match(end.failure.message, /“cat\.png” is damaged/u);
      assert.deepEqual(emulator.log.entries, []);
    });
  }
}

/** A PNG that lies on its side and whose pixels no decoder reads: damaged, or more than are read (31,000 × 21,000). */
function lying(how: 'damaged' | 'huge'): Buffer {
  const photograph = pngWith(png(640, 480), 'eXIf', exif(6));
  if (how === 'damaged') {
    photograph.fill(0x55, photograph.indexOf('IDAT') + 8, photograph.indexOf('IDAT') + 40);
  } else {
    photograph.writeUInt32BE(31_000, 16);
    photograph.writeUInt32BE(21_000, 20);
    // The checksum of its header counts, too.
    photograph.writeUInt32BE(crc32(photograph.subarray(12, 29)), 29);
  }
  return photograph;
}

for (const vendor of ['apimart', 'toapis'] as const) {
  for (const how of ['damaged', 'huge'] as const) {
    test(`a ${how} photograph that can’t be turned upright is not sent on its side: ${vendor}`, async (t) => {
      const { config, emulator, file } = await gatewayBench(t, vendor);
      const path = await file('IMG_1.png', lying(how));
      const gateway = vendor === 'apimart' ? createApimart({ ...config, firstFrame: 'inline' }) : createToapis({ ...config, requestStyle: 'metadata' });
      const prepared = await gateway.prepare(shotOf('A cat', { firstFrame: path }), noAbort());
      const outcome = prepared.kind === 'prepared' ? await gateway.submit(prepared.prepared, { idempotencyKey: '0190-key', signal: noAbort() }) : prepared;
      assert.ok(outcome.kind === 'refused', JSON.stringify(outcome));
      assert.match(outcome.failure.message, how === 'damaged' ? /“IMG_1\.png” is damaged/u : /“IMG_1\.png” couldn’t be turned upright/u);
      assert.deepEqual(emulator.log.entries, []);
    });
  }
}

test('an image with a wrong ending is uploaded under one that says what it is', async (t) => {
  const { file } = await gatewayBench(t, 'toapis');
  for (const [name, sent] of [['photo.jpeg', 'photo.png'], ['截图.PNG', '截图.PNG'], ['frame.v2', 'frame.v2.png'], ['scan', 'scan.png']] as const) {
    const read = await readFirstFrame(await file(name, png(640, 480)), firstFrameLimits.bytes);
    assert.equal('file' in read && read.file.name, sent);
  }
});
