#!/bin/sh
# Chromium 153 (@sparticuz/chromium 153.0.0, driven by puppeteer-core 25.16.0) beside Node's own fetch.
#
# One would guess: one `fetch(url, { method: 'POST' })` in a page is at most one request; when the reply is lost, the promise
# rejects and the page decides. POST is not idempotent, and no library that retries is in sight.
# What happens: where the connection was used before and ends without a byte of a reply, Chromium's network stack sends the
# whole POST once more on a new connection, although the server has read the first one to its end. Only then the promise
# rejects. The page cannot see that there were two, nor forbid it. Node's fetch sends one.
# Why it matters: a web page, an Electron window, or `net.fetch` that orders a paid video orders two of them when the relay
# dies at the wrong moment. A key of idempotency in the request is the only guard; or a client that is not the browser's.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@153.0.0 puppeteer-core@25.16.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

/** Orders that were read to their end; each then loses its reply. */
let orders = 0;
const server = createServer((request, response) => {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html').end('<p>a page</p>');
    return;
  }
  request.resume().on('end', () => {
    orders += 1;
    request.socket.destroy();
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

/** One GET, so that the connection was used before; then one order, on the same origin. */
const order = async (base) => {
  await (await fetch(`${base}/warm`)).text();
  return fetch(`${base}/order`, { method: 'POST', body: '{"prompt":"a cat"}' }).then(({ status }) => status, ({ name }) => name);
};

const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
const page = await browser.newPage();
await page.goto(origin);
const told = await page.evaluate(`(${order})('')`);
const fromPage = orders;
console.log(`${await browser.version()}: one fetch, ${fromPage} orders at the server, the page is told: ${told}`);
await browser.close();

orders = 0;
const toldNode = await order(origin);
console.log(`Node ${process.version}: one fetch, ${orders} order at the server, told: ${toldNode}`);
server.close();
server.closeAllConnections();
assert.deepEqual([fromPage, told, orders, toldNode], [2, 'TypeError', 1, 'TypeError']);
SCRIPT
node see.mjs
