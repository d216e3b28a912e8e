#!/bin/sh
# VS Code in the browser (code-server 4.139.1's server of VS Code 1.139.1) in Chromium 153 (@sparticuz/chromium 153.0.0): SecretStorage.
#
# One would guess: a secret that an extension stores in one window can be read in the others, which onDidChange tells, as on the desktop;
# and two windows that store a secret each have stored two.
# What happens: each window reads all secrets once, when the first one is asked for. What another window stores later it neither finds
# nor hears of. When it stores one itself, it writes all that it knows: the other window's secret is gone for good, told to nobody.
# Why it matters: an API key that was just saved is "not set" in the next tab, and the key for a second service, set there, deletes the
# first. Whoever keeps a key has to look for it again in a new window before saying that there is none, and to ask for one window.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0 @sparticuz/chromium@153.0.0 puppeteer-core@25.16.0
npm install --silent --no-audit --no-fund --ignore-scripts code-server@4.139.1
(cd node_modules/code-server/lib/vscode && npm install --silent --no-audit --no-fund --omit=dev --ignore-scripts)
mkdir -p windows extensions/tests.probe-1.0.0
cat > extensions/tests.probe-1.0.0/package.json <<'JSON'
{ "name": "probe", "publisher": "tests", "version": "1.0.0", "engines": { "vscode": "^1.100.0" }, "main": "./extension.js", "activationEvents": ["onStartupFinished"], "extensionKind": ["workspace"] }
JSON
cat > extensions/tests.probe-1.0.0/extension.js <<'SCRIPT'
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
exports.activate = ({ secrets }) => {
  let told = 0;
  secrets.onDidChange(() => { told++; });
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const key = searchParams.get('key');
    if (pathname === '/store') await secrets.store(key, searchParams.get('value'));
    response.end(JSON.stringify({ value: (await secrets.get(key)) ?? null, told }));
  }).listen(0, '127.0.0.1', () => { writeFileSync(`${process.env.WINDOWS}/${server.address().port}`, ''); });
};
SCRIPT
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

const windows = `${process.cwd()}/windows`;
const server = spawn('node_modules/node/bin/node', ['node_modules/code-server/lib/vscode/out/server-main.js', '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms',
  '--disable-telemetry', '--disable-workspace-trust', '--server-data-dir', `${process.cwd()}/data`, '--extensions-dir', `${process.cwd()}/extensions`], { env: { ...process.env, VSCODE_CLI: '1', WINDOWS: windows }, detached: true });
let browser;
try {
  const port = await new Promise((resolve, reject) => {
    createInterface(server.stdout).on('line', (line) => { const found = /Web UI available at http:\/\/[^:]+:(\d+)/.exec(line); if (found) resolve(found[1]); });
    server.once('exit', (code) => { reject(new Error(`the server ended with ${code}`)); });
  });
  browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
  /** A window of VS Code: asks its extension over HTTP. */
  const open = async () => {
    const before = readdirSync(windows);
    const page = await browser.newPage();
    // The server's front gives the key that secrets are sealed with; here is none.
    await page.setRequestInterception(true);
    page.on('request', (request) => void (new URL(request.url()).pathname === '/mint-key' ? request.respond({ status: 200, contentType: 'application/octet-stream', body: Buffer.alloc(32, 7) }) : request.continue()));
    await page.goto(`http://127.0.0.1:${port}/?ew=true`);
    for (let tries = 0; tries < 1200; tries++) {
      const [own] = readdirSync(windows).filter((name) => !before.includes(name));
      if (own) return { page, ask: async (path) => (await fetch(`http://127.0.0.1:${own}${path}`)).json() };
      await pause(100);
    }
    throw new Error('the extension did not start');
  };
  const value = async (window, key) => (await window.ask(`/get?key=${key}`)).value;
  const [one, other] = [await open(), await open()];
  assert.deepEqual([await value(one, 'first'), await value(other, 'first')], [null, null]);

  await one.ask('/store?key=first&value=A');
  assert.equal(await value(one, 'first'), 'A');
  await pause(5000);
  assert.deepEqual(await other.ask('/get?key=first'), { value: null, told: 0 });
  console.log('Stored in one window: the other, open already, finds nothing and is told nothing');
  const third = await open();
  assert.equal(await value(third, 'first'), 'A');
  console.log('A window that is opened then finds it');

  await other.ask('/store?key=second&value=B');
  const last = await open();
  assert.deepEqual([await value(last, 'first'), await value(last, 'second')], [null, 'B']);
  console.log('The other window stores a secret of its own: the next window finds that alone, the first one is gone');
} finally {
  await browser?.close();
  process.kill(-server.pid, 'SIGTERM');
}
SCRIPT
node_modules/node/bin/node see.mjs
