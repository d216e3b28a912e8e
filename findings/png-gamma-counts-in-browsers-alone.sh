#!/bin/sh
# sharp 0.35.5, jimp 1.6.1 and Chromium 153 (@sparticuz/chromium 153.0.0) on one PNG, with and without a `gAMA` chunk of 1.0.
#
# One would guess: three readers of a PNG give the same pixel; the format says since 1996 what `gAMA` does to it.
# What happens: Chromium applies it, a red of 200,30,40 is shown as a pale 229,96,110. sharp and jimp hand out the stored values and
# say nothing: sharp's metadata does not even tell that the chunk is there.
# Why it matters: renderers and some screenshot tools write linear PNGs this way. The first frame that a person sees in the editor is
# pale, what a service makes of the file is dark, and shrinking it with sharp first loses the chunk, so that nobody can know.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 jimp@1.6.1 @sparticuz/chromium@153.0.0 puppeteer-core@25.16.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import chromium from '@sparticuz/chromium';
import { Jimp } from 'jimp';
import puppeteer from 'puppeteer-core';
import sharp from 'sharp';

const plain = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#c81e28' } }).png().toBuffer();
const chunk = Buffer.alloc(16);
chunk.writeUInt32BE(4);
chunk.write('gAMA', 4, 'latin1');
chunk.writeUInt32BE(100_000, 8);
chunk.writeUInt32BE(crc32(chunk.subarray(4, 12)), 12);
// Behind the signature (8 bytes) and IHDR (25).
const linear = Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)]);

const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
const page = await browser.newPage();
const inPage = (bytes) => page.evaluate(async (src) => {
  const image = Object.assign(new Image(), { src });
  await image.decode();
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.drawImage(image, 0, 0);
  return [...canvas.getImageData(8, 8, 1, 1).data].slice(0, 3);
}, `data:image/png;base64,${bytes.toString('base64')}`);
const colours = async (bytes) => ({
  sharp: [...(await sharp(bytes).removeAlpha().raw().toBuffer())].slice(0, 3),
  jimp: [...(await Jimp.read(bytes)).bitmap.data].slice(0, 3),
  chromium: await inPage(bytes),
});
const [without, withGamma] = [await colours(plain), await colours(linear)];
await browser.close();
console.log('without:', without);
console.log('gAMA 1:', withGamma);
const stored = [200, 30, 40];
assert.deepEqual(without, { sharp: stored, jimp: stored, chromium: stored });
assert.deepEqual(withGamma, { sharp: stored, jimp: stored, chromium: [229, 96, 110] });
assert.equal(Object.keys(await sharp(linear).metadata()).some((key) => /gamma/iu.test(key)), false);
SCRIPT
node see.mjs
