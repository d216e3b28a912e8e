import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyNotes } from '../../../src/host/keyNotes.ts';
import { createKeys } from '../../../src/host/secrets.ts';

/** The platform's part: a store as VS Code keeps one, in memory. */
function memoryStore(values = new Map<string, string>()) {
  return {
    values,
    get: async (key: string) => values.get(key),
    store: async (key: string, value: string) => void values.set(key, value),
    delete: async (key: string) => void values.delete(key),
  };
}

describe('keys', () => {
  it('gives a key back for the gateway and origin it was set for', async () => {
    const keys = createKeys(memoryStore());
    await keys.set('apimart', 'https://api.apimart.ai', 'sk-one');
    assert.equal(await keys.get('apimart', 'https://api.apimart.ai'), 'sk-one');
  });

  it('never gives a key to another origin or gateway', async () => {
    const keys = createKeys(memoryStore());
    await keys.set('apimart', 'https://api.apimart.ai', 'sk-one');
    assert.equal(await keys.get('apimart', 'https://evil.example'), undefined);
    assert.equal(await keys.get('toapis', 'https://api.apimart.ai'), undefined);
  });

  it('reads a value that the system could not decrypt as no key', async () => {
    const store = memoryStore();
    const keys = createKeys(store);
    store.values.set(keys.nameOf('toapis', 'https://toapis.com'), '');
    assert.equal(await keys.get('toapis', 'https://toapis.com'), undefined);
  });

  it('knows of one that was set in another window of a browser, and of none that was removed there', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'hailuo-keys-'));
    t.after(() => rm(folder, { recursive: true }));
    // Each window of a browser reads its secrets once, when it opens.
    const [here, there] = [memoryStore(), memoryStore()].map((store) => createKeys(store, createKeyNotes(join(folder, 'keys'))));
    const place = ['toapis', 'https://toapis.com'] as const;
    assert.equal(await here!.isElsewhere(...place), false);
    await there!.set(...place, 'sk-secret');
    assert.deepEqual([await here!.isElsewhere(...place), await there!.isElsewhere(...place), await here!.isElsewhere('toapis', 'https://relay.example')], [true, false, false]);
    const names = await readdir(join(folder, 'keys'));
    const written = [...names, ...await Promise.all(names.map((name) => readFile(join(folder, 'keys', name), 'utf8')))].join();
    assert.doesNotMatch(written, /sk-secret|toapis/u);
    await there!.remove(...place);
    assert.equal(await here!.isElsewhere(...place), false);
  });

  it('says on removal whether there was a key', async () => {
    const keys = createKeys(memoryStore());
    await keys.set('toapis', 'https://toapis.com', 'sk-two');
    assert.equal(await keys.remove('toapis', 'https://toapis.com'), true);
    assert.equal(await keys.remove('toapis', 'https://toapis.com'), false);
    assert.equal(await keys.get('toapis', 'https://toapis.com'), undefined);
  });
});
