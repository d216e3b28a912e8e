import { randomUUID } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { renamePatiently } from '../../storage/disk.ts';
import type { Cut, CutShot } from '../cut.ts';
import { rateOf } from '../cut.ts';
import { u32, u64, text } from './box.ts';
import { filmTrack, soundUntil } from './filmTable.ts';
import type { Part } from './filmTable.ts';
import type { JoinPlan } from './joinable.ts';
import { lookAtClip } from './lookAtClip.ts';
import { fileType, movieBox } from './movieBox.ts';
import type { Movie, MovieTrack } from './movieBox.ts';
import { inBandSets } from './parameterSets.ts';
import { pieceCopier } from './pieceCopier.ts';
import type { PieceCopier } from './pieceCopier.ts';
import { readSampleTables } from './sampleTable.ts';

export interface JoinOrder {
  readonly cut: Cut;
  readonly plan: Extract<JoinPlan, { kind: 'plan' }>;
  /** Absolute path of the film; replaced when it is there. */
  readonly to: string;
  readonly signal?: AbortSignal;
  /** Told after each take with the number that is joined. */
  readonly progress?: (joined: number) => void;
}

export type JoinOutcome =
  | { readonly kind: 'joined'; readonly frames: number; readonly seconds: number; readonly bytes: number; /** Of the film, reckoned as it was written. */ readonly sha256: string }
  | { readonly kind: 'cancelled' }
  /** A take is not what it was when it was looked at, or what was written is not the sum of the takes; nothing is left of it. */
  | { readonly kind: 'wrong'; readonly detail: string };

interface Source {
  readonly file: string;
  readonly video: Part;
  readonly sound?: Part;
}

/**
 * Joins takes picture by picture, without encoding: beside first, checked by another reader, then renamed, so that nobody
 * sees half a film. The index stands before the pictures, so players start while they load. Rejects with errors of the
 * file system.
 */
export async function joinClips(order: JoinOrder): Promise<JoinOutcome> {
  const { cut, to, signal } = order;
  const sources = await Promise.all(cut.shots.map((shot) => sourceOf(shot, order.plan)));
  const whole = sources.flatMap((source) => source ?? []);
  if (whole.length < sources.length) return { kind: 'wrong', detail: 'a take has no video track any more' };
  const staged = `${to}.${randomUUID().slice(0, 8)}.part`;
  try {
    const sha256 = await write(staged, whole, order);
    if (signal?.aborted === true) return { kind: 'cancelled' };
    const wrong = await whatIsWrong(staged, cut);
    if (wrong !== undefined) return { kind: 'wrong', detail: wrong };
    const { size: bytes } = await stat(staged);
    await renamePatiently(staged, to);
    return { kind: 'joined', frames: sumOf(cut, 'frames'), seconds: sumOf(cut, 'seconds'), bytes, sha256 };
  } finally {
    await rm(staged, { force: true });
  }
}

async function sourceOf({ file, facts: { seconds, parameterSets } }: CutShot, { mixedSets, sound }: JoinOrder['plan']): Promise<Source | undefined> {
  const tables = await readSampleTables(file);
  if (tables === undefined) return undefined;
  const beforeKeys = mixedSets && parameterSets !== undefined ? inBandSets(Buffer.from(parameterSets, 'hex')) : undefined;
  return {
    file, video: { table: tables.video, seconds, ...(beforeKeys && { beforeKeys }) },
    ...(sound && tables.sound && { sound: { table: soundUntil(tables.sound, seconds), seconds } }),
  };
}

async function write(staged: string, sources: readonly Source[], { cut, plan, signal, progress }: JoinOrder): Promise<string> {
  const tracks = tracksOf(sources, cut);
  const sizes = sources.map((_, take) => tracks.map(({ track }) => track.runs[take]?.bytes ?? 0));
  const bytes = sizes.flat().reduce((sum, size) => sum + size, 0);
  const head = fileType();
  const movie: Movie = { tracks, offsets: [], tags: { title: cut.name, ...(plan.aigcLabel !== undefined && { AIGC: plan.aigcLabel }) }, chapters: chaptersOf(cut) };
  const dataHead = [u32(1), text('mdat'), u64(bytes + 16)];
  let at = head.length + movieBox(movie).length + 16;
  const offsets: number[][] = tracks.map(() => []);
  for (const take of sizes) {
    for (const [track, size] of take.entries()) {
      offsets[track]?.push(at);
      at += size;
    }
  }
  const output = await open(staged, 'wx');
  try {
    const copier = pieceCopier(output);
    for (const part of [head, movieBox({ ...movie, offsets }), ...dataHead]) await copier.add(part);
    await copyAll(copier, sources, signal, progress);
    if (signal?.aborted !== true) await output.sync();
    return copier.sha256();
  } finally {
    await output.close();
  }
}

async function copyAll(copier: PieceCopier, sources: readonly Source[], signal: AbortSignal | undefined, progress: ((joined: number) => void) | undefined): Promise<void> {
  for (const [index, { file, video, sound }] of sources.entries()) {
    const input = await open(file, 'r');
    try {
      for (const part of sound ? [video, sound] : [video]) await copyPart(copier, input, part, signal);
      await copier.settle();
    } finally {
      await input.close();
    }
    if (signal?.aborted === true) return;
    progress?.(index + 1);
  }
}

async function copyPart(copier: PieceCopier, input: FileHandle, { table, beforeKeys }: Part, signal: AbortSignal | undefined): Promise<void> {
  for (const { offset, size, key } of table.pieces) {
    if (signal?.aborted === true) return;
    if (key && beforeKeys) await copier.add(beforeKeys);
    await copier.copy(input, offset, size);
  }
}

function tracksOf(sources: readonly Source[], { shots }: Cut): readonly MovieTrack[] {
  const [first] = sources;
  const facts = shots[0]?.facts;
  if (first === undefined || facts === undefined) return [];
  const sounds = sources.flatMap(({ sound }) => sound ?? []);
  return [
    { kind: 'video', track: filmTrack(sources.map(({ video }) => video)), description: first.video.table.description, width: Math.round(facts.width * facts.pixelAspect), height: facts.height, rotation: facts.rotation },
    ...(first.sound && sounds.some(({ table }) => table.pieces.length > 0) ? [{ kind: 'sound' as const, track: filmTrack(sounds), description: first.sound.table.description, width: 0, height: 0, rotation: 0 }] : []),
  ];
}

function chaptersOf({ shots }: Cut): Movie['chapters'] {
  let from = 0;
  return shots.map(({ title, facts }) => {
    const chapter = { title, from };
    from += facts.seconds;
    return chapter;
  });
}

function sumOf({ shots }: Cut, what: 'frames' | 'seconds'): number {
  return shots.reduce((sum, { facts }) => sum + facts[what], 0);
}

/** Opens what was written and holds it against the takes: as many pictures, as long to half a picture, and so is its sound. */
async function whatIsWrong(file: string, cut: Cut): Promise<string | undefined> {
  const facts = await lookAtClip(file);
  if (facts === undefined) return 'the film cannot be opened';
  const [frames, seconds] = [sumOf(cut, 'frames'), sumOf(cut, 'seconds')];
  if (facts.frames !== frames) return `${facts.frames} pictures instead of ${frames}`;
  const isOff = (length: number): boolean => Math.abs(length - seconds) > 0.5 / rateOf(cut);
  if (isOff(facts.seconds)) return `${facts.seconds} s instead of ${seconds} s`;
  const sound = (await readSampleTables(file))?.sound;
  const heard = sound && sound.pieces.reduce((sum, { length }) => sum + length, 0) / sound.ticksASecond;
  return heard !== undefined && isOff(heard) ? `${heard} s of sound instead of ${seconds} s` : undefined;
}
