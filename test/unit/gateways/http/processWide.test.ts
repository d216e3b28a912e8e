import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve, serveProxy } from '../../../support/loopback.ts';

const symbols = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];
const dispatchers = (): readonly unknown[] => symbols.map((symbol) => Reflect.get(globalThis, symbol) as unknown);

// Node's own modules have filled both places by now, and no undici takes a place that is filled. This test file is a
// process of its own, so the places are emptied here before the client is loaded: whoever takes one is then noticed.
test('the process-wide dispatchers are left alone when the client is loaded and used', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('ok'));
  const proxy = (await serveProxy(t)).url;
  symbols.forEach((symbol) => Reflect.set(globalThis, symbol, undefined));
  const { loadHttp } = await import('../../../../src/gateways/http/load.ts');
  const { createHttp } = await import('../../../../src/gateways/http/undiciHttp.ts');
  assert.deepEqual(dispatchers(), [undefined, undefined], 'by loading');
  for (const http of [createHttp(), await loadHttp({ proxy })]) {
    t.after(() => http.close());
    for (const body of ['text', new Uint8Array([1, 2, 3])]) {
      const outcome = await http.request({ method: 'POST', url: origin, body, fresh: true });
      assert.equal(outcome.kind, 'reply');
    }
  }
  assert.deepEqual(dispatchers(), [undefined, undefined], 'by use');
});
