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

describe('a secret storage that refuses', () => {
  function openRefused(isWanted: boolean) {
    const refusal = (): Promise<never> => Promise.reject(new Error('no keyring'));
    const keys = createKeys({ get: refusal, store: refusal, delete: refusal });
    const questions: string[] = [];
    const kept: string[] = [];
    keys.onDidKeep((name) => kept.push(name));
    const desk = createKeyDesk({
      keys, baseUrlOf: () => ({ kind: 'base', url: 'https://toapis.com' }), keyPage: () => '', withKey: () => Promise.resolve({ checkKey: () => Promise.resolve({ kind: 'valid' as const, words: '' }) }),
      ask: ({ detail }) => {
        questions.push(detail);
        return Promise.resolve(isWanted);
      },
    });
    return { desk, keys, questions, kept };
  }

  it('is said with its reason, and the key is kept for this session if wanted', async () => {
    const { desk, keys, questions, kept } = openRefused(true);
    assert.deepEqual(await desk.store('toapis', 'sk-good'), { kind: 'valid', words: '', session: true });
    assert.match(questions.join(), /no keyring/u);
    assert.equal(await keys.get('toapis', 'https://toapis.com'), 'sk-good');
    assert.equal(await keys.get('toapis', 'https://other.example'), undefined);
    assert.equal(await desk.has('toapis'), true);
    assert.deepEqual(kept, [keys.nameOf('toapis', 'https://toapis.com')]);
  });

  it('keeps nothing when that is not wanted, and asks for a key like any other lack of one', async () => {
    const { desk, keys } = openRefused(false);
    assert.equal(await desk.store('toapis', 'sk-good'), undefined);
    assert.equal(await keys.get('toapis', 'https://toapis.com'), undefined);
    assert.equal(await desk.has('toapis'), false);
  });
});
