#!/bin/sh
# undici 7.30.2, and Node's own fetch (undici within).
#
# One would guess: an interim "100 Continue" that nobody asked for is skipped, as 102 and 103 are, and the reply behind it is
# read. RFC 9110, 15.2: a client must be able to parse 1xx responses before the final one "even if the client does not expect
# one". Servers and proxies that answer every large POST with it exist; node:http, curl and Python's http.client read on.
# What happens: the connection is destroyed ("bad response", UND_ERR_SOCKET; with fetch "fetch failed"), though the server has
# the whole request and its reply, 200, is already there. A 102 or 103 in the same place is skipped.
# Why it matters: the POST was taken and perhaps paid for, and whoever takes a lost connection for "not sent" sends it again.
#
# Seen with Node 24. Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund undici@7.30.2
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { Agent, request } from 'undici';

const interim = { none: '', 100: 'HTTP/1.1 100 Continue\r\n\r\n', 102: 'HTTP/1.1 102 Processing\r\n\r\n', 103: 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n' };
for (const [name, before] of Object.entries(interim)) {
  let posts = 0;
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => {}).on('data', (bytes) => {
      text += bytes;
      if (!text.includes('\r\n\r\n') || !text.endsWith('{"paid":true}')) return;
      posts++;
      text = '';
      socket.end(`${before}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok`);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const dispatcher = new Agent();
  const options = { method: 'POST', body: '{"paid":true}' };
  const byUndici = await request(url, { ...options, dispatcher }).then(async ({ statusCode, body }) => `${statusCode} ${await body.text()}`, (error) => `${error.code} ${error.message}`);
  const byFetch = await fetch(url, options).then(async (reply) => `${reply.status} ${await reply.text()}`, (error) => error.message);
  const byHttp = await new Promise((resolve) => {
    httpRequest(url, { method: 'POST', headers: { 'content-length': options.body.length } }, async (reply) => {
      let text = '';
      for await (const chunk of reply) text += chunk;
      resolve(`${reply.statusCode} ${text}`);
    }).on('error', (error) => resolve(error.message)).end(options.body);
  });
  await dispatcher.destroy();
  server.close();
  console.log(`${name} before the reply, ${posts} POSTs taken:  undici -> ${byUndici}   fetch -> ${byFetch}   node:http -> ${byHttp}`);
  assert.equal(posts, 3);
  assert.equal(byHttp, '200 ok');
  assert.equal(byUndici, name === '100' ? 'UND_ERR_SOCKET bad response' : '200 ok');
  assert.equal(byFetch, name === '100' ? 'fetch failed' : '200 ok');
}
console.log('An unasked 100 Continue costs undici and fetch the reply.');
SCRIPT
node see.mjs
