import * as path from 'node:path';
import { portablePath } from '../takes/portablePath.ts';
import type { Sidecar } from '../takes/sidecar.ts';
import { sidecarVersion } from '../takes/sidecar.ts';
import { defaultSettings } from '../shots/shot.ts';
import type { Cut } from './cut.ts';
import { framesOf, rateOf } from './cut.ts';

/** What the metadata file beside an exported film tells: every shot's take, and where it lies in the film, in frames. */
export function filmSidecar(cut: Cut, to: string, saved: { readonly bytes: number; readonly sha256: string; readonly at: number }): Sidecar {
  const rate = rateOf(cut);
  let at = 0;
  const shots = cut.shots.map((shot) => {
    const first = at;
    at += framesOf(shot, rate);
    const { title, prompt, gateway, remoteId, shotHash, sha256 } = shot;
    return { title, file: portablePath(shot.file, path.dirname(to)), in: first, out: at, prompt, gateway, remoteId, shotHash, sha256 };
  });
  return {
    version: sidecarVersion, kind: 'film', title: cut.name, prompt: '', settings: { ...defaultSettings }, rate, shots,
    completedAt: new Date(saved.at).toISOString(), bytes: saved.bytes, sha256: saved.sha256,
  };
}
