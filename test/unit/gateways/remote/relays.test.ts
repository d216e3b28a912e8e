import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { Gateway } from '../../../../src/gateways/gateway.ts';
import { createToapis } from '../../../../src/gateways/toapis/gateway.ts';
import type { Vendor } from '../../../gateway/fault.ts';
import type { Meaning, RelayReply } from '../../../gateway/relays/reply.ts';
import { relayReplies } from '../../../gateway/relays/relays.ts';
import { gatewayBench, noAbort, shotOf } from '../../../support/gatewayBench.ts';

const known = (fields: Record<string, unknown>): Meaning => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as Meaning;

async function submitted(gateway: Gateway): Promise<Meaning> {
  const prepared = await gateway.prepare(shotOf('A cat'), noAbort());
  assert.ok(prepared.kind === 'prepared');
  const outcome = await gateway.submit(prepared.prepared, { idempotencyKey: 'key-1', signal: noAbort() });
  switch (outcome.kind) {
    case 'accepted': return { is: 'accepted', id: outcome.handle.remoteId };
    case 'refused': return known({ is: outcome.retry ? 'later' : 'refused', class: outcome.failure.class, command: outcome.failure.command });
    case 'unknown': assert.equal(outcome.failure.command, 'resolveUnconfirmed'); return { is: 'unconfirmed' };
  }
}

async function read(gateway: Gateway): Promise<Meaning> {
  const outcome = await gateway.status({ remoteId: 'a' }, noAbort());
  if (outcome.kind === 'unreadable') { return { is: outcome.then === 'pause' ? 'paused' : 'again', class: outcome.failure.class }; }
  assert.ok(outcome.kind === 'reading');
  const { phase, failure, result } = outcome.reading;
  return known({ is: phase, class: failure?.class, command: failure?.command, link: result?.kind === 'link' ? result.url : undefined });
}

async function keyChecked(gateway: Gateway, expected: Meaning): Promise<Meaning> {
  const outcome = await gateway.checkKey(noAbort());
  if (outcome.kind === 'valid') { return { is: 'key valid' }; }
  const quotes = 'quotes' in expected && outcome.failure.message.includes(expected.quotes) ? expected.quotes : outcome.failure.message;
  return { is: `key ${outcome.kind}`, quotes };
}

async function meaningOf(row: RelayReply, gateway: Gateway): Promise<Meaning> {
  switch (row.step) {
    case 'submit': return submitted(gateway);
    case 'status': return read(gateway);
    case 'balance': return keyChecked(gateway, row.meaning);
  }
}

const vendors: Readonly<Record<Vendor, (config: Parameters<typeof createApimart>[0] & Parameters<typeof createToapis>[0]) => Gateway>> = { apimart: createApimart, toapis: createToapis };

test('every reply has a name of its own', () => {
  assert.equal(new Set(relayReplies.map(({ name }) => name)).size, relayReplies.length);
  assert.ok(relayReplies.length >= 60);
});

for (const vendor of ['apimart', 'toapis'] as const) {
  test(`${vendor}: what relays, firewalls and MiniMax itself answer means what the table says, after one POST`, async (t) => {
    const { emulator, config } = await gatewayBench(t, vendor);
    for (const row of relayReplies) {
      await t.test(row.name, async () => {
        const gateway = vendors[vendor]({ ...config, firstFrame: 'upload', requestStyle: 'metadata' });
        const posts = emulator.submits();
        emulator.setFault({ step: row.step, fault: { kind: 'relay', name: row.name } });
        assert.deepEqual(await meaningOf(row, gateway), row.meaning);
        assert.equal(emulator.submits() - posts, row.step === 'submit' ? 1 : 0);
      });
    }
  });
}
