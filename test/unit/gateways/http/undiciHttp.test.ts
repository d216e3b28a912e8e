import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import { test, type TestContext } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { HttpOptions, HttpOutcome } from '../../../../src/gateways/http/http.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { closedPort, publicName, serve, serveProxy, serveRaw, serveSecurely, testLookup } from '../../../support/loopback.ts';

function open(t: { after(done: () => unknown): void }, options: HttpOptions = {}): ReturnType<typeof createHttp> {
  const http = createHttp(options);
  t.after(() => http.close());
  return http;
}

function faultIn(outcome: HttpOutcome): string {
  return outcome.kind === 'fault' ? `${outcome.fault.delivered} ${outcome.fault.reason}` : `reply ${outcome.reply.status}`;
}

async function chunksOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) { chunks.push(chunk); }
  return chunks;
}

test('a reply comes with its status, lower-case headers and text', async (t) => {
  const origin = await serve(t, (request, response) => {
    response.writeHead(201, { 'X-RateLimit-Remaining': '7' }).end(`${request.method} ${request.url} ${String(request.headers['x-one'])}`);
  });
  const outcome = await open(t).request({ method: 'GET', url: `${origin}/a%20b?c=d#e`, headers: { 'X-One': '1' } });
  assert.equal(outcome.kind, 'reply');
  assert.equal(outcome.reply.status, 201);
  assert.equal(outcome.reply.headers['x-ratelimit-remaining'], '7');
  assert.equal(outcome.reply.text, 'GET /a%20b?c=d 1');
});

test('nothing can have been delivered when nobody listens, the name is unknown or the proxy is none', async (t) => {
  const http = open(t);
  assert.equal(faultIn(await http.request({ method: 'POST', url: await closedPort(), body: '{}' })), 'no refused');
  assert.equal(faultIn(await http.request({ method: 'POST', url: 'https://no-such-host.invalid/', body: '{}' })), 'no name');
  const proxied = open(t, { proxy: await closedPort() });
  assert.equal(faultIn(await proxied.request({ method: 'POST', url: 'https://gateway.invalid/', body: '{}' })), 'no proxy');
  const misspelt = open(t, { proxy: 'http://[not-an-address' });
  assert.equal(faultIn(await misspelt.request({ method: 'POST', url: 'https://gateway.invalid/', body: '{}' })), 'no proxy');
});

test('an address that is none is a fault, as any other, and nothing is thrown', async (t) => {
  const http = open(t);
  for (const url of ['no address', 'https://', '//gateway.invalid/v1']) {
    const outcome = await http.request({ method: 'GET', url });
    assert.equal(outcome.kind, 'fault', url);
  }
});

test('a certificate that nobody vouches for is a TLS failure with nothing delivered', async (t) => {
  let requests = 0;
  const { origin, certificate } = await serveSecurely(t, (_request, response) => { requests++; response.end('ok'); });
  assert.equal(faultIn(await open(t).request({ method: 'POST', url: origin, body: '{}' })), 'no tls-own');
  assert.equal(requests, 0);
  assert.equal(faultIn(await open(t, { ca: [certificate] }).request({ method: 'POST', url: origin, body: '{}' })), 'reply 200');
  assert.equal(faultIn(await open(t, { strictSSL: false }).request({ method: 'POST', url: origin, body: '{}' })), 'reply 200');
  assert.equal(requests, 2);
});

test('what is wrong with a certificate is told apart: of one’s own, out of date, for another name', async (t) => {
  let requests = 0;
  const listener = (_request: unknown, response: { end(text: string): void }): void => { requests++; response.end('ok'); };
  const old = await serveSecurely(t, listener, '127.0.0.1', { notBeforeDate: new Date('2020-01-01'), notAfterDate: new Date('2020-02-01') });
  const other = await serveSecurely(t, listener, '127.0.0.2');
  const order = { method: 'POST', body: '{}' } as const;
  assert.equal(faultIn(await open(t, { ca: [old.certificate] }).request({ ...order, url: `https://127.0.0.1:${old.port}` })), 'no tls-expired');
  assert.equal(faultIn(await open(t, { ca: [other.certificate] }).request({ ...order, url: `https://127.0.0.2:${other.port}` })), 'no tls-name');
  assert.equal(requests, 0);
});

/** A server that answers the first request of a connection and resets the connection when a second one comes. */
async function serveOnceEach(t: TestContext): Promise<{ readonly origin: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const origin = await serveRaw(t, (socket) => {
    let served = false;
    socket.on('data', (data) => {
      asked.push(data.toString().split(' ')[0] ?? '');
      if (served) { socket.resetAndDestroy(); return; }
      served = true;
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    });
  });
  return { origin, asked };
}

test('a read over a kept connection that the server is just closing is asked again, once and at once', async (t) => {
  const { origin, asked } = await serveOnceEach(t);
  const http = open(t);
  assert.equal(faultIn(await http.request({ method: 'GET', url: origin })), 'reply 200');
  // The client puts a connection back a turn after its reply.
  await turn();
  assert.equal(faultIn(await http.request({ method: 'GET', url: origin })), 'reply 200');
  assert.deepEqual(asked, ['GET', 'GET', 'GET']);
});

test('what is sent is never sent twice by itself, however its connection ends', async (t) => {
  const { origin, asked } = await serveOnceEach(t);
  const http = open(t);
  assert.equal(faultIn(await http.request({ method: 'GET', url: origin })), 'reply 200');
  await turn();
  assert.equal(faultIn(await http.request({ method: 'POST', url: origin, body: '{}' })), 'maybe reset');
  assert.equal(faultIn(await http.request({ method: 'POST', url: origin, body: '{}', fresh: true })), 'reply 200');
  assert.deepEqual(asked, ['GET', 'POST', 'POST']);
});

test('a first read whose connection is reset is not asked again', async (t) => {
  let connections = 0;
  const origin = await serveRaw(t, (socket) => { connections++; socket.once('data', () => { socket.resetAndDestroy(); }); });
  assert.equal(faultIn(await open(t).request({ method: 'GET', url: origin })), 'maybe reset');
  assert.equal(connections, 1);
});

test('a connection that never comes to stand runs into the connect limit with nothing delivered', async (t) => {
  const silent = await serveRaw(t, () => undefined);
  const outcome = await open(t, { limits: { connectMs: 100 } }).request({ method: 'POST', url: silent.replace('http:', 'https:'), body: '{}' });
  assert.equal(faultIn(outcome), 'no connect-timeout');
});

test('a reset after the request left may have been delivered', async (t) => {
  const origin = await serveRaw(t, (socket) => { socket.once('data', () => socket.resetAndDestroy()); });
  assert.equal(faultIn(await open(t).request({ method: 'POST', url: origin, body: '{}' })), 'maybe reset');
});

test('silence after the request left runs into the header limit and may have been delivered', async (t) => {
  const origin = await serve(t, () => undefined);
  assert.equal(faultIn(await open(t, { limits: { headersMs: 100 } }).request({ method: 'POST', url: origin, body: '{}' })), 'maybe timeout');
});

test('a body that stops half-way runs into the body limit', async (t) => {
  const origin = await serve(t, (_request, response) => { response.writeHead(200, { 'content-length': '10' }).write('half'); });
  assert.equal(faultIn(await open(t, { limits: { bodyMs: 100 } }).request({ method: 'GET', url: origin })), 'maybe timeout');
});

test('a body that comes in drops is given up, a download too, however long it goes on', async (t) => {
  const origin = await serve(t, (_request, response) => {
    const timer = setInterval(() => { response.write(' '); }, 10);
    response.writeHead(200).once('close', () => { clearInterval(timer); });
  });
  const http = open(t, { limits: { dripMs: 300 } });
  assert.equal(faultIn(await http.request({ method: 'GET', url: origin })), 'maybe timeout');
  const outcome = await http.stream({ method: 'GET', url: origin });
  assert.ok(outcome.kind === 'stream');
  await assert.rejects(chunksOf(outcome.stream.body), (error: { fault?: { reason?: string } }) => error.fault?.reason === 'timeout');
});

test('a reply over its limit is given up, not read to its end', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('x'.repeat(5000)));
  const http = open(t);
  assert.equal(faultIn(await http.request({ method: 'GET', url: origin, maxBytes: 4999 })), 'maybe too-large');
  assert.equal(faultIn(await http.request({ method: 'GET', url: origin, maxBytes: 5000 })), 'reply 200');
});

test('an abort rejects with its own reason, before and while waiting', async (t) => {
  let arrived = (): void => undefined;
  const waiting = new Promise<void>((resolve) => { arrived = resolve; });
  const origin = await serve(t, () => { arrived(); });
  const http = open(t);
  await assert.rejects(http.request({ method: 'GET', url: origin, signal: AbortSignal.abort('stop') }), (reason) => reason === 'stop');
  const controller = new AbortController();
  const pending = http.request({ method: 'GET', url: origin, signal: controller.signal });
  await waiting;
  controller.abort('now');
  await assert.rejects(pending, (reason) => reason === 'now');
});

test('at most six connections go to one origin at a time', async (t) => {
  let connections = 0;
  const held: (() => void)[] = [];
  let sixth = (): void => undefined;
  const sixHeld = new Promise<void>((resolve) => { sixth = resolve; });
  const origin = await serve(t, (request, response) => {
    if (!seen.has(request.socket)) { seen.add(request.socket); connections++; }
    held.push(() => { response.end('ok'); });
    if (held.length === 6) { sixth(); }
  });
  const seen = new Set<Socket>();
  const http = open(t);
  const all = [
    ...Array.from({ length: 10 }, () => http.request({ method: 'GET', url: origin })),
    ...Array.from({ length: 4 }, () => http.request({ method: 'POST', url: origin, body: '{}', fresh: true })),
  ];
  await sixHeld;
  assert.equal(connections, 6);
  const release = setInterval(() => { for (const go of held.splice(0)) { go(); } }, 5);
  t.after(() => { clearInterval(release); });
  for (const outcome of await Promise.all(all)) { assert.equal(faultIn(outcome), 'reply 200'); }
});

test('a fresh request never meets a connection that was kept', async (t) => {
  const ports: (number | undefined)[] = [];
  const origin = await serve(t, (request, response) => { ports.push(request.socket.remotePort); response.end('ok'); });
  const http = open(t);
  for (let count = 0; count < 8; count++) { await http.request({ method: 'GET', url: origin }); }
  const kept = new Set(ports);
  assert.ok(kept.size < 8, 'connections are kept');
  for (const body of ['1', '2', '3']) { await http.request({ method: 'POST', url: origin, body, fresh: true }); }
  assert.equal(new Set([...kept, ...ports.slice(8)]).size, kept.size + 3);
});

test('the proxy of the settings carries requests, with its credentials and through TLS', async (t) => {
  const proxy = await serveProxy(t);
  const { port, certificate } = await serveSecurely(t, (request, response) => response.end(`hello ${request.headers.authorization}`));
  const origin = `https://${publicName}:${port}`;
  const http = open(t, { proxy: proxy.url.replace('//', '//user:pass%21@'), ca: [certificate] });
  const outcome = await http.request({ method: 'GET', url: origin, headers: { authorization: 'Bearer sk-secret' } });
  assert.equal(outcome.kind === 'reply' && outcome.reply.text, 'hello Bearer sk-secret');
  assert.deepEqual(proxy.tunnels, [new URL(origin).host]);
  assert.equal(proxy.headers[0]?.['proxy-authorization'], `Basic ${Buffer.from('user:pass!').toString('base64')}`);
  assert.equal(proxy.headers[0]['authorization'], undefined, 'the key is for the gateway alone');
});

test('the proxy of the environment is used when the settings name none, and exceptions go straight', async (t) => {
  const proxy = await serveProxy(t);
  const origin = (await serve(t, (_request, response) => response.end('ok'))).replace('127.0.0.1', publicName);
  assert.equal(faultIn(await open(t, { env: { HTTPS_PROXY: 'http://127.0.0.1:9', http_proxy: proxy.url } }).request({ method: 'GET', url: origin })), 'reply 200');
  assert.equal(proxy.tunnels.length, 1);
  await open(t, { proxy: proxy.url, noProxy: [publicName], lookup: testLookup() }).request({ method: 'GET', url: origin });
  await open(t, { proxy: proxy.url, env: { NO_PROXY: `other.example, ${publicName}` }, lookup: testLookup() }).request({ method: 'GET', url: origin });
  assert.equal(proxy.tunnels.length, 1);
});

test('a proxy that refuses the tunnel has delivered nothing, nor has an untrusted server behind it', async (t) => {
  const refusing = await serveProxy(t, { refuse: 407 });
  assert.equal(faultIn(await open(t, { proxy: refusing.url }).request({ method: 'POST', url: 'https://gateway.invalid/', body: '{}' })), 'no proxy-login');
  const proxy = await serveProxy(t);
  const { port } = await serveSecurely(t, (_request, response) => response.end('ok'));
  const origin = `https://${publicName}:${port}`;
  assert.equal(faultIn(await open(t, { proxy: proxy.url }).request({ method: 'POST', url: origin, body: '{}' })), 'no tls-own');
});

test('a stream gives its bytes as they come, does not follow redirects and can be cancelled', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/moved') { response.writeHead(302, { location: 'https://elsewhere.example/' }).end(); return; }
    response.writeHead(200, { 'content-length': '6' });
    response.write('abc', () => { if (request.url === '/whole') { response.end('def'); } });
  });
  const http = open(t);
  const whole = await http.stream({ method: 'GET', url: `${origin}/whole` });
  assert.equal(whole.kind, 'stream');
  assert.equal(Buffer.concat(await chunksOf(whole.stream.body)).toString(), 'abcdef');
  const moved = await http.stream({ method: 'GET', url: `${origin}/moved` });
  assert.equal(moved.kind === 'stream' && `${moved.stream.status} ${moved.stream.headers['location']}`, '302 https://elsewhere.example/');
  if (moved.kind === 'stream') { moved.stream.cancel(); }
  const half = await http.stream({ method: 'GET', url: `${origin}/half` });
  if (half.kind === 'stream') { half.stream.cancel(); }
});

test('a stream that is cut throws its fault', async (t) => {
  const origin = await serve(t, (request, response) => {
    response.writeHead(200, { 'content-length': '10' }).write('abc', () => request.socket.destroy());
  });
  const outcome = await open(t).stream({ method: 'GET', url: origin });
  assert.equal(outcome.kind, 'stream');
  await assert.rejects(chunksOf(outcome.stream.body), { fault: { delivered: 'maybe', reason: 'reset', detail: 'UND_ERR_SOCKET: other side closed' } });
});

test('a name that leads into a private network is refused at connect time when the link must be public', async (t) => {
  let requests = 0;
  const origin = await serve(t, (_request, response) => { requests++; response.end('ok'); });
  const port = new URL(origin).port;
  const http = open(t);
  for (const host of ['localhost', '127.0.0.1', '[::ffff:7f00:1]']) {
    assert.equal(faultIn(await http.request({ method: 'GET', url: `http://${host}:${port}/`, publicOnly: true })), 'no private', host);
  }
  // This machine's own name looks like any other and resolves to a private address, where it resolves at all.
  assert.match(faultIn(await http.request({ method: 'GET', url: `http://${hostname()}:${port}/`, publicOnly: true })), /^no (private|name)$/);
  assert.equal(requests, 0);
});

test('a private address is closed to the request that must be public, and to no other one at the same origin, in whatever order they come', async (t) => {
  const asked: string[] = [];
  const { port } = new URL(await serve(t, (request, response) => { asked.push(request.url ?? ''); response.end('ok'); }));
  const http = open(t, { lookup: testLookup() });
  const origin = `http://${publicName}:${port}`;
  const video = async (): Promise<string> => faultIn(await http.request({ method: 'GET', url: `${origin}/a.mp4`, publicOnly: true }));
  assert.equal(await video(), 'no private');
  assert.equal(faultIn(await http.request({ method: 'GET', url: `${origin}/status` })), 'reply 200');
  assert.equal(await video(), 'no private', 'nor over the connection that is kept open now');
  assert.equal(faultIn(await http.request({ method: 'POST', url: `${origin}/submit`, body: '{}', fresh: true })), 'reply 200');
  assert.deepEqual(asked, ['/status', '/submit']);
});

test('closing lets a request that is under way end, and takes no more', async (t) => {
  let answer = (): void => undefined;
  let arrived = (): void => undefined;
  const waiting = new Promise<void>((resolve) => { arrived = resolve; });
  const origin = await serve(t, (_request, response) => { answer = () => { response.end('paid'); }; arrived(); });
  const http = createHttp();
  const pending = http.request({ method: 'POST', url: origin, body: '{}', fresh: true });
  await waiting;
  const closed = http.close();
  assert.equal(faultIn(await http.request({ method: 'POST', url: origin, body: '{}', fresh: true })), 'no other');
  answer();
  assert.equal(faultIn(await pending), 'reply 200');
  await closed;
});

test('a header that cannot be written is not sent', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('ok'));
  assert.equal(faultIn(await open(t).request({ method: 'POST', url: origin, headers: { authorization: 'Bearer a\r\nb: c' }, body: '{}' })), 'no other');
});

test('the key is not in a fault, whatever the cause says', async (t) => {
  const http = open(t, { proxy: 'socks9://user:hunter22@nowhere/' });
  const outcome = await http.request({ method: 'GET', url: 'https://gateway.invalid/', headers: { Authorization: 'Bearer sk-very-secret-key' } });
  assert.equal(outcome.kind, 'fault');
  assert.doesNotMatch(JSON.stringify(outcome), /very-secret|hunter22/);
});
