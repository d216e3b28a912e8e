import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { SubmitOutcome } from '../../../../src/gateways/gateway.ts';
import type { HttpOptions } from '../../../../src/gateways/http/http.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { noAbort } from '../../../support/gatewayBench.ts';
import { serveRaw } from '../../../support/loopback.ts';
import { until } from '../../../support/until.ts';

/** What a server does on the wire once it has the whole paid request. */
type Act = (socket: Socket) => void;

const task = JSON.stringify({ code: 200, data: [{ status: 'submitted', task_id: 'task_1' }] });
const size = String(Buffer.byteLength(task));
const reply = (status: string, body: string | Uint8Array = '', headers = ''): Buffer => (
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n`), Buffer.from(body)])
);
const says = (bytes: string | Uint8Array): Act => (socket) => { socket.end(bytes); };
const saysAndWaits = (bytes: string): Act => (socket) => { socket.write(bytes); };
const saysAndResets = (bytes: string): Act => (socket) => { socket.write(bytes, () => { socket.resetAndDestroy(); }); };
const drips = (head: string, drop: string): Act => (socket) => {
  socket.write(head);
  const timer = setInterval(() => { socket.write(drop); }, 20);
  socket.once('close', () => { clearInterval(timer); });
};
const withHead = (headers: string, body = task): string => `HTTP/1.1 200 OK\r\n${headers}\r\n${body}`;
const chunk = `${task.length.toString(16)}\r\n${task}\r\n`;
const damaged = gzipSync(task);
damaged[20] = ~damaged[20]!;

const rows: readonly (readonly [string, Act, 'accepted' | 'refused' | 'refused, again' | 'unknown'])[] = [
  // The connection
  ['it is reset', (socket) => { socket.resetAndDestroy(); }, 'unknown'],
  ['it is ended without a word', (socket) => { socket.end(); }, 'unknown'],
  ['nothing is said', () => undefined, 'unknown'],
  ['half a line of status', says('HTTP/1.1 20'), 'unknown'],
  ['half of the headers', says('HTTP/1.1 200 OK\r\ncontent-type: app'), 'unknown'],
  ['headers, then a reset', saysAndResets(withHead(`content-length: ${size}\r\n`, '')), 'unknown'],
  ['headers without end', drips('HTTP/1.1 200 OK\r\n', 'x: y\r\n'), 'unknown'],
  ['half of the body, then a reset', saysAndResets(withHead(`content-length: ${size}\r\n`, task.slice(0, 20))), 'unknown'],
  ['half of the body, then the end', says(withHead(`content-length: ${size}\r\n`, task.slice(0, 20))), 'unknown'],
  ['half of the body, then silence', saysAndWaits(withHead(`content-length: ${size}\r\n`, task.slice(0, 20))), 'unknown'],
  ['a body that comes in drops', drips(withHead('content-length: 100000\r\n', ''), ' '), 'unknown'],
  ['a body without end', drips(withHead('', ''), ' '.repeat(1 << 20)), 'unknown'],
  ['the whole body without a length, then the end', says(withHead('')), 'accepted'],
  ['a second reply behind the first', says(Buffer.concat([reply('200 OK', task), reply('500 No', '{}')])), 'accepted'],
  // What is no HTTP
  ['another protocol', says('SSH-2.0-OpenSSH_9.0\r\n'), 'unknown'],
  ['a TLS alert in the clear', says(Uint8Array.of(0x15, 3, 1, 0, 2, 2, 40)), 'unknown'],
  ['HTTP/2 that nobody asked for', says(Uint8Array.of(0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100)), 'unknown'],
  ['JSON without HTTP', says(task), 'unknown'],
  ['HTTP/1.0', says(`HTTP/1.0 200 OK\r\n\r\n${task}`), 'accepted'],
  ['a header of 200 kB', says(withHead(`x: ${'a'.repeat(200_000)}\r\ncontent-length: ${size}\r\n`)), 'unknown'],
  ['headers by names of JavaScript’s own', says(reply('200 OK', task, '__proto__: x\r\nconstructor: y\r\n')), 'accepted'],
  // Lengths and pieces
  ['a length too short', says(withHead(`content-length: ${task.length - 10}\r\n`)), 'unknown'],
  ['a length too long', says(withHead(`content-length: ${task.length + 10}\r\n`)), 'unknown'],
  ['two lengths', says(withHead(`content-length: ${size}\r\ncontent-length: 5\r\n`)), 'unknown'],
  ['a negative length', says(withHead('content-length: -5\r\n')), 'unknown'],
  ['a length in words', says(withHead('content-length: some\r\n')), 'unknown'],
  ['a length beyond all numbers', says(withHead('content-length: 99999999999999999999999\r\n')), 'unknown'],
  ['pieces', says(withHead('transfer-encoding: chunked\r\n', `${chunk}0\r\n\r\n`)), 'accepted'],
  ['pieces with a trailer', says(withHead('transfer-encoding: chunked\r\ntrailer: x\r\n', `${chunk}0\r\nx: y\r\n\r\n`)), 'accepted'],
  ['a piece of no length', says(withHead('transfer-encoding: chunked\r\n', `ZZ\r\n${task}\r\n0\r\n\r\n`)), 'unknown'],
  ['pieces without a last one', says(withHead('transfer-encoding: chunked\r\n', chunk)), 'unknown'],
  ['pieces without a last one, then silence', saysAndWaits(withHead('transfer-encoding: chunked\r\n', chunk)), 'unknown'],
  ['a piece longer than anything', says(withHead('transfer-encoding: chunked\r\n', `FFFFFFFFFFFFFFFF\r\n${task}`)), 'unknown'],
  ['pieces and a length', says(withHead('transfer-encoding: chunked\r\ncontent-length: 3\r\n', `${chunk}0\r\n\r\n`)), 'unknown'],
  // Compression against our wish
  ['gzip', says(reply('200 OK', gzipSync(task), 'content-encoding: gzip\r\n')), 'accepted'],
  ['gzip that nobody tells of', says(reply('200 OK', gzipSync(task))), 'accepted'],
  ['gzip under a wrong name', says(reply('200 OK', gzipSync(task), 'content-encoding: utf-8\r\n')), 'accepted'],
  ['gzip twice', says(reply('200 OK', gzipSync(gzipSync(task)), 'content-encoding: gzip, gzip\r\n')), 'accepted'],
  ['gzip told of two thousand times', says(reply('200 OK', gzipSync(task), `content-encoding: ${'gzip, '.repeat(1000)}gzip\r\n`)), 'accepted'],
  ['gzip that is none', says(reply('200 OK', task, 'content-encoding: gzip\r\n')), 'accepted'],
  ['half a gzip', says(reply('200 OK', gzipSync(task).subarray(0, 40), 'content-encoding: gzip\r\n')), 'unknown'],
  ['a broken gzip', says(reply('200 OK', damaged, 'content-encoding: gzip\r\n')), 'unknown'],
  ['a gzip that swells over the limit', says(reply('200 OK', gzipSync(Buffer.alloc(5 << 20)), 'content-encoding: gzip\r\n')), 'unknown'],
  ['brotli', says(reply('200 OK', brotliCompressSync(task), 'content-encoding: br\r\n')), 'accepted'],
  ['deflate without a frame', says(reply('200 OK', deflateRawSync(task), 'content-encoding: deflate\r\n')), 'accepted'],
  // Statuses
  ['102 and 103 before the reply', says(Buffer.concat([Buffer.from('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), reply('200 OK', task)])), 'accepted'],
  // The client gives the connection up over it (findings/fetch-loses-the-reply-behind-100-continue.sh): what was taken stays a doubt.
  ['100 that nobody asked for', says(Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), reply('200 OK', task)])), 'unknown'],
  ['101', says('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'), 'unknown'],
  ['204', says('HTTP/1.1 204 No Content\r\n\r\n'), 'unknown'],
  ['205', says(reply('205 Reset Content')), 'unknown'],
  ['201 with a task', says(reply('201 Created', task)), 'accepted'],
  ['202 with a task', says(reply('202 Accepted', task)), 'accepted'],
  ['200 with nothing', says(reply('200 OK')), 'unknown'],
  ['302 to a page to sign in', says(reply('302 Found', '<html>sign in</html>', 'location: http://portal.example/\r\n')), 'refused'],
  ['303', says(reply('303 See Other', '', 'location: /v1/tasks/1\r\n')), 'unknown'],
  ['304', says('HTTP/1.1 304 Not Modified\r\n\r\n'), 'unknown'],
  ['308', says(reply('308 Permanent Redirect', '', 'location: https://other.example/\r\n')), 'refused'],
  ['405', says(reply('405 Method Not Allowed')), 'refused'],
  ['408', says(reply('408 Request Timeout')), 'unknown'],
  ['413 by a server before the gateway', says(reply('413 Too Large', '<html>nginx</html>')), 'refused'],
  ['421', says(reply('421 Misdirected Request')), 'refused'],
  ['425', says(reply('425 Too Early')), 'unknown'],
  ['429', says(reply('429 Too Many Requests')), 'refused, again'],
  ['451', says(reply('451 Unavailable For Legal Reasons')), 'refused'],
  ['499', says(reply('499 Client Closed Request')), 'unknown'],
  ['501', says(reply('501 Not Implemented')), 'unknown'],
  ['503 with a time to wait', says(reply('503 Service Unavailable', '', 'retry-after: 3\r\n')), 'unknown'],
  ['504', says(reply('504 Gateway Timeout')), 'unknown'],
  ['511', says(reply('511 Network Authentication Required', '<html>sign in</html>')), 'unknown'],
  ['522', says(reply('522 x', 'error code: 522')), 'unknown'],
  ['600', says(reply('600 x')), 'unknown'],
  ['99', says(reply('099 x')), 'unknown'],
];

/** Counts the requests that came whole. */
async function server(t: TestContext, act: Act): Promise<{ readonly origin: string; readonly posts: () => number }> {
  let posts = 0;
  const origin = await serveRaw(t, (socket) => {
    let text = '';
    socket.on('error', () => undefined).on('data', (bytes) => {
      text += bytes.toString('latin1');
      if (!/^POST [^]*\r\n\r\n[^]*\}$/.test(text)) { return; }
      posts++;
      text = '';
      act(socket);
    });
  });
  return { origin, posts: () => posts };
}

async function submit(t: TestContext, baseUrl: string, options: HttpOptions): Promise<SubmitOutcome> {
  const http = createHttp(options);
  t.after(() => http.close());
  const gateway = createApimart({ baseUrl, key: () => Promise.resolve('sk-wire'), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload' });
  return gateway.submit({ sentPrompt: 'A cat', body: { prompt: 'A cat' } }, { idempotencyKey: 'one', signal: noAbort() });
}

const word = (outcome: SubmitOutcome): string => `${outcome.kind}${outcome.kind === 'refused' && outcome.retry ? ', again' : ''}`;

for (const [what, act, expected] of rows) {
  test(`on the wire, one submission is one POST: ${what}`, async (t) => {
    const { origin, posts } = await server(t, act);
    // A busy machine must not look like a server that is silent.
    const outcome = await submit(t, origin, expected === 'unknown' ? { limits: { headersMs: 800, bodyMs: 800, dripMs: 600 } } : {});
    assert.equal(word(outcome), expected, JSON.stringify(outcome));
    // A client that gave up may do so before the server had its turn to read.
    await until('the request to be read', posts, (count) => count > 0);
    assert.equal(posts(), 1);
    if (outcome.kind === 'unknown') { assert.equal(outcome.failure.command, 'resolveUnconfirmed'); }
  });
}

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';
/** What a proxy does once it is asked for a tunnel, and what is said of it. Nothing that is paid can have left. */
const proxies: readonly (readonly [string, (socket: Socket, isRequest: boolean) => void, RegExp])[] = [
  ['wants a password', (socket) => { socket.end(reply('407 Proxy Authentication Required', '', 'proxy-authenticate: NTLM\r\n')); }, /requires a user name and password/],
  ...['403 Forbidden', '502 Bad Gateway', '503 x', '302 Found', '204 No Content'].map((status): (typeof proxies)[number] => [`says ${status}`, (socket) => { socket.end(reply(status)); }, /through the proxy/]),
  ['says 100', (socket) => { socket.end('HTTP/1.1 100 Continue\r\n\r\n'); }, /through the proxy/],
  ['speaks no HTTP', (socket) => { socket.end('no such thing\r\n\r\n'); }, /through the proxy/],
  ['ends', (socket) => { socket.end(); }, /through the proxy/],
  ['is cut in its answer', (socket) => { socket.end('HTTP/1.1 200 Conn'); }, /through the proxy/],
  ['falls silent in its answer', (socket) => { socket.write('HTTP/1.1 200 Conn'); }, /timed out/],
  ['never answers', () => undefined, /timed out/],
  ['opens a tunnel to silence', (socket, isRequest) => { if (isRequest) { socket.write(established); } }, /timed out/],
  ['opens a tunnel to a page', (socket, isRequest) => { socket.write(isRequest ? established : 'HTTP/1.1 200 OK\r\n\r\nsign in'); }, /secure connection .* couldn’t be set up/],
  ['opens a tunnel that is reset', (socket, isRequest) => { if (isRequest) { socket.write(established); } else { socket.resetAndDestroy(); } }, /lost/],
];

for (const [what, act, said] of proxies) {
  test(`nothing is paid when the proxy ${what}`, async (t) => {
    const proxy = await serveRaw(t, (socket) => {
      socket.on('error', () => undefined).on('data', (bytes) => { act(socket, bytes.toString('latin1').startsWith('CONNECT ')); });
    });
    const outcome = await submit(t, 'https://gateway.example', { proxy, ...(said.source === 'timed out' && { limits: { connectMs: 500 } }) });
    assert.equal(word(outcome), 'refused, again', JSON.stringify(outcome));
    assert.ok(outcome.kind === 'refused');
    assert.match(outcome.failure.message, said);
    assert.ok(outcome.failure.remedy);
  });
}
