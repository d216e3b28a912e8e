import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { sidecarPath, writeSidecar } from '../takes/sidecar.ts';
import { filmSidecar } from './filmSidecar.ts';
import type { JoinOrder, JoinOutcome } from './join/joinClips.ts';
import { joinClips } from './join/joinClips.ts';

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Joins the takes into one video and writes its metadata file beside it. Rejects with errors of the file system. */
export async function writeVideo(order: JoinOrder): Promise<JoinOutcome> {
  const outcome = await joinClips(order);
  if (outcome.kind === 'joined') {
    const { size } = await stat(order.to);
    await writeSidecar(sidecarPath(order.to), filmSidecar(order.cut, order.to, { bytes: size, sha256: await hashOf(order.to), at: Date.now() }));
  }
  return outcome;
}
