import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Gateway, Prepared } from '../../../../src/gateways/gateway.ts';
import { createToapis, type ToapisConfig } from '../../../../src/gateways/toapis/gateway.ts';
import type { Shot } from '../../../../src/shots/shot.ts';
import { gatewayBench, type GatewayBench, noAbort, shotOf } from '../../../support/gatewayBench.ts';
import { png } from '../../../support/images.ts';

async function bench(t: TestContext, config: Partial<ToapisConfig> = {}): Promise<GatewayBench & { gateway: Gateway }> {
  const made = await gatewayBench(t, 'toapis');
  return { ...made, gateway: createToapis({ ...made.config, requestStyle: 'metadata', ...config }) };
}

async function preparedBy(gateway: Gateway, shot: Shot): Promise<Prepared> {
  const outcome = await gateway.prepare(shot, noAbort());
  assert.equal(outcome.kind, 'prepared', JSON.stringify(outcome));
  return outcome.prepared;
}

const options = { idempotencyKey: '0190-key' };

test('the body is the one that the page prints, with the directives in English', async (t) => {
  const { gateway, emulator } = await bench(t);
  const prepared = await preparedBy(gateway, shotOf('【左移，推进】A cat running on grass'));
  assert.equal(prepared.sentPrompt, '[Truck left,Push in]A cat running on grass');
  const outcome = await gateway.submit(prepared, { ...options, signal: noAbort() });
  assert.deepEqual(outcome, { kind: 'accepted', handle: { remoteId: emulator.tasks[0]?.id } });
  const [entry] = emulator.log.entries;
  assert.deepEqual(entry?.body, {
    model: 'MiniMax-Hailuo-2.3', prompt: '[Truck left,Push in]A cat running on grass', duration: 6,
    metadata: { resolution: '768p', prompt_optimizer: true, fast_pretreatment: false, watermark: false },
  });
  assert.equal(entry.headers['idempotency-key'], undefined);
});

test('the newer form is sent when the user chooses it', async (t) => {
  const { gateway, emulator } = await bench(t, { requestStyle: 'topLevel' });
  const prepared = await preparedBy(gateway, shotOf('A cat', { resolution: '1080p', watermark: true, firstFrame: 'https://example.com/cat.jpg' }));
  assert.deepEqual(prepared.body, {
    model: 'MiniMax-Hailuo-2.3', prompt: 'A cat', duration: 6, resolution: '1080P', image_urls: ['https://example.com/cat.jpg'],
    metadata: { prompt_optimizer: true, fast_pretreatment: false, aigc_watermark: true },
  });
  assert.equal((await gateway.submit(prepared, { ...options, signal: noAbort() })).kind, 'accepted');
  assert.equal(emulator.tasks[0]?.form.firstFrame, 'https://example.com/cat.jpg');
});

test('a refusal of one form is never tried again in the other', async (t) => {
  const { gateway, emulator } = await bench(t);
  emulator.setFault({ step: 'submit', fault: { kind: 'reply', status: 400, body: { error: { code: 'invalid_request', message: 'metadata.resolution: unknown field' } } } });
  const outcome = await gateway.submit(await preparedBy(gateway, shotOf('A cat')), { ...options, signal: noAbort() });
  assert.equal(outcome.kind === 'refused' && !outcome.retry && outcome.failure.class, 'invalid');
  assert.equal(emulator.submits(), 1);
});

test('a local first frame is always uploaded, under the limit of this gateway', async (t) => {
  const { gateway, emulator, file } = await bench(t);
  const { body } = await preparedBy(gateway, shotOf('A cat', { firstFrame: await file('cat.png', png(640, 480)) }));
  assert.deepEqual(body['metadata'], {
    resolution: '768p', first_frame_image: `${emulator.files}/uploads/1-cat.png`, prompt_optimizer: true, fast_pretreatment: false, watermark: false,
  });
  const heavy = await gateway.prepare(shotOf('A cat', { firstFrame: await file('heavy.png', png(640, 480, 10 * 1024 * 1024)) }), noAbort());
  assert.match(heavy.kind === 'refused' ? heavy.failure.message : '', /10 MB/);
  assert.equal(emulator.log.count('upload'), 1);
});

test('an upload that fails refuses the shot and orders nothing', async (t) => {
  const { config, emulator, file } = await bench(t);
  const firstFrame = await file('cat.png', png(640, 480));
  const faults = [
    [{ kind: 'reply', status: 400, body: { success: false, message: 'file too large' } }, 'invalid'],
    [{ kind: 'reply', status: 200, body: { success: true, data: { id: 'file_1' } } }, 'server'],
    [{ kind: 'rateLimited', retryAfter: 3 }, 'rate'], [{ kind: 'html502' }, 'server'], [{ kind: 'resetBefore' }, 'network'], [{ kind: 'silence' }, 'network'],
  ] as const;
  for (const [fault, failureClass] of faults) {
    emulator.setFault({ step: 'upload', fault });
    // A gateway of its own each time: the 429 closes the door for a while.
    const outcome = await createToapis({ ...config, requestStyle: 'metadata' }).prepare(shotOf('A cat', { firstFrame }), noAbort());
    assert.equal(outcome.kind === 'refused' && outcome.failure.class, failureClass, fault.kind);
  }
  assert.equal(emulator.submits(), 0);
});

test('a task is followed to its link and its expiry', async (t) => {
  const { gateway, emulator } = await bench(t);
  await gateway.submit(await preparedBy(gateway, shotOf('A cat')), { ...options, signal: noAbort() });
  const handle = { remoteId: emulator.tasks[0]?.id ?? '' };
  const outcomes = [await gateway.status(handle, noAbort()), await gateway.status(handle, noAbort()), await gateway.status(handle, noAbort())];
  assert.deepEqual(outcomes.map((outcome) => outcome.kind === 'reading' && [outcome.reading.phase, outcome.reading.progress]), [['queued', undefined], ['running', 50], ['completed', 100]]);
  const last = outcomes[2];
  assert.ok(last?.kind === 'reading' && (last.reading.expiresAt ?? 0) > Date.now());
  assert.match(emulator.log.entries.at(-1)?.path ?? '', /^\/v1\/videos\/generations\/video_01EMULATOR\d+$/);
});

test('the balance tells credits beside the sum', async (t) => {
  const { gateway } = await bench(t);
  const outcome = await gateway.balance(noAbort());
  assert.equal(outcome.kind === 'balance' && outcome.words, 'Balance: 12.34 (2468 credits).');
});

test('a Retry-After holds back the next calls of that kind without asking', async (t) => {
  let now = 1_000_000;
  const { gateway, emulator } = await bench(t, { now: () => now });
  const prepared = await preparedBy(gateway, shotOf('A cat'));
  emulator.setFault({ step: 'submit', fault: { kind: 'rateLimited', retryAfter: 30 } });
  const first = await gateway.submit(prepared, { ...options, signal: noAbort() });
  assert.deepEqual(first.kind === 'refused' && [first.retry, first.retryAfterMs, first.failure.class], [true, 30_000, 'rate']);
  now += 10_000;
  const second = await gateway.submit(prepared, { ...options, signal: noAbort() });
  assert.deepEqual(second.kind === 'refused' && [second.retry, second.retryAfterMs], [true, 20_000]);
  assert.equal(emulator.submits(), 1);
  assert.equal((await gateway.balance(noAbort())).kind, 'balance', 'queries have a budget of their own');
  now += 20_000;
  assert.equal((await gateway.submit(prepared, { ...options, signal: noAbort() })).kind, 'accepted');
});

test('an empty X-RateLimit budget pauses status reads until its reset', async (t) => {
  let now = 1_800_000_000_000;
  const { gateway, emulator } = await bench(t, { now: () => now });
  await gateway.submit(await preparedBy(gateway, shotOf('A cat')), { ...options, signal: noAbort() });
  const handle = { remoteId: emulator.tasks[0]?.id ?? '' };
  emulator.setFault({ step: 'status', fault: { kind: 'rateLimited', headers: { 'x-ratelimit-limit': '3000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000008' } } });
  const first = await gateway.status(handle, noAbort());
  assert.equal(first.kind === 'unreadable' && first.retryAfterMs, 8000);
  const second = await gateway.status(handle, noAbort());
  assert.equal(second.kind === 'unreadable' && second.failure.class, 'rate');
  assert.equal(emulator.log.count('status'), 1);
  now += 8000;
  assert.equal((await gateway.status(handle, noAbort())).kind, 'reading');
});
