import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { Gateway, Handle } from '../../../../src/gateways/gateway.ts';
import type { RemoteConfig } from '../../../../src/gateways/remote/remote.ts';
import { createToapis } from '../../../../src/gateways/toapis/gateway.ts';
import type { Fault, Vendor } from '../../../gateway/fault.ts';
import { gatewayBench, type GatewayBench, noAbort, shotOf } from '../../../support/gatewayBench.ts';

const vendors: Readonly<Record<Vendor, (config: RemoteConfig) => Gateway>> = {
  apimart: (config) => createApimart({ ...config, firstFrame: 'upload' }),
  toapis: (config) => createToapis({ ...config, requestStyle: 'metadata' }),
};

const options = { idempotencyKey: '0190-key' };

/** What one submission with this fault comes to, how many POSTs left and how many tasks were charged. */
const submitFaults: readonly (readonly [Fault, string, number])[] = [
  [{ kind: 'resetBefore' }, 'unknown', 0],
  [{ kind: 'resetAfter' }, 'unknown', 1],
  [{ kind: 'silence' }, 'unknown', 0],
  [{ kind: 'silence', accepted: true }, 'unknown', 1],
  [{ kind: 'html502' }, 'unknown', 0],
  [{ kind: 'html502', accepted: true }, 'unknown', 1],
  [{ kind: 'unreadable' }, 'unknown', 1],
  [{ kind: 'withoutId' }, 'unknown', 1],
  [{ kind: 'rateLimited' }, 'refused, again', 0],
  [{ kind: 'rateLimited', retryAfter: 2 }, 'refused, again in 2000', 0],
  [{ kind: 'reply', status: 503, body: { error: { code: 'rate_limit_unavailable' } } }, 'refused, again', 0],
  [{ kind: 'reply', status: 402, body: { error: { code: 402, message: 'no money' } } }, 'refused', 0],
  [{ kind: 'reply', status: 307, body: '', headers: { location: '/v1/videos/generations' } }, 'refused', 0],
  [{ kind: 'reply', status: 200, body: 'x'.repeat(5 * 1024 * 1024) }, 'unknown', 0],
];

for (const [vendor, create] of Object.entries(vendors) as [Vendor, (config: RemoteConfig) => Gateway][]) {
  test(`${vendor}: whatever breaks, one submission is one POST`, async (t) => {
    const { emulator, config } = await gatewayBench(t, vendor);
    for (const [fault, expected, charged] of submitFaults) {
      const [posts, before] = [emulator.submits(), emulator.tasks.length];
      const gateway = create(config);
      const prepared = await gateway.prepare(shotOf('A cat'), noAbort());
      assert.ok(prepared.kind === 'prepared');
      emulator.setFault({ step: 'submit', fault });
      const outcome = await gateway.submit(prepared.prepared, { idempotencyKey: `key-${posts}`, signal: noAbort() });
      const retry = outcome.kind === 'refused' && outcome.retry ? `, again${outcome.retryAfterMs === undefined ? '' : ` in ${outcome.retryAfterMs}`}` : '';
      assert.equal(`${outcome.kind}${retry}`, expected, JSON.stringify(fault).slice(0, 100));
      // A client that gave up may do so before the gateway had its turn to read.
      await emulator.log.reached('submit', posts + 1);
      assert.equal(emulator.submits() - posts, 1, fault.kind);
      assert.equal(emulator.tasks.length - before, charged, fault.kind);
    }
  });

  test(`${vendor}: a gateway that is not there has taken nothing`, async (t) => {
    const { emulator, config } = await gatewayBench(t, vendor);
    await emulator.close();
    const outcome = await create(config).submit({ sentPrompt: 'x', body: {} }, { ...options, signal: noAbort() });
    assert.deepEqual(outcome.kind === 'refused' && [outcome.retry, outcome.failure.class], [true, 'network']);
  });

  test(`${vendor}: an abort before the request leaves sends nothing`, async (t) => {
    const { emulator, config } = await gatewayBench(t, vendor);
    const controller = new AbortController();
    const key = async (): Promise<string | undefined> => { controller.abort('stop'); return config.key(); };
    const gateway = create({ ...config, key });
    await assert.rejects(gateway.submit({ sentPrompt: 'x', body: {} }, { ...options, signal: controller.signal }), (reason) => reason === 'stop');
    assert.equal(emulator.log.entries.length, 0);
  });

  test(`${vendor}: a status read never ends a task but by the gateway's own word`, async (t) => {
    const made = await charged(t, vendor, create);
    const faults: readonly (readonly [Fault, string])[] = [
      [{ kind: 'resetBefore' }, 'again network'], [{ kind: 'silence' }, 'again network'], [{ kind: 'html502' }, 'again server'], [{ kind: 'unreadable' }, 'again server'],
      [{ kind: 'rateLimited' }, 'again rate'], [{ kind: 'reply', status: 404, body: { error: { code: 404, message: 'Task not found' } } }, 'again server'],
      [{ kind: 'reply', status: 401, body: { error: { code: 401, message: 'bad key' } } }, 'pause auth'], [{ kind: 'word', status: 'daydreaming' }, 'running'],
      [{ kind: 'withoutLink' }, 'completed'], [{ kind: 'urlForm', form: 'array' }, 'completed link'], [{ kind: 'urlForm', form: 'string' }, 'completed link'],
      [{ kind: 'olderForm' }, 'completed link'], [{ kind: 'failed', message: 'no luck' }, 'failed server'],
    ];
    for (const [fault, expected] of faults) {
      made.emulator.setFault({ step: 'status', fault });
      const outcome = await made.gateway.status(made.handle, noAbort());
      const words = outcome.kind === 'unreadable' ? [outcome.then, outcome.failure.class]
        : outcome.kind === 'reading' ? [outcome.reading.phase, outcome.reading.result?.kind, outcome.reading.failure?.class] : [outcome.kind];
      assert.equal(words.filter(Boolean).join(' '), expected, fault.kind);
    }
    assert.equal(made.emulator.submits(), 1);
  });

  test(`${vendor}: the key goes to its own gateway and nowhere else`, async (t) => {
    const { gateway, handle, emulator } = await charged(t, vendor, create);
    emulator.setFault({ step: 'status', fault: { kind: 'reply', status: 302, body: '', headers: { location: `${emulator.files}/elsewhere` } } });
    await gateway.status(handle, noAbort());
    await gateway.balance(noAbort());
    assert.deepEqual([...new Set(emulator.log.entries.map((entry) => `${entry.gateway} ${entry.bearer}`))], [`${vendor} ${vendor}`]);
  });
}

async function charged(t: TestContext, vendor: Vendor, create: (config: RemoteConfig) => Gateway): Promise<GatewayBench & { gateway: Gateway; handle: Handle }> {
  const made = await gatewayBench(t, vendor);
  const gateway = create(made.config);
  const prepared = await gateway.prepare(shotOf('A cat'), noAbort());
  assert.ok(prepared.kind === 'prepared');
  const outcome = await gateway.submit(prepared.prepared, { ...options, signal: noAbort() });
  assert.ok(outcome.kind === 'accepted');
  return { ...made, gateway, handle: outcome.handle };
}
