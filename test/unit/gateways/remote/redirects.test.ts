import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { Gateway } from '../../../../src/gateways/gateway.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { createToapis } from '../../../../src/gateways/toapis/gateway.ts';
import { noAbort } from '../../../support/gatewayBench.ts';
import { png } from '../../../support/images.ts';
import { listen, serve } from '../../../support/loopback.ts';

function gatewayAt(t: TestContext, name: 'apimart' | 'toapis', baseUrl: string): Gateway {
  const http = createHttp();
  t.after(() => http.close());
  const key = (): Promise<string> => Promise.resolve('sk-stays-here');
  const shared = { baseUrl, key, http: () => Promise.resolve(http), directiveLanguage: 'auto' } as const;
  return name === 'apimart' ? createApimart({ ...shared, firstFrame: 'upload' }) : createToapis({ ...shared, requestStyle: 'metadata' });
}

for (const name of ['apimart', 'toapis'] as const) {
  for (const status of [300, 301, 302, 303, 307, 308]) {
    test(`${name}: nothing follows a redirect (${status}) to another host, neither the key nor a second order`, async (t) => {
      const away: string[] = [];
      const asked: string[] = [];
      const other = await serve(t, (request, response) => {
        away.push(`${request.method} ${request.headers.authorization}`);
        response.end('{"code":200,"data":[{"status":"submitted","task_id":"t1"}]}');
      });
      const origin = await serve(t, (request, response) => {
        asked.push(request.method ?? '');
        request.resume().on('end', () => { response.writeHead(status, { location: `${other}${request.url}` }).end(); });
      });
      const gateway = gatewayAt(t, name, origin);
      const ordered = await gateway.submit({ sentPrompt: 'A cat', body: { prompt: 'A cat' } }, { idempotencyKey: 'one', signal: noAbort() });
      // 303 says that what was asked for is done, and where to read about it.
      assert.equal(ordered.kind, status === 303 ? 'unknown' : 'refused');
      assert.deepEqual(asked, ['POST']);
      const read = await gateway.status({ remoteId: 't1' }, noAbort());
      assert.ok(read.kind === 'unreadable' && read.failure.message.includes(`it redirects to ${other}/`), 'the new address is named');
      await gateway.balance(noAbort());
      assert.notEqual((await gateway.checkKey(noAbort())).kind, 'valid');
      const uploaded = await gateway.upload({ bytes: png(64, 48), name: 'a.png', mime: 'image/png' }, noAbort());
      assert.notEqual(uploaded.kind, 'uploaded');
      assert.equal(asked.filter((method) => method === 'POST').length, 2);
      assert.deepEqual(away, []);
    });
  }

  test(`${name}: a relay on IPv6 takes an order`, async (t) => {
    let posts = 0;
    const server = createServer((request, response) => {
      posts++;
      request.resume().on('end', () => { response.end(name === 'apimart' ? '{"code":200,"data":[{"status":"submitted","task_id":"t1"}]}' : '{"id":"t1","status":"queued"}'); });
    });
    const port = await listen(t, server, '::1');
    const ordered = await gatewayAt(t, name, `http://[::1]:${port}`).submit({ sentPrompt: 'A cat', body: { prompt: 'A cat' } }, { idempotencyKey: 'one', signal: noAbort() });
    assert.deepEqual([ordered.kind, posts], ['accepted', 1]);
  });
}
