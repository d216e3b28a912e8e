#!/bin/sh
# Chromium 153 (@sparticuz/chromium 153.0.0) seeks in clips of ffmpeg N-47683 (@ffmpeg-installer/ffmpeg 1.1.0), 24, 25, 30, 60 a second.
#
# One would guess: `video.currentTime = n / 24` shows frame n of a clip of 24 a second that begins at 0: that is the frame's own time.
# What happens: two times of three it shows frame n - 1, at 24, 30 (one of three) and 60 alike; at 25, whose frames fall on whole
# milliseconds, never. A tenth of a frame later it is right everywhere.
# Why it matters: 24 a second is what Hailuo sends. Stepping by a frame stands still or repeats, and the "exact last frame" with
# which the next shot begins is the last but one. A time within the frame, not its start, is what to seek.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@153.0.0 puppeteer-core@25.16.0 @ffmpeg-installer/ffmpeg@1.1.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import chromium from '@sparticuz/chromium';
import installed from '@ffmpeg-installer/ffmpeg';
import puppeteer from 'puppeteer-core';

const rates = [24, 25, 30, 60];
for (const rate of rates) execFileSync(installed.path, ['-v', 'error', '-f', 'lavfi', '-i', `testsrc=s=320x180:r=${rate}`, '-frames:v', '96', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', `${rate}.mp4`]);

const server = createServer((request, response) => {
  if (request.url === '/') {
    response.setHeader('content-type', 'text/html').end('<p>a page</p>');
    return;
  }
  // Without ranges a browser cannot seek.
  const bytes = readFileSync(`.${request.url}`);
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/u.exec(request.headers.range ?? '') ?? [];
  const end = to === '' ? bytes.length : Number(to) + 1;
  response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': `bytes ${from}-${end - 1}/${bytes.length}` }).end(bytes.subarray(Number(from), end));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}`);
/** How many of the frames 1 to 94 another one was shown for, sought at n / rate plus a part of a frame. */
const missed = (rate, part) => page.evaluate(async (rate, part) => {
  const video = Object.assign(document.createElement('video'), { muted: true, src: `/${rate}.mp4` });
  await new Promise((resolve) => { video.requestVideoFrameCallback(resolve); });
  const others = [];
  for (let n = 1; n < 95; n++) {
    const shown = new Promise((resolve) => { video.requestVideoFrameCallback((_now, { mediaTime }) => { resolve(Math.round(mediaTime * rate)); }); });
    video.currentTime = (n + part) / rate;
    const frame = await shown;
    if (frame !== n) others.push(frame - n);
  }
  if (others.some((by) => by !== -1)) throw new Error(`off by ${others}`);
  return others.length;
}, rate, part);

const found = [];
for (const rate of rates) {
  const [atStart, within] = [await missed(rate, 0), await missed(rate, 0.1)];
  found.push([rate, atStart, within]);
  console.log(`${rate} a second: of 94 frames, the one before is shown for ${atStart} at their own time, for ${within} a tenth of a frame later`);
}
await browser.close();
server.close();
server.closeAllConnections();
assert.deepEqual(found, [[24, 63, 0], [25, 0, 0], [30, 32, 0], [60, 63, 0]]);
SCRIPT
node see.mjs
