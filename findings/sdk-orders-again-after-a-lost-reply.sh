#!/bin/sh
# openai 7.59.0, @runwayml/sdk 4.20.1, lumaai 1.19.1, replicate 1.4.0 (clients that order videos), Node 20 or later.
#
# One would guess: a call that orders a paid video sends one POST; when the connection ends after the whole request was read,
# or a gateway answers 504, the call fails and says that the outcome is unknown. If it does try again, all tries bear one
# idempotency key, as the vendors' own advice for payments goes.
# What happens, with no option set: three of them send the order three times within two seconds, after a lost reply as after
# 504; replicate sends it six times within milliseconds after a lost reply (but once after 504). No try bears an
# idempotency key, so nothing tells the server that they are one order.
# Why it matters: relays speak these clients' protocols and charge for each POST that they accept. Who orders through such a
# client must set its retries to 0 for that call (`maxRetries`; replicate takes a `fetch` of one's own) and keep the
# unknown outcome as a state of its own.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0 @runwayml/sdk@4.20.1 lumaai@1.19.1 replicate@1.4.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import RunwayML from '@runwayml/sdk';
import { LumaAI } from 'lumaai';
import OpenAI from 'openai';
import Replicate from 'replicate';

let reply;
const posts = [];
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    posts.push(request.headers);
    if (reply === 'lost') request.socket.destroy();
    else response.writeHead(reply).end('{}');
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const base = `http://127.0.0.1:${server.address().port}`;

const orders = {
  'openai': () => new OpenAI({ apiKey: 'k', baseURL: base }).videos.create({ model: 'sora-2', prompt: 'a cat' }),
  '@runwayml/sdk': () => new RunwayML({ apiKey: 'k', baseURL: base }).textToVideo.create({ model: 'veo3.1', promptText: 'a cat', ratio: '1280:720', duration: 8 }),
  'lumaai': () => new LumaAI({ authToken: 'k', baseURL: base }).generations.create({ model: 'ray-2', prompt: 'a cat' }),
  'replicate': () => new Replicate({ auth: 'k', baseUrl: base }).predictions.create({ model: 'minimax/hailuo-2.3', input: { prompt: 'a cat' } }),
};
const expected = { lost: [3, 3, 3, 6], 504: [3, 3, 3, 1] };
for (const [what, counts] of Object.entries(expected)) {
  reply = what === 'lost' ? what : Number(what);
  for (const [at, [name, order]] of Object.entries(orders).entries()) {
    posts.length = 0;
    await assert.rejects(order());
    const keys = posts.flatMap((headers) => Object.keys(headers).filter((header) => header.includes('idempotency')));
    console.log(`reply ${what.padEnd(4)}  ${name.padEnd(13)}  ${posts.length} POSTs, ${keys.length} with an idempotency key`);
    assert.deepEqual([posts.length, keys.length], [counts[at], 0]);
  }
}
server.close();
console.log('One call, several orders.');
SCRIPT
node see.mjs
