#!/bin/sh
# monaco-editor 0.57.0 (VS Code's editor) in Chromium 153 (@sparticuz/chromium 153.0.0): a CodeLens provider that says its lenses changed.
#
# One would guess: after onDidChangeCodeLenses the editor asks for the lenses anew, whatever the person does meanwhile.
# What happens: it waits a quarter of a second first, and when the text loses the keyboard in that time (onDidBlurEditorText) it gives
# the question up. It is not asked later either: the lenses stay as they were until the text gets the keyboard again or is changed, or
# until the provider says once more that they did.
# Why it matters: lenses tell of something that goes on outside of the text, such as a video that is being made. The click that starts it
# opens a panel or a list, which takes the keyboard: the lens goes on saying "Generate" or "40 %" of what is done. Whoever provides lenses
# has to look whether they were asked for, and to say again that they changed.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@153.0.0 puppeteer-core@25.16.0 monaco-editor@0.57.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

const types = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };
const page404 = (response) => response.writeHead(404).end();
const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname;
  if (path === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<button>elsewhere</button><div id="editor" style="width:600px;height:300px"></div><script src="/vs/loader.js"></script>');
  const bytes = await readFile(`node_modules/monaco-editor/min${path}`).catch(() => undefined);
  return bytes ? response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes) : page404(response);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.evaluate(() => new Promise((resolve, reject) => {
  globalThis.require.config({ paths: { vs: '/vs' } });
  globalThis.require(['vs/editor/editor.main'], () => {
    const { monaco } = globalThis;
    const changed = new monaco.Emitter();
    globalThis.asked = 0;
    globalThis.change = () => { changed.fire(); };
    monaco.languages.registerCodeLensProvider('plaintext', {
      onDidChange: changed.event,
      provideCodeLenses: () => ({ lenses: [{ range: new monaco.Range(1, 1, 1, 1), command: { id: '', title: `asked ${String(++globalThis.asked)} times` } }], dispose: () => undefined }),
    });
    globalThis.editor = monaco.editor.create(document.querySelector('#editor'), { value: 'A cat walks', language: 'plaintext' });
    resolve();
  }, reject);
}));

const count = () => page.evaluate(() => globalThis.asked);
const askedAfter = async (before) => {
  await page.waitForFunction((known) => globalThis.asked > known, { timeout: 30_000 }, before);
};
/** The longest that the editor waits, many times over. */
const rest = () => new Promise((resolve) => { setTimeout(resolve, 5000); });

await askedAfter(0);
await page.evaluate(() => { globalThis.editor.focus(); });
await rest();
let before = await count();
await page.evaluate(() => { globalThis.change(); });
await askedAfter(before);
console.log('Changed while the text has the keyboard: asked again');

await rest();
before = await count();
await page.evaluate(() => { globalThis.change(); document.querySelector('button').focus(); });
await rest();
assert.equal(await count(), before);
console.log('Changed, and the keyboard goes elsewhere at once: not asked, 5 s later either');

await page.evaluate(() => { globalThis.change(); });
await askedAfter(before);
console.log('Changed once more while the keyboard is elsewhere: asked again');
await browser.close();
server.close();
SCRIPT
node see.mjs
