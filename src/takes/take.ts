import { costWords } from './cost.ts';
import { defaultSettings } from '../shots/shot.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { Shot } from '../shots/shot.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import type { Sidecar, SidecarReading } from './sidecar.ts';
import { firstFrameOf, sidecarPath, sourceUri } from './sidecar.ts';
import type { FinishedStory } from './story.ts';

/** A finished video with its story, whoever made it and wherever. Times are milliseconds since the epoch. */
export interface Take {
  /** Absolute path of the video. */
  readonly file: string;
  /** The task that made it; unknown to this window's journal when it was made elsewhere. */
  readonly id?: string;
  /** A local first frame is an absolute path. An empty prompt: the story is lost. */
  readonly shot: Shot;
  readonly sentPrompt?: string;
  readonly gateway?: GatewayId;
  readonly remoteId?: string;
  readonly cost?: string;
  /** Which take of its shot it is, as it was counted when it was ordered; see `takeNumbers`. */
  readonly takeNumber?: number;
  readonly createdAt?: number;
  readonly completedAt?: number;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly source?: PromptSource;
  readonly favourite: boolean;
  /** Its story was read from a file outside of our own folder, which anybody may have written. */
  readonly foreign?: true;
  /** How many characters the prompt in the sidecar has, where only its beginning was read. */
  readonly promptLength?: number;
  /** It is a film: takes joined. */
  readonly film?: { readonly name: string; readonly shots: number; readonly seconds?: number };
  /** Why the sidecar could not be read, in technical words. */
  readonly damaged?: string;
  /** The JSON beside it is another program's. */
  readonly foreignJson?: true;
}

function timeOf(written: string | undefined): number | undefined {
  const time = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(time) ? undefined : time;
}

/** Ten times what any gateway takes. More is no prompt, and would be worked on in every list that shows it. */
const longestPrompt = 20_000;
/** Of the other words that a sidecar has, which are a line each. */
const longestWords = 4000;
/** A film of a day is none, seconds. */
const longestFilm = 24 * 3600;
/** Nobody makes so many takes of a shot, and the next one is counted from there. */
const mostTakes = 99_999;

const cut = (words: string | undefined, longest = longestWords): string | undefined => words?.slice(0, longest).toWellFormed();

/** What a sidecar tells of its video; `file` is the video's absolute path. Texts that are far too long are cut here. `sources`: see `sourceUri`. */
export function takeOf(file: string, reading: SidecarReading, sources?: Map<string, string>): Take {
  if (reading.kind === 'unreadable') {
    return { file, shot: { prompt: '', settings: defaultSettings }, favourite: false, damaged: reading.reason, ...(reading.foreign && { foreignJson: true }) };
  }
  const { sidecar } = reading;
  const { duration, resolution, promptOptimizer, fastPretreatment, watermark } = sidecar.settings;
  const firstFrame = firstFrameOf(sidecar, sidecarPath(file));
  const take: Writable<Take> = {
    file,
    shot: { prompt: sidecar.prompt.slice(0, longestPrompt).toWellFormed(), settings: { duration, resolution, promptOptimizer, fastPretreatment, watermark, ...(firstFrame === undefined ? {} : { firstFrame }) } },
    favourite: sidecar.favourite ?? false,
  };
  if (sidecar.prompt.length > longestPrompt) take.promptLength = sidecar.prompt.length;
  if (sidecar.kind === 'film') take.film = { name: cut(sidecar.title) ?? '', shots: sidecar.shots?.length ?? 0, ...present({ seconds: filmSeconds(sidecar) }) };
  // One after the other and not out of a table: this runs for thousands at once.
  put(take, 'id', cut(sidecar.id));
  put(take, 'sentPrompt', cut(sidecar.sentPrompt, longestPrompt));
  put(take, 'gateway', sidecar.gateway);
  put(take, 'remoteId', cut(sidecar.remoteId));
  put(take, 'takeNumber', (sidecar.takeNumber ?? 0) > mostTakes ? undefined : sidecar.takeNumber);
  put(take, 'cost', reportedIn(sidecar));
  put(take, 'createdAt', timeOf(sidecar.createdAt));
  put(take, 'completedAt', timeOf(sidecar.completedAt));
  put(take, 'bytes', (sidecar.bytes ?? 0) < 0 ? undefined : sidecar.bytes);
  put(take, 'sha256', cut(sidecar.sha256));
  put(take, 'source', sourceOf(sidecar, file, sources));
  return take;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function put<K extends keyof Take>(take: Writable<Take>, key: K, value: Take[K] | undefined): void {
  if (value !== undefined) take[key] = value;
}

/** What the gateway reported; what is only expected is no cost of this take. */
function reportedIn({ cost }: Pick<Sidecar, 'cost'>): string | undefined {
  return cost === undefined || (typeof cost === 'object' && cost.source !== 'reported') ? undefined : cut(costWords(cost));
}

/** How long a film is by the frame after its last shot. */
function filmSeconds({ shots, rate }: Pick<Sidecar, 'shots' | 'rate'>): number | undefined {
  const end = shots?.at(-1)?.out;
  const seconds = end === undefined || rate === undefined ? Number.NaN : end / rate;
  return seconds > 0 && seconds <= longestFilm ? seconds : undefined;
}

/** Without the fields that are undefined. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}

function sourceOf(sidecar: Pick<Sidecar, 'source'>, file: string, known: Map<string, string> | undefined): PromptSource | undefined {
  const uri = sourceUri(sidecar, sidecarPath(file), known);
  const title = cut(sidecar.source?.title);
  return uri === undefined || uri.length > longestWords ? undefined : { uri, line: Math.max(0, Math.round(sidecar.source?.line ?? 1) - 1), ...present({ title, written: cut(sidecar.source?.written, longestPrompt) }) };
}

/** The take of a story that is told elsewhere (by its task), for the moment when its sidecar is missing. */
export function takeOfStory(story: FinishedStory): Take {
  const { file, id, gateway, sentPrompt, remoteId, cost, createdAt, completedAt, bytes, sha256, source, takeNumber } = story;
  return {
    file, id, gateway, sentPrompt, createdAt, favourite: false, shot: { prompt: story.prompt, settings: story.settings },
    ...present({ remoteId, cost, completedAt, bytes, sha256, source, takeNumber }),
  };
}
