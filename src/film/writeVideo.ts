import { sidecarPath, writeSidecar } from '../takes/sidecar.ts';
import { filmSidecar } from './filmSidecar.ts';
import type { JoinOrder, JoinOutcome } from './join/joinClips.ts';
import { joinClips } from './join/joinClips.ts';

/** Joins the takes into one video and writes its metadata file beside it. Rejects with errors of the file system. */
export async function writeVideo(order: JoinOrder): Promise<JoinOutcome> {
  const outcome = await joinClips(order);
  if (outcome.kind === 'joined') {
    await writeSidecar(sidecarPath(order.to), filmSidecar(order.cut, order.to, { bytes: outcome.bytes, sha256: outcome.sha256, at: Date.now() }));
  }
  return outcome;
}
