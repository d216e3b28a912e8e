#!/bin/sh
# mp4box 2.4.0 and mediabunny 1.61.0 on one H.264 mp4 with B-frames, as libx264 and ffmpeg write it by default.
#
# One would guess: two libraries that list the pictures of an mp4 with their times list the same times, those at which a
# player shows them: the first picture at 0 s, the last one frame before the duration.
# What happens: mediabunny gives those. mp4box gives composition times as they stand in the file, before the edit list that
# takes the encoder's delay off: each is two frames later, the first picture is at 0.083 s, and the last begins after
# the end of the track that it tells itself. The edit list is in its info (`edits`), applied nowhere.
# Why it matters: whoever takes a frame's time from the one and seeks or cuts with the other is two frames off at 24 a
# second: the last frame of a take, with which the next shot is to start, does not exist at its time.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mp4box@2.4.0 mediabunny@1.61.0 @ffmpeg-installer/ffmpeg@1.1.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

// Its ES module's own import is missing in Node, so that `import 'mp4box'` fails there.
const require = createRequire(import.meta.url);
const { createFile } = require('mp4box');
const ffmpeg = require('@ffmpeg-installer/ffmpeg').path;
execFileSync(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=320x180:r=24', '-frames:v', '48', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-bf', '2', 'take.mp4']);
const bytes = await readFile('take.mp4');

const track = await new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS }).getPrimaryVideoTrack();
const shown = [];
for await (const { timestamp } of new EncodedPacketSink(track).packets()) shown.push(timestamp);

const file = createFile(true);
const { told, stored } = await new Promise((resolve) => {
  file.onReady = ({ tracks: [{ id, duration, timescale }] }) => {
    file.onSamples = (_id, _user, samples) => resolve({ told: duration / timescale, stored: samples.map(({ cts }) => cts / timescale) });
    file.setExtractionOptions(id, null, { nbSamples: 48 });
    file.start();
  };
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  buffer.fileStart = 0;
  file.appendBuffer(buffer);
  file.flush();
});
const frames = (times) => times.map((time) => Math.round(time * 24)).sort((a, b) => a - b);
console.log(`mediabunny: pictures ${frames(shown)[0]} to ${frames(shown).at(-1)}, in frames of 24 a second`);
console.log(`mp4box:     pictures ${frames(stored)[0]} to ${frames(stored).at(-1)}, of a track of ${told * 24}`);
assert.deepEqual([frames(shown)[0], frames(shown).at(-1)], [0, 47]);
assert.deepEqual([frames(stored)[0], frames(stored).at(-1), told * 24], [2, 49, 48]);
SCRIPT
node see.mjs
