#!/bin/sh
# @modelcontextprotocol/sdk 1.32.2, client and server of the vendor, in one process.
#
# One would guess: a tool that reports its progress is alive to the client that listens to it (`onprogress`), so that the time
# limit of a call, 60 s by default, counts from the last report; and when a call is given up, its work ends with it.
# What happens: the limit counts from the start of the call, however often progress is reported and heard; only with
# `resetTimeoutOnProgress` does it not. The tool is told (`signal` is aborted) and goes on to its end if it does not look.
# Its answer, with the id of what it ordered, is then thrown away on arrival: the client hears nothing more, not even an error.
# Why it matters: a video takes minutes. A tool that orders one, waits, and reports each percent still "times out" after a
# minute in a client that sets nothing; the model orders it again, and both are charged for. Order and waiting must be
# two calls, the first of which gives the id at once.
#
# Fails when the behaviour changes. The limit is set to 0.4 s here instead of the default 60 s.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { setTimeout as pass } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { DEFAULT_REQUEST_TIMEOUT_MSEC } from '@modelcontextprotocol/sdk/shared/protocol.js';

const ends = [];
const server = new McpServer({ name: 'videos', version: '1.0.0' });
server.registerTool('make_video', { description: 'Orders a video, waits for it and reports its progress.' }, async ({ _meta, sendNotification, signal }) => {
  for (let percent = 5; percent <= 100; percent += 5) {
    await pass(50);
    await sendNotification({ method: 'notifications/progress', params: { progressToken: _meta.progressToken, progress: percent, total: 100 } });
  }
  ends.push({ told: signal.aborted });
  return { content: [{ type: 'text', text: 'order-4711 is finished' }] };
});
const client = new Client({ name: 'agent', version: '1.0.0' });
const late = [];
client.onerror = (error) => { late.push(error); };
const [there, here] = InMemoryTransport.createLinkedPair();
await Promise.all([server.connect(there), client.connect(here)]);

let heard = 0;
const call = (more) => client.callTool({ name: 'make_video' }, undefined, { timeout: 400, onprogress: () => { heard++; }, ...more });
const error = await call().then(() => assert.fail('progress kept it alive'), (thrown) => thrown);
console.log(`limit 0.4 s, progress each 0.05 s: ${heard} reports heard, then "${error.message}"`);
assert.ok(heard >= 3);
assert.match(error.message, /timed out/u);
while (ends.length === 0) await pass(20);
console.log(`the tool went on to its end (told to stop: ${ends[0].told}); what the client heard of it: ${late.length === 0 ? 'nothing' : late}`);
assert.deepEqual(ends, [{ told: true }]);
assert.ok(late.every(({ message }) => !message.includes('order-4711 is finished')));

const { content } = await call({ resetTimeoutOnProgress: true });
console.log(`with resetTimeoutOnProgress: "${content[0].text}"`);
assert.equal(content[0].text, 'order-4711 is finished');
assert.equal(DEFAULT_REQUEST_TIMEOUT_MSEC, 60_000);
await client.close();
SCRIPT
node see.mjs
