import { shotHash } from '../shots/hash.ts';
import type { Cut, CutShot } from './cut.ts';
import type { FilmShot } from './film.ts';
import { lookAtClip } from './join/lookAtClip.ts';

/** A film's chosen takes as they are on disk, or the first of them that cannot be read. `file`: absolute path; absent where a shot has no take. */
export type CutOutcome = { readonly kind: 'cut'; readonly cut: Cut } | { readonly kind: 'unreadable'; readonly title: string; readonly file?: string };

/** Looks at the take of each of these shots. A take is told with the prompt that it was made from, whatever its text says by now; one that nobody knows the prompt of, with that text. */
export async function readCut(name: string, shots: readonly FilmShot[]): Promise<CutOutcome> {
  const cut: CutShot[] = [];
  for (const { title, shot, chosen } of shots) {
    const take = chosen?.take;
    const facts = take && (await lookAtClip(take.file));
    if (take === undefined || facts === undefined) return { kind: 'unreadable', title, ...(take && { file: take.file }) };
    const { id, remoteId, gateway, sha256 } = take;
    cut.push({
      title, prompt: take.shot.prompt || shot.filled, file: take.file, facts, shotHash: shotHash(take.shot),
      ...(id !== undefined && { id }), ...(remoteId !== undefined && { remoteId }), ...(gateway !== undefined && { gateway }), ...(sha256 !== undefined && { sha256 }),
    });
  }
  return { kind: 'cut', cut: { name, shots: cut } };
}
