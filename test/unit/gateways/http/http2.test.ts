import assert from 'node:assert/strict';
import { createSecureServer } from 'node:http2';
import { test } from 'node:test';
import { generate } from 'selfsigned';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { noAbort } from '../../../support/gatewayBench.ts';
import { listen } from '../../../support/loopback.ts';

test('a server that speaks HTTP/2 alone has taken nothing, and is told of by that name', async (t) => {
  let asked = 0;
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const server = createSecureServer({ key, cert, allowHTTP1: false }, (_, response) => { asked++; response.end(); });
  const port = await listen(t, server);
  const http = createHttp({ strictSSL: false });
  t.after(() => http.close());
  const gateway = createApimart({ baseUrl: `https://127.0.0.1:${port}`, key: () => Promise.resolve('sk-stays-here'), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload' });
  const ordered = await gateway.submit({ sentPrompt: 'A cat', body: { prompt: 'A cat' } }, { idempotencyKey: 'one', signal: noAbort() });
  assert.ok(ordered.kind === 'refused');
  assert.match(ordered.failure.message, /accepts only HTTP\/2/);
  assert.equal(asked, 0);
});
