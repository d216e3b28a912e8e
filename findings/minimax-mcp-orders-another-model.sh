#!/bin/sh
# minimax-mcp-js 0.0.18 (the model vendor's own MCP server) over stdio, with a gateway on loopback.
#
# One would guess: `generate_video` with `model: "MiniMax-Hailuo-2.3"` orders that model, or refuses a name that it does not know.
# What happens: a name that is not on its list becomes its default without a word: MiniMax-Hailuo-02 is ordered, and the answer
# says success.
# Why it matters: a paid call makes a video of another model, of which camera directives, lengths and price differ, and an agent
# that asked for 2.3 reports that it has it.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund minimax-mcp-js@0.0.18 @modelcontextprotocol/sdk@1.22.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const orders = [];
const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  orders.push(JSON.parse(Buffer.concat(parts)));
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ task_id: '1', base_resp: { status_code: 0, status_msg: 'success' } }));
}).listen(0, '127.0.0.1');
await once(server, 'listening');

const env = { PATH: process.env.PATH, MINIMAX_API_KEY: 'a-key', MINIMAX_API_HOST: `http://127.0.0.1:${server.address().port}`, MINIMAX_MCP_BASE_PATH: process.cwd() };
const client = new Client({ name: 'see', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command: process.execPath, args: ['node_modules/minimax-mcp-js/build/index.js'], env, stderr: 'ignore' }));
const { content, isError } = await client.callTool({
  name: 'generate_video',
  arguments: { model: 'MiniMax-Hailuo-2.3', prompt: '[Push in] A cat looks up.', asyncMode: true },
});
await client.close();
server.close();
server.closeAllConnections();
const [{ model }] = orders;
console.log(`asked for MiniMax-Hailuo-2.3, ordered ${model}; the answer: ${content[0].text}`);
assert.equal(orders.length, 1);
assert.deepEqual([model, isError ?? false], ['MiniMax-Hailuo-02', false]);
assert.match(content[0].text, /^Success/u);
SCRIPT
node see.mjs
