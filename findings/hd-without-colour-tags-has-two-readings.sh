#!/bin/sh
# Chromium 153 (@sparticuz/chromium 153.0.0) and ffmpeg N-47683 (@ffmpeg-installer/ffmpeg 1.1.0) take a picture out of one clip.
#
# One would guess: the same frame of the same H.264 file has the same colours in both, rounding aside, be the file tagged or not.
# What happens: tagged BT.709, or with fewer than 720 lines, yes. From 720 lines on, where the file bears no colour tags
# (x264's and ffmpeg's default), Chromium reads BT.709 and ffmpeg BT.601: a plain red is another red by some 20 of 255.
# Why it matters: "the last frame is the first frame of the next shot" made with ffmpeg jumps in colour at the cut, once more with
# each continuation, on the very files that most encoders write; what the person sees in the editor is not what is sent.
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

const ffmpeg = (...options) => execFileSync(installed.path, ['-v', 'error', ...options]);
const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
/** One colour, as its maker meant it: by BT.709 from 720 lines on, by BT.601 below. */
const clips = [['hd-tagged', '1280x720', 'bt709', tags], ['hd-plain', '1280x720', 'bt709', []], ['sd-plain', '640x480', 'bt601', []]];
for (const [name, size, matrix, options] of clips) {
  ffmpeg('-f', 'lavfi', '-i', `color=0xc81e28:s=${size}:r=24`, '-frames:v', '24', '-vf', `scale=out_color_matrix=${matrix}`, '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-qp', '0', ...options, `${name}.mp4`);
}

const server = createServer((request, response) => {
  if (request.url === '/') response.setHeader('content-type', 'text/html').end('<p>a page</p>');
  else response.setHeader('content-type', 'video/mp4').end(readFileSync(`.${request.url}`));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}`);
const inPage = (address) => page.evaluate(async (url) => {
  const video = Object.assign(document.createElement('video'), { muted: true, src: url });
  await new Promise((resolve) => { video.requestVideoFrameCallback(resolve); });
  const canvas = new OffscreenCanvas(8, 8).getContext('2d');
  canvas.drawImage(video, 0, 0, 8, 8);
  return [...canvas.getImageData(4, 4, 1, 1).data].slice(0, 3);
}, address);

const apart = {};
for (const [name] of clips) {
  const byFfmpeg = [...ffmpeg('-i', `${name}.mp4`, '-frames:v', '1', '-vf', 'crop=2:2:0:0', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-')].slice(0, 3);
  const byChromium = await inPage(`/${name}.mp4`);
  apart[name] = Math.max(...byFfmpeg.map((value, index) => Math.abs(value - byChromium[index])));
  console.log(`${name}: made 200,30,40; ffmpeg ${byFfmpeg}; Chromium ${byChromium}; apart by ${apart[name]}`);
}
await browser.close();
server.close();
server.closeAllConnections();
assert.ok(apart['hd-tagged'] <= 4 && apart['sd-plain'] <= 4);
assert.ok(apart['hd-plain'] >= 12);
SCRIPT
node see.mjs
