#!/bin/sh
# image-size 2.1.0, probe-image-size 7.5.0, exifr 7.1.3, on pictures that sharp 0.35.5 wrote with one and the same turn.
#
# One would guess: a library that tells size *and orientation* of a picture tells the orientation of every format that it
# reads, or says that it does not look: a PNG has carried EXIF since 2017 (chunk eXIf), a WebP since its beginning.
# What happens: the first two tell the turn of a JPEG alone; of the same picture as PNG or WebP they give the stored size and
# no orientation, which reads as "not turned". exifr knows PNG too, but calls WebP an unknown format.
# Why it matters: the ratio and the shorter side of a first frame are those of the picture as viewers turn it, and the size in
# a refusal must be the one that people see. For that the chunks must be read by oneself.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund image-size@2.1.0 probe-image-size@7.5.0 exifr@7.1.3 sharp@0.35.5
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import exifr from 'exifr';
import { imageSize } from 'image-size';
import probe from 'probe-image-size';
import sharp from 'sharp';

const expected = {
  jpeg: [6, 6, 6],
  png: ['no turn', 'no turn', 6],
  webp: ['no turn', 'no turn', 'Unknown file format'],
};
for (const [format, told] of Object.entries(expected)) {
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#888' } })
    .withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
  const one = imageSize(picture);
  const two = probe.sync(picture);
  const three = await exifr.orientation(picture).catch((error) => error.message);
  const seen = [one.orientation, two.orientation, three].map((turn) => turn ?? 'no turn');
  console.log(`${format.padEnd(5)} written with turn 6: image-size ${one.width}x${one.height} ${seen[0]}  probe-image-size ${two.width}x${two.height} ${seen[1]}  exifr ${seen[2]}`);
  assert.deepEqual(seen, told);
  assert.deepEqual([one.width, one.height, two.width, two.height], [400, 300, 400, 300]);
}
console.log('The turn of a JPEG is told; of the others mostly not.');
SCRIPT
node see.mjs
