#!/bin/sh
# ai 7.0.173 (the AI SDK) with its own provider @ai-sdk/fal 3.0.41, model minimax-video, Node 20 or later.
#
# One would guess: once the order is accepted, a single 502 or 503 while asking how far it is means "ask again later", as
# `generateVideo` takes `maxRetries` (2 by default) and a time to poll for; or the error at least names the order.
# What happens: the first such answer ends the call. The provider turns every HTTP error of a poll into the state "error",
# which is no exception any more, so that nothing is tried again: one POST, one poll that failed, and the call rejects.
# The error bears no id of the order, no address of the reply and no status.
# Why it matters: the video is made and charged for, and nobody can fetch it. Proxies in front of gateways answer 502 now and
# then during the minutes that a video takes. Where it is being made, only a client that keeps the id first can find it again.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ai@7.0.173 @ai-sdk/fal@3.0.41
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createFal } from '@ai-sdk/fal';
import { experimental_generateVideo as generateVideo } from 'ai';

const vendor = 'https://queue.fal.run';
const id = 'order-4711';
let answers;
let asked;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const answer = (status, body) => response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
    asked.push(request.method);
    if (request.method === 'POST') answer(200, { request_id: id, response_url: `${vendor}/fal-ai/minimax-video/requests/${id}` });
    else answer(...(answers.shift() ?? [200, { video: { url: `${vendor}/files/${id}.mp4`, content_type: 'video/mp4' } }]));
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const fal = createFal({ apiKey: 'k', fetch: (url, init) => fetch(String(url).replace(vendor, `http://127.0.0.1:${server.address().port}`), init) });
const order = () => generateVideo({
  model: fal.video('minimax-video'), prompt: '[Push in] A cat looks up.', poll: { intervalMs: 10, timeoutMs: 20_000 },
  download: async () => ({ data: new TextEncoder().encode('a video'), mediaType: 'video/mp4' }),
});

const running = [400, { detail: 'Request is still in progress' }];
answers = [running, running];
asked = [];
assert.equal((await order()).videos.length, 1);
console.log(`no fault                 ${asked.join(' ')}: a video`);
for (const [name, fault] of [['502 with a page of HTML', [502, '<html>Bad Gateway</html>']], ['503 with JSON', [503, { detail: 'Service Unavailable' }]]]) {
  answers = [running, fault, running];
  asked = [];
  const error = await order().then(() => assert.fail('it was tried again'), (thrown) => thrown);
  console.log(`${name.padEnd(24)} ${asked.join(' ')}: rejects, message "${error.message}"`);
  assert.deepEqual(asked, ['POST', 'GET', 'GET']);
  assert.doesNotMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), new RegExp(id, 'u'));
  assert.equal(error.statusCode, undefined);
}
server.close();
server.closeAllConnections();
SCRIPT
node see.mjs
