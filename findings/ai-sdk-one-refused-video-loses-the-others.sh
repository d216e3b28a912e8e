#!/bin/sh
# ai 7.0.173 (the AI SDK) with its own provider @ai-sdk/fal 3.0.41, model minimax-video, Node 20 or later.
#
# One would guess: `generateVideo({ n: 3 })` returns what was made. Its result has `videos`, a list, and warnings; where one of
# three prompts' takes is refused by the content check, the other two are in the list, or in the error.
# What happens: three orders are sent, two of them come to a finished video, and the call rejects with the refusal alone. The
# two videos, their addresses and the ids of their orders are nowhere: not in the error, not in its cause.
# Why it matters: takes of one prompt are ordered together because one of them is bound to be refused or spoiled. All are
# charged for. Whoever orders several through it must send n calls of one video each and keep each outcome apart.
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
import { inspect } from 'node:util';
import { createFal } from '@ai-sdk/fal';
import { experimental_generateVideo as generateVideo } from 'ai';

const vendor = 'https://queue.fal.run';
let refuse = true;
let orders = 0;
const made = new Set();
let both;
const bothMade = new Promise((settle) => { both = settle; });
const server = createServer((request, response) => {
  request.resume().on('end', async () => {
    const answer = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.method === 'POST') {
      orders++;
      answer(200, { request_id: `order-${orders}`, response_url: `${vendor}/fal-ai/minimax-video/requests/order-${orders}` });
      return;
    }
    const id = request.url.split('/').at(-1);
    if (refuse && id === 'order-2') {
      // The refusal is the last to be told: the other two were fetched before it.
      await bothMade;
      answer(422, { detail: 'The prompt was refused by the content check.' });
      return;
    }
    made.add(id);
    answer(200, { video: { url: `${vendor}/files/${id}.mp4`, content_type: 'video/mp4' } });
    if (made.size === 2) both();
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const fal = createFal({ apiKey: 'k', fetch: (url, init) => fetch(String(url).replace(vendor, `http://127.0.0.1:${server.address().port}`), init) });
const order = () => generateVideo({
  model: fal.video('minimax-video'), prompt: '[Push in] A cat looks up.', n: 3, poll: { intervalMs: 10, timeoutMs: 20_000 },
  download: async () => ({ data: new TextEncoder().encode('a video'), mediaType: 'video/mp4' }),
});

const error = await order().then(() => assert.fail('the others were returned'), (thrown) => thrown);
console.log(`one of three refused: ${orders} orders, ${made.size} videos made (${[...made].join(', ')}); the call rejects`);
assert.deepEqual([orders, [...made]], [3, ['order-1', 'order-3']]);
assert.doesNotMatch(inspect(error, { depth: 20, showHidden: true }), /order-[13]/u);

refuse = false;
const { videos } = await order();
console.log(`none refused: ${videos.length} videos returned`);
assert.equal(videos.length, 3);
server.close();
server.closeAllConnections();
SCRIPT
node see.mjs
