import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { type ApimartConfig, createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { Gateway, Prepared } from '../../../../src/gateways/gateway.ts';
import type { Shot } from '../../../../src/shots/shot.ts';
import { gatewayBench, type GatewayBench, noAbort, shotOf } from '../../../support/gatewayBench.ts';
import { png } from '../../../support/images.ts';

async function bench(t: TestContext, config: Partial<ApimartConfig> = {}): Promise<GatewayBench & { gateway: Gateway }> {
  const made = await gatewayBench(t, 'apimart');
  return { ...made, gateway: createApimart({ ...made.config, firstFrame: 'upload', ...config }) };
}

async function preparedBy(gateway: Gateway, shot: Shot): Promise<Prepared> {
  const outcome = await gateway.prepare(shot, noAbort());
  assert.equal(outcome.kind, 'prepared', JSON.stringify(outcome));
  return outcome.prepared;
}

async function refusalBy(gateway: Gateway, shot: Shot): Promise<string> {
  const outcome = await gateway.prepare(shot, noAbort());
  assert.equal(outcome.kind, 'refused');
  return outcome.failure.message;
}

const options = { idempotencyKey: '0190-key' };

test('the body is the one that the page prints, with the directives in Chinese', async (t) => {
  const { gateway, emulator } = await bench(t);
  const prepared = await preparedBy(gateway, shotOf('[Push in, Truck left]A cat running in the garden'));
  assert.equal(prepared.sentPrompt, '[推进, 左移]A cat running in the garden');
  const outcome = await gateway.submit(prepared, { ...options, signal: noAbort() });
  assert.deepEqual(outcome, { kind: 'accepted', handle: { remoteId: emulator.tasks[0]?.id } });
  assert.equal(emulator.submits(), 1);
  const [entry] = emulator.log.entries;
  assert.deepEqual(entry?.body, {
    model: 'MiniMax-Hailuo-2.3', prompt: '[推进, 左移]A cat running in the garden', duration: 6, resolution: '768p',
    prompt_optimizer: true, fast_pretreatment: false, watermark: false,
  });
  assert.equal(entry.headers['idempotency-key'], '0190-key');
  assert.equal(entry.headers['x-apimart-response-version'], undefined);
});

test('every option that was set is sent', async (t) => {
  const { gateway } = await bench(t);
  const { body } = await preparedBy(gateway, shotOf('Waves', {
    duration: 10, promptOptimizer: false, fastPretreatment: true, watermark: true, firstFrame: 'https://example.com/cat.jpg',
  }));
  assert.deepEqual(body, {
    model: 'MiniMax-Hailuo-2.3', prompt: 'Waves', duration: 10, resolution: '768p', first_frame_image: 'https://example.com/cat.jpg',
    prompt_optimizer: false, fast_pretreatment: true, watermark: true,
  });
});

test('directives go out in English or as written when the user wants that', async (t) => {
  const { gateway } = await bench(t, { directiveLanguage: 'en' });
  assert.equal((await preparedBy(gateway, shotOf('【左摇】街'))).sentPrompt, '[Pan left]街');
  const asWritten = await bench(t, { directiveLanguage: 'asWritten' });
  assert.equal((await preparedBy(asWritten.gateway, shotOf('【左摇】街 [Push in]'))).sentPrompt, '【左摇】街 [Push in]');
});

test('the limit of 2000 counts what is sent', async (t) => {
  const { gateway, emulator } = await bench(t);
  const long = `[Push in]${'x'.repeat(1996)}`;
  assert.equal((await preparedBy(gateway, shotOf(long))).sentPrompt.length, 2000);
  const { gateway: inEnglish } = await bench(t, { directiveLanguage: 'en' });
  assert.match(await refusalBy(inEnglish, shotOf(long)), /2005.*2000/);
  assert.match(await refusalBy(gateway, shotOf('  ')), /empty/);
  assert.match(await refusalBy(gateway, shotOf('x', { duration: 10, resolution: '1080p' })), /1080p/);
  assert.equal(emulator.log.entries.length, 0);
});

test('a local first frame is uploaded and its address sent', async (t) => {
  const { gateway, emulator, file } = await bench(t);
  const firstFrame = await file('katze "1".png', png(640, 480));
  const prepared = await preparedBy(gateway, shotOf('A cat', { firstFrame }));
  assert.equal(emulator.log.count('upload'), 1);
  assert.equal(prepared.body['first_frame_image'], `${emulator.files}/uploads/1-katze_1_.png`);
  assert.equal((await gateway.submit(prepared, { ...options, signal: noAbort() })).kind, 'accepted');
});

test('an inline first frame travels in the body but not in what is written down, and a changed one is not sent', async (t) => {
  const { gateway, emulator, file } = await bench(t, { firstFrame: 'inline' });
  const bytes = png(640, 480);
  const firstFrame = await file('cat.png', bytes);
  const prepared = await preparedBy(gateway, shotOf('A cat', { firstFrame }));
  assert.doesNotMatch(JSON.stringify(prepared), /base64/);
  assert.equal((await gateway.submit(prepared, { ...options, signal: noAbort() })).kind, 'accepted');
  assert.equal(emulator.tasks[0]?.form.firstFrame, `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`);
  assert.equal(emulator.log.count('upload'), 0);
  await writeFile(firstFrame, png(800, 480));
  const second = await gateway.submit(prepared, { ...options, signal: noAbort() });
  assert.equal(second.kind === 'refused' && second.retry, false);
  assert.equal(emulator.submits(), 1);
});

test('an unfit first frame is refused before anything is sent', async (t) => {
  const { gateway, emulator, file } = await bench(t);
  const refusal = async (firstFrame: string): Promise<string> => refusalBy(gateway, shotOf('A cat', { firstFrame }));
  assert.match(await refusal(await file('small.png', png(640, 300))), /300/);
  assert.match(await refusal(await file('wide.png', png(1000, 399))), /2\.5/);
  assert.match(await refusal(await file('heavy.png', png(640, 480, 20 * 1024 * 1024))), /20 MB/);
  assert.match(await refusal(await file('text.png', Buffer.from('no image'))), /JPG, PNG or WebP/);
  assert.match(await refusal('/no/such/file.png'), /can’t be read/);
  assert.match(await refusal('relative.png'), /can’t be read/);
  assert.equal(emulator.log.entries.length, 0);
});

test('a first frame on a private address is refused when the gateway is a public one', async (t) => {
  const { config } = await gatewayBench(t, 'apimart');
  const gateway = createApimart({ ...config, baseUrl: 'https://api.apimart.ai', firstFrame: 'upload' });
  assert.match(await refusalBy(gateway, shotOf('A cat', { firstFrame: 'http://192.168.0.7/cat.jpg' })), /private network/);
  assert.match(await refusalBy(gateway, shotOf('A cat', { firstFrame: 'https://' })), /isn’t a valid address/);
});

test('without a key nothing is sent and the command that mends it is named', async (t) => {
  const { gateway, emulator } = await bench(t, { key: () => Promise.resolve(undefined) });
  const prepared = { sentPrompt: 'x', body: {} };
  const outcomes = [
    await gateway.prepare(shotOf('A cat'), noAbort()), await gateway.submit(prepared, { ...options, signal: noAbort() }),
    await gateway.status({ remoteId: 'task_1' }, noAbort()), await gateway.balance(noAbort()), await gateway.checkKey(noAbort()),
  ];
  for (const outcome of outcomes) {
    assert.ok('failure' in outcome);
    assert.equal(outcome.failure.class, 'auth');
    assert.equal(outcome.failure.command, 'setApiKey');
  }
  assert.equal(emulator.log.entries.length, 0);
});

test('a key with a line break in it is not sent', async (t) => {
  const { gateway, emulator } = await bench(t, { key: () => Promise.resolve('sk-1\r\nx-evil: 1') });
  const outcome = await gateway.submit({ sentPrompt: 'x', body: {} }, { ...options, signal: noAbort() });
  assert.equal(outcome.kind === 'refused' && outcome.failure.command, 'setApiKey');
  assert.equal(emulator.log.entries.length, 0);
});

test('a task is followed to its link', async (t) => {
  const { gateway, emulator } = await bench(t);
  await gateway.submit(await preparedBy(gateway, shotOf('A cat')), { ...options, signal: noAbort() });
  const handle = { remoteId: emulator.tasks[0]?.id ?? '' };
  const phases: unknown[] = [];
  for (let reads = 0; reads < 3; reads++) {
    const outcome = await gateway.status(handle, noAbort());
    assert.equal(outcome.kind, 'reading');
    phases.push([outcome.reading.phase, outcome.reading.progress, outcome.reading.result?.kind, outcome.reading.estimatedSeconds]);
  }
  assert.deepEqual(phases, [['queued', undefined, undefined, 600], ['running', 50, undefined, 600], ['completed', 100, 'link', 600]]);
  assert.match(emulator.log.entries.at(-1)?.path ?? '', /^\/v1\/tasks\/task_01EMULATOR\d+\?language=en$/);
});

test('an adopted id with odd characters stays one path segment', async (t) => {
  const { gateway, emulator } = await bench(t);
  for (const remoteId of ['a/b?c#d', '\ud800']) {
    const outcome = await gateway.status({ remoteId }, noAbort());
    assert.equal(outcome.kind === 'unreadable' && outcome.notFound, true);
  }
  assert.deepEqual(emulator.log.entries.map(({ path }) => path), ['/v1/tasks/a%2Fb%3Fc%23d?language=en', '/v1/tasks/%EF%BF%BD?language=en']);
});

test('the same key and body are one order at the gateway; another body under that key may hide a paid task', async (t) => {
  const { gateway, emulator } = await bench(t);
  const prepared = await preparedBy(gateway, shotOf('A cat'));
  const first = await gateway.submit(prepared, { ...options, signal: noAbort() });
  assert.deepEqual(await gateway.submit(prepared, { ...options, signal: noAbort() }), first);
  assert.equal(emulator.tasks.length, 1);
  const other = await gateway.submit({ ...prepared, body: { ...prepared.body, duration: 10 } }, { ...options, signal: noAbort() });
  assert.equal(other.kind, 'unknown');
  assert.equal(emulator.submits(), 3);
});

test('the balance is told as reported and proves the key', async (t) => {
  const { gateway } = await bench(t);
  assert.deepEqual(await gateway.balance(noAbort()), { kind: 'balance', remaining: 12.34, unlimited: false, words: 'Balance: 12.34.' });
  assert.equal((await gateway.checkKey(noAbort())).kind, 'valid');
  const wrong = await bench(t, { key: () => Promise.resolve('sk-wrong') });
  const outcome = await wrong.gateway.checkKey(noAbort());
  assert.equal(outcome.kind, 'invalid');
});

test('a balance that cannot be read leaves the key unchecked', async (t) => {
  const { gateway, emulator } = await bench(t);
  for (const fault of [{ kind: 'html502' }, { kind: 'unreadable' }, { kind: 'resetBefore' }, { kind: 'silence' }] as const) {
    // A kept connection that breaks is tried anew once.
    emulator.setFault({ step: 'balance', fault, times: fault.kind === 'resetBefore' ? 2 : 1 });
    assert.equal((await gateway.checkKey(noAbort())).kind, 'unchecked', fault.kind);
  }
});

test('the cURL command holds no key and survives quotes in the prompt', async (t) => {
  const { gateway, config } = await bench(t);
  const prepared = await preparedBy(gateway, shotOf('It\'s a "cat" `id` $HOME\n[Push in]'));
  assert.equal(gateway.curl(prepared), [
    'curl --request POST', `--url '${config.baseUrl}/v1/videos/generations'`, '--header "Authorization: Bearer $APIMART_API_KEY"', "--header 'Content-Type: application/json'",
    `--data '${JSON.stringify(prepared.body, undefined, 2).replaceAll("'", String.raw`'\''`)}'`,
  ].join(' \\\n  '));
  assert.match(gateway.curl({ ...prepared, inlineFirstFrame: { path: '/x.png', mime: 'image/png', sha256: '' } }), /"data:image\/png;base64,…"/);
});
