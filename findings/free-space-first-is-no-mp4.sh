#!/bin/sh
# mediabunny 1.61.0, file-type 22.3.0 and mp4box 2.4.0 on one mp4 of which the first two boxes changed places.
#
# One would guess: an mp4 whose eight bytes of free space stand before its `ftyp` instead of behind it is the same mp4. The
# format allows it (ISO/IEC 14496-12: `ftyp` as early as possible, not first), nothing else moves, every player plays it.
# What happens: mediabunny says that the format is unsupported or unrecognizable; it walks over a first `free` box only in search
# of a fragment. file-type says `video/quicktime`. mp4box reads it.
# Why it matters: relays of video gateways send such files. A client that checks the type refuses a video that was paid for,
# saves it as `.mov`, or cannot join it to the others.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mediabunny@1.61.0 file-type@22.3.0 mp4box@2.4.0 @ffmpeg-installer/ffmpeg@1.1.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileTypeFromBuffer } from 'file-type';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';

// Its ES module's own import is missing in Node, so that `import 'mp4box'` fails there.
const require = createRequire(import.meta.url);
const { createFile } = require('mp4box');
const ffmpeg = require('@ffmpeg-installer/ffmpeg').path;
execFileSync(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=320x180:r=24', '-frames:v', '24', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', 'take.mp4']);
const plain = await readFile('take.mp4');
const brands = plain.readUInt32BE(0);
const free = plain.subarray(brands, brands + 8);
assert.equal(free.toString('latin1', 4), 'free');
const swapped = Buffer.concat([free, plain.subarray(0, brands), plain.subarray(brands + 8)]);

const read = async (bytes) => {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const index = createFile(true);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  buffer.fileStart = 0;
  index.appendBuffer(buffer);
  index.flush();
  return {
    mediabunny: await input.getFormat().then(({ mimeType }) => mimeType, ({ message }) => message),
    fileType: (await fileTypeFromBuffer(bytes))?.mime,
    mp4box: index.getInfo().videoTracks[0]?.nb_samples,
  };
};
const [before, after] = [await read(plain), await read(swapped)];
console.log('ftyp, free, …:', before);
console.log('free, ftyp, …:', after);
assert.deepEqual(before, { mediabunny: 'video/mp4', fileType: 'video/mp4', mp4box: 24 });
assert.deepEqual([after.fileType, after.mp4box], ['video/quicktime', 24]);
assert.match(after.mediabunny, /unsupported/u);
SCRIPT
node see.mjs
