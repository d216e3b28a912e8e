#!/bin/sh
# h264-mp4-encoder 1.0.12, its files measured with mediabunny 1.61.0.
#
# One would guess: `frameRate`, a number, takes 23.976 and 29.97, the rates of film and of NTSC, or raises an error as it does
# for an odd width.
# What happens: the fraction is cut off without a word: 48 pictures "at 23.976" are a clip at 23 a second, 2.087 s instead of
# 2.002 s; 29.97 becomes 29. Whole rates are exact.
# Why it matters: pictures taken from a clip of 23.976 and encoded again run 4 % slow, 0.26 s too long in a shot of six seconds,
# out of step with its sound and with the cut. Round the rate to a whole number, or set the times in the file afterwards.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund h264-mp4-encoder@1.0.12 mediabunny@1.61.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import HME from 'h264-mp4-encoder';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';

const [pictures, size] = [48, 64];
/** Seconds of a clip of `pictures` pictures that the encoder was told to make at `rate` a second. */
async function lengthAt(rate) {
  const encoder = await HME.createH264MP4Encoder();
  encoder.width = size;
  encoder.height = size;
  encoder.frameRate = rate;
  encoder.initialize();
  for (let at = 0; at < pictures; at++) encoder.addFrameRgba(new Uint8Array(size * size * 4).fill(at * 5));
  encoder.finalize();
  const file = encoder.FS.readFile(encoder.outputFilename);
  encoder.delete();
  return new Input({ source: new BufferSource(file), formats: ALL_FORMATS }).computeDuration();
}
for (const [asked, made] of [[24, 24], [30, 30], [23.976, 23], [29.97, 29]]) {
  const length = await lengthAt(asked);
  console.log(`${String(asked).padEnd(6)} a second asked: ${length.toFixed(3)} s instead of ${(pictures / asked).toFixed(3)} s, ${(pictures / length).toFixed(2)} a second`);
  assert.ok(Math.abs(length - pictures / made) < 0.001);
}
SCRIPT
node see.mjs
