import assert from 'node:assert/strict';
import { createKeyDesk } from '../../src/commands/keys.ts';
import type { KeyOutcome } from '../../src/gateways/gateway.ts';
import { createKeys } from '../../src/host/secrets.ts';

/** A desk whose gateway answers when `answer` is called; `stored` is what reached the secret storage. */
function openDesk() {
  const { promise, resolve } = Promise.withResolvers<KeyOutcome>();
  const stored: string[] = [];
  const keep = (_name: string, key: string): Promise<void> => {
    stored.push(key);
    return Promise.resolve();
  };
  const desk = createKeyDesk({
    keys: createKeys({ get: () => Promise.resolve(undefined), store: keep, delete: () => Promise.resolve() }),
    baseUrlOf: () => ({ kind: 'base', url: 'https://toapis.com' }), keyPage: () => '', withKey: () => Promise.resolve({ checkKey: () => promise }),
  });
  return { desk, stored, answer: () => resolve({ kind: 'valid', words: '' }) };
}

describe('a key that is being checked', () => {
  it('is stored when the gateway takes it', async () => {
    const { desk, stored, answer } = openDesk();
    const outcome = desk.store('toapis', 'sk-good');
    answer();
    assert.equal((await outcome)?.kind, 'valid');
    assert.deepEqual(stored, ['sk-good']);
  });

  it('is not stored when the person pressed Escape meanwhile', async () => {
    const { desk, stored, answer } = openDesk();
    const leaving = new AbortController();
    const outcome = desk.store('toapis', 'sk-good', leaving.signal);
    leaving.abort();
    answer();
    assert.equal(await outcome, undefined);
    assert.deepEqual(stored, []);
  });
});
