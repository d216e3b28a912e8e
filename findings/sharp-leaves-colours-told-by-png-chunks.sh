#!/bin/sh
# sharp 0.35.5 (libvips 8.18.7) on PNGs of one and the same colour, told in three ways.
#
# One would guess: what sharp writes is sRGB, "device-independent", as its documentation says of its output: a PNG of Display P3
# comes out with its colours converted, whichever way it tells them, since all three are in the PNG specification: a profile
# (iCCP), code points (cICP, third edition), or primaries and a curve (cHRM with gAMA).
# What happens: only the profile is read. The other two pictures keep their numbers, and the chunk that gave them their
# meaning is gone: a saturated green of P3 becomes a dull one of sRGB, without a word. A curve told alone (gAMA) likewise.
# Why it matters: browsers go by all of them, so that a picture that went through sharp is another than the one that a person
# saw and chose. Screenshots of high range come with cICP, older tools write gAMA and cHRM.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const be32 = (...numbers) => Buffer.concat(numbers.map((number) => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(number); return bytes; }));
/** The PNG with one more chunk behind its header. */
const withChunk = (png, type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([png.subarray(0, 33), be32(data.length), body, be32(crc32(body)), png.subarray(33)]);
};
const stored = [40, 190, 60];
const picture = { create: { width: 16, height: 16, channels: 3, background: { r: 40, g: 190, b: 60 } } };
const plain = await sharp(picture).png().toBuffer();
const { icc } = await sharp(await sharp(picture).withIccProfile('p3').png().toBuffer()).metadata();

const told = {
  'profile (iCCP)': [withChunk(plain, 'iCCP', Buffer.concat([Buffer.from('P3\0\0', 'latin1'), deflateSync(icc)])), [0, 193, 23]],
  'code points (cICP)': [withChunk(plain, 'cICP', Buffer.from([12, 13, 0, 1])), stored],
  'primaries and curve (cHRM, gAMA)': [withChunk(withChunk(plain, 'gAMA', be32(45_455)), 'cHRM', be32(31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000)), stored],
  'a linear curve (gAMA)': [withChunk(plain, 'gAMA', be32(100_000)), stored],
};
for (const [way, [png, expected]] of Object.entries(told)) {
  const written = await sharp(png).png().toBuffer();
  const pixel = [...(await sharp(written).raw().toBuffer()).subarray(0, 3)];
  const left = written.toString('latin1').match(/iCCP|cICP|cHRM|gAMA/gu) ?? 'none';
  console.log(`${way}: ${stored} comes out as ${pixel}; chunks left: ${left}`);
  assert.deepEqual(pixel, expected);
  assert.equal(left, 'none');
}
SCRIPT
node see.mjs
