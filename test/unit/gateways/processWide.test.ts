import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve, serveProxy } from '../../support/loopback.ts';

// A test file is a process of its own, and nothing above loads the client: what is seen here is what was there before it.
const symbols = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];
const dispatchers = (): readonly unknown[] => symbols.map((symbol) => Reflect.get(globalThis, symbol) as unknown);

test('the process-wide dispatchers are what they were before the client was loaded and used', async (t) => {
  const before = dispatchers();
  const { loadHttp } = await import('../../../src/gateways/http.ts');
  const { createHttp } = await import('../../../src/gateways/undiciHttp.ts');
  assert.deepEqual(dispatchers(), before, 'by loading');
  const origin = await serve(t, (_request, response) => response.end('ok'));
  for (const http of [createHttp(), await loadHttp({ proxy: (await serveProxy(t)).url })]) {
    t.after(() => http.close());
    for (const body of ['text', new Uint8Array([1, 2, 3])]) {
      const outcome = await http.request({ method: 'POST', url: origin, body, fresh: true });
      assert.equal(outcome.kind, 'reply');
    }
  }
  assert.deepEqual(dispatchers(), before, 'by use');
});
