#!/bin/sh
# h264-mp4-encoder 1.0.12, read with mp4box 2.4.0.
#
# One would guess: an mp4 from an encoder that is told how often to write a key picture says in its index which ones they are,
# as each player seeks by that.
# What happens: of 36 pictures 3 are key pictures, and the file has no list of them (box `stss`). ISO/IEC 14496-12, 8.6.2:
# without that list every picture is one. mp4box tells 36 places to start from; at 33 of them there is nothing to start with.
# Why it matters: a player that believes the index decodes from such a place and shows the picture before, a grey one or none,
# so that a seek to a frame gives another. The list must be written into the file by whoever uses the encoder.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund h264-mp4-encoder@1.0.12 mp4box@2.4.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { createH264MP4Encoder } = require('h264-mp4-encoder');
const { createFile } = require('mp4box');
const [width, height, count] = [320, 192, 36];

const encoder = await createH264MP4Encoder();
Object.assign(encoder, { width, height, frameRate: 24, groupOfPictures: 12 });
encoder.initialize();
for (let frame = 0; frame < count; frame++) {
  encoder.addFrameRgba(Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at / 4 + frame * 7) % 256)));
}
encoder.finalize();
const bytes = encoder.FS.readFile(encoder.outputFilename);

const file = createFile(true);
const samples = await new Promise((resolve) => {
  file.onReady = ({ tracks: [{ id }] }) => {
    file.onSamples = (_id, _user, all) => resolve(all);
    file.setExtractionOptions(id, null, { nbSamples: count });
    file.start();
  };
  file.appendBuffer(Object.assign(Uint8Array.from(bytes).buffer, { fileStart: 0 }));
  file.flush();
});
/** The types of the units in a picture; 5 begins anew. */
const unitsOf = ({ data }) => {
  const types = [];
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at + 4 < data.length; at += 4 + view.getUint32(at)) types.push(data[at + 4] & 0x1f);
  return types;
};
const real = samples.flatMap((sample, index) => (unitsOf(sample).includes(5) ? [index] : []));
const named = samples.filter(({ is_sync }) => is_sync).length;
console.log(`key pictures: ${real.join(', ')}; named by the index: ${named} of ${samples.length}; stss: ${Buffer.from(bytes).includes('stss') ? 'there' : 'none'}`);
assert.deepEqual(real, [0, 12, 24]);
assert.deepEqual([named, samples.length, Buffer.from(bytes).includes('stss')], [36, 36, false]);
SCRIPT
node see.mjs
