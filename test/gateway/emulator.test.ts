import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from '../support/outside.ts';
import type { ControlOrder, ControlReport, Emulator, EmulatorOptions } from './emulator.ts';
import { startEmulator } from './emulator.ts';
import type { Vendor } from './fault.ts';

async function started(t: TestContext, options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ clip: Buffer.from('0123456789'), ...options });
  t.after(() => emulator.close());
  return emulator;
}

async function submit(emulator: Emulator, vendor: Vendor, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${emulator[vendor]}/v1/videos/generations`, {
    method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${emulator.keys[vendor]}`, 'content-type': 'application/json', ...headers },
  });
  await response.arrayBuffer();
  return response.status;
}

async function control(emulator: Emulator, order: ControlOrder): Promise<void> {
  await fetch(`${emulator.control}/__control`, { method: 'POST', body: JSON.stringify(order) });
}

const model = 'MiniMax-Hailuo-2.3';

test('a small real H.264 video is made when none is given', async (t) => {
  const emulator = await startEmulator();
  t.after(() => emulator.close());
  assert.equal(Buffer.from(emulator.clip.subarray(4, 8)).toString(), 'ftyp');
  assert.ok(Buffer.from(emulator.clip).includes('avc1'));
});

test('the bodies that the pages print are taken', async (t) => {
  const emulator = await started(t);
  const flags = { prompt_optimizer: true, fast_pretreatment: false };
  assert.equal(await submit(emulator, 'apimart', { model, prompt: '[推进]A cat', duration: 6, resolution: '768p', ...flags, watermark: false }), 200);
  assert.equal(await submit(emulator, 'apimart', { model, prompt: 'x', first_frame_image: 'data:image/jpeg;base64,/9j/4AAQ' }), 200);
  assert.equal(await submit(emulator, 'toapis', { model, prompt: '[Push in] A cat', duration: 6, metadata: { resolution: '768p', ...flags, watermark: false } }), 200);
  assert.equal(await submit(emulator, 'toapis', { model, prompt: 'x', resolution: '1080P', image_urls: ['https://a.example/b.png'], metadata: { ...flags, aigc_watermark: true } }), 200);
  assert.equal(emulator.tasks.length, 4);
});

test('every other body is refused and charges nothing', async (t) => {
  const emulator = await started(t);
  const wrong: readonly (readonly [Vendor, object])[] = [
    ['apimart', { model: 'other', prompt: 'x' }], ['apimart', { model }], ['apimart', { model, prompt: '' }], ['apimart', { model, prompt: 'x'.repeat(2001) }],
    ['apimart', { model, prompt: 'x', duration: '6' }], ['apimart', { model, prompt: 'x', duration: 7 }], ['apimart', { model, prompt: 'x', resolution: '768P' }],
    ['apimart', { model, prompt: 'x', duration: 10, resolution: '1080p' }], ['apimart', { model, prompt: 'x', watermark: 'no' }], ['apimart', { model, prompt: 'x', surprise: 1 }],
    ['apimart', { model, prompt: 'x', metadata: {} }], ['apimart', { model, prompt: '[Push in] x' }], ['apimart', { model, prompt: 'x', first_frame_image: '/home/me/cat.png' }],
    ['toapis', { model, prompt: 'x', resolution: '768p' }], ['toapis', { model, prompt: 'x', metadata: { resolution: '768P' } }], ['toapis', { model, prompt: '[推进] x' }],
    ['toapis', { model, prompt: 'x', metadata: { first_frame_image: 'data:image/jpeg;base64,/9j/4AAQ' } }], ['toapis', { model, prompt: 'x', resolution: '768P', metadata: { watermark: true } }],
    ['toapis', { model, prompt: 'x', duration: 10, metadata: { resolution: '1080p' } }],
  ];
  for (const [vendor, body] of wrong) { assert.equal(await submit(emulator, vendor, body), 400, JSON.stringify(body).slice(0, 120)); }
  assert.equal(await submit(emulator, 'apimart', { model, prompt: 'x' }, { authorization: `Bearer ${emulator.keys.toapis}` }), 401);
  assert.equal(await submit(emulator, 'apimart', { model, prompt: 'x' }, { 'content-type': 'text/plain' }), 400);
  assert.deepEqual([emulator.tasks.length, emulator.submits()], [0, wrong.length + 2]);
});

test('another process can set faults, finish tasks and count POSTs', async (t) => {
  const emulator = await started(t, { ripening: { by: 'hand' } });
  await control(emulator, { fault: { step: 'submit', gateway: 'toapis', fault: { kind: 'html502', accepted: true }, times: 2 } });
  assert.equal(await submit(emulator, 'apimart', { model, prompt: 'x' }), 200);
  assert.equal(await submit(emulator, 'toapis', { model, prompt: 'x' }), 502);
  await control(emulator, { clearFaults: true, finish: true });
  assert.equal(await submit(emulator, 'toapis', { model, prompt: 'x' }), 200);
  const report = await (await fetch(`${emulator.control}/__log`)).json() as ControlReport;
  assert.deepEqual([report.submits, report.charged, report.tasks.map(({ finished }) => finished)], [3, 3, [true, true, false]]);
  assert.doesNotMatch(JSON.stringify(report), /sk-/);
});

test('a link expires, and files honour Range', async (t) => {
  const emulator = await started(t, { linkLifeMs: -1, ripening: { by: 'reads', queuedReads: 0, runningReads: 0 } });
  await submit(emulator, 'toapis', { model, prompt: 'x' });
  const linkOf = async (): Promise<string> => {
    const response = await fetch(`${emulator.toapis}/v1/videos/generations/${emulator.tasks[0]?.id}`, { headers: { authorization: `Bearer ${emulator.keys.toapis}` } });
    return (await response.json() as { result: { data: [{ url: string }] } }).result.data[0].url;
  };
  const link = await linkOf();
  assert.equal((await fetch(link)).status, 403);
  const alive = link.replace(/expires=\d+/, `expires=${Date.now() + 60_000}`);
  const part = await fetch(alive, { headers: { range: 'bytes=7-' } });
  assert.deepEqual([part.status, part.headers.get('content-range'), await part.text()], [206, 'bytes 7-9/10', '789']);
  assert.equal((await fetch(alive, { headers: { range: 'bytes=10-' } })).status, 416);
  emulator.setFault({ step: 'file', fault: { kind: 'cut', after: 4 } });
  await assert.rejects(async () => (await fetch(alive)).text());
  assert.notEqual(await linkOf(), link, 'every read signs the link anew');
});

test('as a program it prints where it listens and with which keys, and stops when told', async (t) => {
  const { child: program, ended } = start(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))]);
  assert.ok(program.stdout);
  t.after(() => program.kill('SIGKILL'));
  let printed = '';
  for await (const chunk of program.stdout) {
    printed += String(chunk);
    if (printed.includes('Ctrl+C')) { break; }
  }
  const control = /GET {2}(http:\S+\/__log)/.exec(printed)?.[1] ?? '';
  const toapis = /hailuo\.toapis\.baseUrl\s+(\S+)/.exec(printed)?.[1] ?? '';
  const key = /key for ToAPIs\s+(\S+)/.exec(printed)?.[1] ?? '';
  assert.equal((await fetch(`${toapis}/v1/balance`, { headers: { authorization: `Bearer ${key}` } })).status, 200);
  assert.equal((await (await fetch(control)).json() as ControlReport).entries.length, 1);
  program.kill('SIGTERM');
  assert.equal(await ended, 0);
});
