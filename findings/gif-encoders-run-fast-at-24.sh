#!/bin/sh
# gifenc 1.0.3 and gif-encoder-2 1.0.5 beside ffmpeg N-47683 (@ffmpeg-installer/ffmpeg 1.1.0): 144 pictures, 24 a second.
#
# One would guess: a GIF made of a clip of six seconds runs for six seconds. GIF tells the time of a picture in hundredths of a
# second, 24 a second are 4.17 of them, so an encoder that is told "24 a second" writes some pictures longer than others.
# What happens: both round each picture's time by itself, to 4, and the GIF runs for 5.76 s; ffmpeg keeps the sum and writes
# 4 and 5 in turns, 6 s.
# Why it matters: 24 a second is what video models send and what previews are shown at. A GIF of a shot is then 4 % too fast,
# its camera moves too, and beside the video or its sound it is a quarter of a second ahead at the end. At 30 a second (3 instead
# of 3.33) it is 10 %. The times must be handed over one by one.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund gifenc@1.0.3 gif-encoder-2@1.0.5 @ffmpeg-installer/ffmpeg@1.1.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ffmpeg from '@ffmpeg-installer/ffmpeg';
import GifEncoder2 from 'gif-encoder-2';
import gifenc from 'gifenc';

const [size, count] = [16, 144];
const pictures = (perSecond) => Array.from({ length: count * perSecond / 24 }, (_, at) => Uint8ClampedArray.from({ length: size * size * 4 }, (_, byte) => (byte % 4 === 3 ? 255 : (byte + at * 3) % 256)));
const encoders = {
  'gifenc': (perSecond) => {
    const gif = gifenc.GIFEncoder();
    for (const picture of pictures(perSecond)) {
      const palette = gifenc.quantize(picture, 16);
      gif.writeFrame(gifenc.applyPalette(picture, palette), size, size, { palette, delay: 1000 / perSecond });
    }
    gif.finish();
    return Buffer.from(gif.bytes());
  },
  'gif-encoder-2': (perSecond) => {
    const gif = new GifEncoder2(size, size);
    gif.setFrameRate(perSecond);
    gif.start();
    for (const picture of pictures(perSecond)) gif.addFrame(picture);
    gif.finish();
    return gif.out.getData();
  },
  'ffmpeg': (perSecond) => {
    execFileSync(ffmpeg.path, ['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc=size=${size}x${size}:rate=${perSecond}:duration=6`, 'clip.gif']);
    return readFileSync('clip.gif');
  },
};

/** Times of the pictures, hundredths of a second: of each graphic control extension (21 F9 04), GIF89a section 23. */
function times(gif) {
  const found = [];
  for (let at = 0; at < gif.length - 7; at++) if (gif.readUIntBE(at, 3) === 0x21f904 && gif[at + 7] === 0) found.push(gif.readUInt16LE(at + 4));
  return found;
}
const expected = { 24: { 'gifenc': 5.76, 'gif-encoder-2': 5.76, 'ffmpeg': 6 }, 30: { 'gifenc': 5.4, 'gif-encoder-2': 5.4, 'ffmpeg': 6 } };
for (const [perSecond, lengths] of Object.entries(expected)) {
  for (const [name, encode] of Object.entries(encoders)) {
    const all = times(encode(Number(perSecond)));
    const length = all.reduce((sum, time) => sum + time, 0) / 100;
    console.log(`${perSecond} a second  ${name.padEnd(13)}  ${all.length} pictures of ${[...new Set(all)].join(' or ')} hundredths: ${length} s`);
    assert.equal(all.length, count * perSecond / 24);
    // A hundredth more: the last picture's time is rounded.
    assert.ok(Math.abs(length - lengths[name]) < 0.015);
  }
}
SCRIPT
node see.mjs
