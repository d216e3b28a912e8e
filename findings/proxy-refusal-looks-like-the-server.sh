#!/bin/sh
# https-proxy-agent 7.0.6 (the agent that VS Code's extension host and many command line tools put under https.request).
#
# One would guess: when a proxy refuses the CONNECT of an https request, the request fails with an error, as it does in
# undici (RequestAbortedError) and curl (exit 56), since nothing was sent to the server.
# What happens: no error. The proxy's reply is handed out as if it were the server's: 'response' fires with the proxy's
# status, headers and body. Only the socket tells: it is no TLS socket although the address is https.
# Why it matters: whoever decides by the status (was the paid request taken? is the key wrong?) reads 403 as "wrong key"
# and 502 as "may have been charged", although not one byte of the request has left for the server.
#
# Seen with Node 22 and 24. Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund https-proxy-agent@7.0.6 undici@7.30.2
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { TLSSocket } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { ProxyAgent, request as undiciRequest } from 'undici';

const target = 'https://gateway.invalid/v1/videos';
for (const status of [403, 407, 502]) {
  const proxy = createServer().on('connect', (_, socket) => socket.end(`HTTP/1.1 ${status} From the proxy\r\ncontent-length: 5\r\n\r\nproxy`));
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${proxy.address().port}`;

  const seen = await new Promise((resolve) => {
    request(target, { method: 'POST', agent: new HttpsProxyAgent(address) }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve(`response ${response.statusCode} "${body}" tls=${response.socket instanceof TLSSocket}`);
    }).on('error', (error) => resolve(`error ${error.code}`)).end('{"paid":true}');
  });
  const dispatcher = new ProxyAgent(address);
  const other = await undiciRequest(target, { method: 'POST', body: '{}', dispatcher }).then(({ statusCode }) => `response ${statusCode}`, (error) => `error ${error.code}`);
  await dispatcher.destroy();
  proxy.close();
  console.log(`the proxy says ${status}:  https-proxy-agent -> ${seen}   undici -> ${other}`);
  assert.equal(seen, `response ${status} "proxy" tls=false`);
  assert.equal(other, 'error UND_ERR_ABORTED');
}
console.log('A proxy\'s refusal comes as the server\'s response.');
SCRIPT
node see.mjs
