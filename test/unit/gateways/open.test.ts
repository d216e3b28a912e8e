import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { openGateways, type OpenGatewaysDependencies } from '../../../src/gateways/open.ts';
import type { GatewayStyle } from '../../../src/gateways/style.ts';
import { gatewayBench, noAbort, shotOf } from '../../support/gatewayBench.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const plain: GatewayStyle = { directiveLanguage: 'auto', apimartFirstFrame: 'upload', toapisRequestStyle: 'metadata' };

test('each key goes to its own gateway and base URL, a key to be checked to nothing else', async (t) => {
  const { emulator, config } = await gatewayBench(t, 'apimart');
  const asked: string[] = [];
  const gateways = openGateways({
    http: config.http, cleanFirstFrame: () => true, uploadsFile: '/nowhere/uploads.json', style: () => plain, animaticFolder: tmpdir(), log: quiet,
    keyFor: (gateway, baseUrl) => { asked.push(`${gateway} ${baseUrl}`); return Promise.resolve(gateway === 'animatic' ? undefined : emulator.keys[gateway]); },
  });
  for (const gateway of ['apimart', 'toapis'] as const) {
    const adapter = await gateways.gatewayFor({ gateway, baseUrl: emulator[gateway] });
    assert.equal(adapter.id, gateway);
    assert.equal((await adapter.checkKey(noAbort())).kind, 'valid');
    const candidate = await gateways.withKey(gateway, emulator[gateway], 'sk-candidate');
    assert.equal((await candidate.checkKey(noAbort())).kind, 'invalid');
  }
  assert.deepEqual(asked, [`apimart ${emulator.apimart}`, `toapis ${emulator.toapis}`]);
  assert.deepEqual(emulator.log.entries.map((entry) => `${entry.gateway} ${entry.bearer}`), ['apimart apimart', 'apimart unknown', 'toapis toapis', 'toapis unknown']);
});

test('one adapter serves a base URL, until a setting changes how requests are written', async () => {
  let style = plain;
  const deps: OpenGatewaysDependencies = {
    http: () => Promise.reject(new Error('not needed')), cleanFirstFrame: () => true, uploadsFile: '/nowhere/uploads.json', style: () => style, animaticFolder: tmpdir(), log: quiet, keyFor: () => Promise.resolve('sk-1'),
  };
  const gateways = openGateways(deps);
  const task = { gateway: 'toapis', baseUrl: 'https://toapis.com' } as const;
  const first = await gateways.gatewayFor(task);
  assert.equal(await gateways.gatewayFor(task), first);
  assert.notEqual(await gateways.gatewayFor({ ...task, baseUrl: 'https://relay.example' }), first);
  const asWritten = await gateways.gatewayFor({ ...task, style: { ...plain, directiveLanguage: 'asWritten' } });
  const written = await asWritten.prepare(shotOf('[推进] A cat'), noAbort());
  assert.equal(written.kind === 'prepared' && written.prepared.sentPrompt, '[推进] A cat', 'a style that was written down rules');
  assert.equal(await gateways.gatewayFor({ ...task, style: { ...plain } }), first);
  style = { ...plain, toapisRequestStyle: 'topLevel' };
  const second = await gateways.gatewayFor(task);
  const outcome = await second.prepare(shotOf('[推进] A cat'), noAbort());
  assert.deepEqual(outcome.kind === 'prepared' && outcome.prepared.body, {
    model: 'MiniMax-Hailuo-2.3', prompt: '[Push in] A cat', duration: 6, resolution: '768P',
    metadata: { prompt_optimizer: true, fast_pretreatment: false, aigc_watermark: false },
  });
});
