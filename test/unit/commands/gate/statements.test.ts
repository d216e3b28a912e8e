import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAgreements } from '../../../../src/commands/gate/agreements.ts';
import type { GatewayChoice, Statement } from '../../../../src/commands/gate/statements.ts';
import { contentHash, gatewayStatement } from '../../../../src/commands/gate/statements.ts';

const file = { uri: 'file:///clone/shots.hailuo', name: 'shots.hailuo', content: contentHash('@gateway = apimart') };
const stranger: GatewayChoice = { gateway: 'apimart', users: 'animatic', byHand: false, document: { ...file, gateway: 'apimart' } };

function memory() {
  const kept = new Map<string, unknown>();
  return { get: (key: string) => kept.get(key), update: async (key: string, value: unknown) => { await Promise.resolve(); kept.set(key, value); } };
}

describe('a gateway that a file chose', () => {
  it('is stated when it costs money and the user’s own would not', () => {
    assert.deepEqual(gatewayStatement(stranger), { kind: 'gateway', gateway: 'apimart', file });
    assert.equal(gatewayStatement({ ...stranger, users: 'toapis' }), undefined);
    assert.equal(gatewayStatement({ ...stranger, gateway: 'animatic' }), undefined);
  });

  it('is no statement when the person chose it, or no file names it', () => {
    assert.equal(gatewayStatement({ ...stranger, byHand: true }), undefined);
    assert.equal(gatewayStatement({ gateway: 'apimart', users: 'animatic', byHand: false, document: { ...file, gateway: undefined } }), undefined);
  });

  it('is stated of the metadata file or the workspace’s settings when these name it', () => {
    const sidecar = { ...file, name: 'cat.mp4.json' };
    const workspace = { ...file, name: '.vscode/settings.json', gateway: 'toapis' as const };
    const told = (choice: Partial<GatewayChoice>): string | undefined => {
      const statement = gatewayStatement({ gateway: 'toapis', users: 'animatic', byHand: false, ...choice });
      return statement?.kind === 'gateway' ? statement.file.name : undefined;
    };
    assert.equal(told({ sidecar, workspace }), 'cat.mp4.json');
    assert.equal(told({ workspace }), '.vscode/settings.json');
    assert.equal(told({ workspace: { ...workspace, gateway: 'apimart' } }), undefined);
  });
});

describe('what was agreed to', () => {
  it('is remembered for the file as it reads, for the gateway and the picture that were named', async () => {
    const agreements = createAgreements(memory());
    const ordered: Statement = { kind: 'gateway', gateway: 'apimart', file };
    const sent: Statement = { kind: 'picture', gateway: 'apimart', picture: '/home/me/cat.png', file };
    assert.equal(agreements.covers(ordered), false);
    await agreements.remember([ordered, sent]);
    assert.ok(agreements.covers(ordered) && agreements.covers(sent));
    assert.equal(agreements.covers({ ...ordered, gateway: 'toapis' }), false);
    assert.equal(agreements.covers({ ...ordered, file: { ...file, content: contentHash('more') } }), false);
    assert.equal(agreements.covers({ ...sent, picture: '/home/me/other.png' }), false);
  });

  it('is never remembered of Restricted Mode, and whatever else is in its place counts for nothing', async () => {
    const kept = memory();
    await kept.update('hailuo.agreements', { all: true });
    const agreements = createAgreements(kept);
    const restricted: Statement = { kind: 'restricted', gateway: 'apimart' };
    await agreements.remember([restricted]);
    assert.equal(agreements.covers(restricted), false);
  });
});
