import * as path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { gatewayIds } from '../gateways/gateway.ts';
import { costSchema, reportedCost } from './cost.ts';
import { cutAddress } from '../shots/cutAddress.ts';
import { shotHash } from '../shots/hash.ts';
import { defaultSettings, durations, resolutions } from '../shots/shot.ts';
import type { ForeignRead } from '../storage/foreignFile.ts';
import { readForeignFile, readLimits } from '../storage/foreignFile.ts';
import { unchangedBy } from '../storage/unchanged.ts';
import { writeWhole } from '../storage/writeWhole.ts';
import { portablePath } from './portablePath.ts';
import type { TakeStory } from './story.ts';

/** `field` with a stand-in for what is missing or damaged: one bad field never hides a take. */
const lenient = <T extends z.ZodMiniType>(field: T, standIn: z.output<T>): z.ZodMiniCatch<T> => z.catch(field, standIn);
const maybe = <T extends z.ZodMiniType>(field: T): z.ZodMiniCatch<z.ZodMiniOptional<T>> => z.catch(z.optional(field), undefined);

const settingsSchema = z.looseObject({
  duration: lenient(z.literal(durations), defaultSettings.duration),
  resolution: lenient(z.enum(resolutions), defaultSettings.resolution),
  promptOptimizer: lenient(z.boolean(), defaultSettings.promptOptimizer),
  fastPretreatment: lenient(z.boolean(), defaultSettings.fastPretreatment),
  watermark: lenient(z.boolean(), defaultSettings.watermark),
  firstFrame: maybe(z.string()),
});

/** Unknown fields are kept, so that an older release does not lose what a newer one wrote. */
const sidecarSchema = z.looseObject({
  version: lenient(z.number(), 1),
  /** `film`: takes joined; its shots are told, it has no prompt of its own. */
  kind: maybe(z.literal('film')),
  /** A film's name. */
  title: maybe(z.string()),
  /** A film's frames a second. */
  rate: maybe(z.number()),
  /** The takes of a film in order; `in` and `out` are frames of the film, the out not shown any more. */
  shots: maybe(z.array(z.looseObject({ title: z.string(), file: z.string(), in: z.number(), out: z.number() }))),
  id: maybe(z.string()),
  /** As written. */
  prompt: lenient(z.string(), ''),
  /** As sent. */
  sentPrompt: maybe(z.string()),
  settings: lenient(settingsSchema, { ...defaultSettings }),
  gateway: maybe(z.enum(gatewayIds)),
  /** The task's id at the gateway. */
  remoteId: maybe(z.string()),
  /** Which take of its shot it is, from 1; see `takeNumbers`. */
  takeNumber: maybe(z.int().check(z.positive())),
  /** ISO 8601, UTC. */
  createdAt: maybe(z.string()),
  submittedAt: maybe(z.string()),
  completedAt: maybe(z.string()),
  bytes: maybe(z.number()),
  sha256: maybe(z.string()),
  /** Where the prompt was written. `file` is relative to the sidecar, with `/`; `line` counts from 1. */
  source: maybe(z.looseObject({ file: z.string(), line: z.number(), title: maybe(z.string()), written: maybe(z.string()) })),
  /** `shotHash` of what this file tells of the shot: takes of one shot have the same, for whoever groups or compares them by script. */
  shotHash: maybe(z.string()),
  /** With its unit and where it is known from; a text as reported in earlier releases. */
  cost: maybe(z.union([costSchema, z.string()])),
  favourite: maybe(z.boolean()),
});

const isSidecar = unchangedBy(sidecarSchema);

/** The story of a take, beside its video as `NAME.mp4.json`. Holds neither the key nor a link to the gateway's file. */
export type Sidecar = z.infer<typeof sidecarSchema>;

/** `foreign`: a file of another program that names its files alike, as Google Takeout and transcribers do. It tells nothing of a take and is never written or deleted. */
export type SidecarReading = { readonly kind: 'sidecar'; readonly sidecar: Sidecar } | { readonly kind: 'unreadable'; readonly reason: string; readonly foreign?: true };

/** One of these, whatever it holds, is in each sidecar; a title, a date or an ID is in other programs' files, too. */
const ownFields = ['prompt', 'sentPrompt', 'settings', 'gateway', 'remoteId', 'takeNumber', 'submittedAt', 'completedAt', 'sha256', 'shotHash', 'favourite'] as const;

/** Whether JSON that was read is another program's: no object, or one that holds something, but nothing that only a sidecar has. */
export function isForeignStory(story: unknown): boolean {
  if (typeof story !== 'object' || story === null || Array.isArray(story)) return true;
  return Object.keys(story).length > 0 && !ownFields.some((field) => field in story) && !('kind' in story && story.kind === 'film') && !namesSource(story);
}

/** Whether a text may be what a full disk or a power cut left of a sidecar: nothing, zero bytes, or its beginning. */
function isTornStory(text: string): boolean {
  return /^[\s\0\uFEFF]*(?:\{\s*(?:"version"[^]*)?)?$/.test(text);
}

function namesSource(story: object): boolean {
  return 'source' in story && typeof story.source === 'object' && story.source !== null && 'file' in story.source && 'line' in story.source;
}

export const sidecarVersion = 1;

export function sidecarPath(video: string): string {
  return `${video}.json`;
}

/** Reads a sidecar of any release, mending what is missing; never rejects. */
export async function readSidecar(file: string): Promise<SidecarReading> {
  return sidecarIn(await readForeignFile(file, { maxBytes: readLimits.sidecar }));
}

/** What a file that was read says. */
export function sidecarIn(read: ForeignRead): SidecarReading {
  switch (read.kind) {
    case 'read': return parseSidecar(read.bytes.toString('utf8'));
    case 'tooLarge': return { kind: 'unreadable', reason: `${read.size} bytes are more than any metadata file has`, foreign: true };
    case 'refused': return { kind: 'unreadable', reason: read.reason };
  }
}

/** JSON as other programs save it, perhaps behind a byte order mark. Throws on anything else. */
export function parseStory(text: string): unknown {
  return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
}

export function parseSidecar(text: string): SidecarReading {
  try {
    const story = parseStory(text);
    if (isForeignStory(story)) {
      return { kind: 'unreadable', reason: 'another program’s JSON', foreign: true };
    }
    if (isSidecar(story)) {
      return { kind: 'sidecar', sidecar: story as Sidecar };
    }
    const parsed = sidecarSchema.safeParse(story);
    return parsed.success ? { kind: 'sidecar', sidecar: parsed.data } : { kind: 'unreadable', reason: z.prettifyError(parsed.error) };
  } catch (error) {
    const isOurs = isTornStory(text) || ownFields.some((field) => text.includes(`"${field}"`));
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error), ...(!isOurs && { foreign: true }) };
  }
}

/** A reader never sees half a sidecar. Rejects with errors of the file system. */
export async function writeSidecar(file: string, sidecar: Sidecar): Promise<void> {
  await writeWhole(file, `${JSON.stringify(sidecar, undefined, 2)}\n`, true);
}

const iso = (time: number | undefined): string | undefined => time === undefined ? undefined : new Date(time).toISOString();

/** `video`: absolute path of the finished take. */
export function sidecarOf(story: TakeStory, saved: { readonly video: string; readonly bytes: number; readonly sha256: string; readonly at: number }): Sidecar {
  const folder = path.dirname(saved.video);
  const { firstFrame } = story.settings;
  const settings = { ...story.settings, ...(firstFrame !== undefined && { firstFrame: portableFirstFrame(firstFrame, folder) }) };
  return {
    version: sidecarVersion,
    id: story.id,
    prompt: story.prompt,
    sentPrompt: story.sentPrompt,
    settings,
    gateway: story.gateway,
    remoteId: story.remoteId,
    takeNumber: story.takeNumber,
    createdAt: iso(story.createdAt),
    submittedAt: iso(story.submittedAt),
    completedAt: iso(saved.at),
    bytes: saved.bytes,
    sha256: saved.sha256,
    ...(story.source && { source: { file: portableSource(story.source.uri, folder), line: story.source.line + 1, ...(story.source.title && { title: story.source.title }), ...(story.source.written && { written: story.source.written }) } }),
    shotHash: shotHash({ prompt: story.prompt, settings }),
    ...costIn(story),
  };
}

function costIn({ cost, quote }: TakeStory): Pick<Sidecar, 'cost'> {
  const known = cost === undefined ? quote : reportedCost(cost);
  return known ? { cost: known } : {};
}

function portableSource(uri: string, folder: string): string {
  try {
    return uri.startsWith('file:') ? portablePath(fileURLToPath(uri), folder) : uri;
  } catch {
    return uri;
  }
}

function portableFirstFrame(firstFrame: string, folder: string): string {
  return /^https?:/iu.test(firstFrame) ? cutAddress(firstFrame) : portablePath(firstFrame, folder);
}

/**
 * The document that the prompt was written in, as a URI; absent when the sidecar names none. `known` remembers those that were
 * worked out, for whoever reads many: most takes come from few documents.
 */
export function sourceUri(sidecar: Pick<Sidecar, 'source'>, sidecarFile: string, known?: Map<string, string>): string | undefined {
  const file = sidecar.source?.file;
  if (file === undefined || /^[a-z][\w+.-]+:/iu.test(file)) {
    return file;
  }
  const folder = path.dirname(sidecarFile);
  const words = `${folder}\0${file}`;
  const uri = known?.get(words) ?? pathToFileURL(path.resolve(folder, file)).href;
  known?.set(words, uri);
  return uri;
}

/** The first frame as a shot has it: a URL, or an absolute path. */
export function firstFrameOf(sidecar: Pick<Sidecar, 'settings'>, sidecarFile: string): string | undefined {
  const { firstFrame } = sidecar.settings;
  if (firstFrame === undefined || firstFrame.trim() === '') return undefined;
  return /^https?:/iu.test(firstFrame) ? firstFrame : path.resolve(path.dirname(sidecarFile), firstFrame);
}
