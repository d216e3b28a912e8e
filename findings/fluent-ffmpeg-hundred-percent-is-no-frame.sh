#!/bin/sh
# fluent-ffmpeg 2.1.3 with ffmpeg N-47683 (@ffmpeg-installer/ffmpeg 1.1.0) and ffprobe (@ffprobe-installer/ffprobe 2.1.2).
#
# One would guess: `screenshots({ timestamps: ['100%'] })` writes the last frame of a video, as its documentation takes
# percentages; or, where there is none at that time, it raises an error.
# What happens: it seeks to the duration itself, where no frame begins. The event `filenames` names the picture, `end` comes,
# no `error`, and there is no file.
# Why it matters: who continues a shot from the last frame of a take asks for exactly this, is told that it went well, and
# sends a path that leads nowhere, or the picture of the run before.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund fluent-ffmpeg@2.1.3 @ffmpeg-installer/ffmpeg@1.1.0 @ffprobe-installer/ffprobe@2.1.2 2>/dev/null
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import installed from '@ffmpeg-installer/ffmpeg';
import probe from '@ffprobe-installer/ffprobe';
import ffmpeg from 'fluent-ffmpeg';

execFileSync(installed.path, ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=320x180:r=24', '-frames:v', '48', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', 'take.mp4']);
ffmpeg.setFfmpegPath(installed.path);
ffmpeg.setFfprobePath(probe.path);

/** What it says about one picture at a time, and whether the picture is there. */
const shot = (time, filename) =>
  new Promise((resolve) => {
    const said = [];
    ffmpeg('take.mp4')
      .on('filenames', (names) => said.push(`names ${names.join()}`))
      .on('error', () => resolve({ said: [...said, 'error'], there: existsSync(filename) }))
      .on('end', () => resolve({ said: [...said, 'end'], there: existsSync(filename) }))
      .screenshots({ timestamps: [time], folder: '.', filename });
  });
const middle = await shot('50%', 'middle.png');
const last = await shot('100%', 'last.png');
console.log('50 %:', middle);
console.log('100 %:', last);
assert.deepEqual(middle, { said: ['names middle.png', 'end'], there: true });
assert.deepEqual(last, { said: ['names last.png', 'end'], there: false });
SCRIPT
node see.mjs
