import * as z from 'zod/mini';
import { directiveIds } from '../../directives/vocabulary.ts';
import { gatewayIds } from '../../gateways/gateway.ts';

export const libraryActions = ['open', 'keep', 'discard', 'copyPrompt', 'generate'] as const;
export type LibraryAction = (typeof libraryActions)[number];

const file = z.string().check(z.maxLength(4096));
/** A picture of some 320 pixels; nothing larger is kept. */
const poster = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array && value.byteLength <= 512 * 1024);

const version = z.optional(z.string().check(z.maxLength(100)));
/** Of one message: more takes than any folder has, so that none that are chosen are lost. */
const mostNamed = 1_000_000;

/** A take as the strip shows it and as it is searched. */
const row = z.object({
  /** Absolute path of the video: names the take in messages. */
  file,
  /** The video's address, for dragging it elsewhere. */
  uri: z.string(),
  title: z.string(),
  /** As written; searched. */
  prompt: z.string(),
  moves: z.array(z.enum(directiveIds)),
  gateway: z.optional(z.enum(gatewayIds)),
  /** Milliseconds since the epoch; 0: unknown. */
  time: z.number(),
  /** "APIMart · 2:32 PM · 6 s · 768p". */
  words: z.string(),
  favourite: z.boolean(),
  /** Its prompt stood in a file. */
  fromFile: z.optional(z.boolean()),
  /** It is a film: takes joined. */
  film: z.optional(z.boolean()),
  /** Its story could not be read. */
  damaged: z.boolean(),
});
export type TakeRow = z.infer<typeof row>;

/** What is found out about a take only once it is seen. */
const detail = z.object({
  file,
  /** A resource link to its picture. */
  poster: z.optional(z.string()),
  /** A resource link to the video: to play it on its card, and to make its picture from where there is none yet. */
  video: z.optional(z.string()),
  /** A resource link to a small video with one picture of a large take, to make its picture from. */
  excerpt: z.optional(z.string()),
  /** The video's size: no answer of a webview's resource tells it. */
  bytes: z.optional(z.number()),
  /** Names the video as it is now: a picture of another one is none of it. Undefined where it is not there. */
  version,
  stale: z.boolean(),
  /** Its file says something else by now: the prompt can be written back. */
  restorable: z.optional(z.boolean()),
});
export type TakeDetail = z.infer<typeof detail>;

const gatewayChoice = z.object({ id: z.enum(gatewayIds), name: z.string() });
export type GatewayChoice = z.infer<typeof gatewayChoice>;

/** To the page. */
export const toLibrary = z.discriminatedUnion('type', [
  /** Newest first; at first only those that fit a screen, of `all` that follow. With the names of the gateways to choose from. */
  z.object({ type: z.literal('takes'), takes: z.array(row), all: z.number(), gateways: z.array(gatewayChoice) }),
  z.object({ type: z.literal('changed'), changed: z.array(row), removed: z.array(file) }),
  z.object({ type: z.literal('details'), details: z.array(detail) }),
  /** Texts changed: what was told of staleness is to be asked again. */
  z.object({ type: z.literal('stale') }),
]);
export type ToLibrary = z.infer<typeof toLibrary>;

/** From the page. */
export const fromLibrary = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('act'), action: z.enum(libraryActions), file: z.optional(file), files: z.optional(z.array(file).check(z.maxLength(mostNamed))) }),
  z.object({ type: z.literal('compare'), files: z.array(file).check(z.maxLength(mostNamed)) }),
  /** These came into sight. */
  z.object({ type: z.literal('seen'), files: z.array(file).check(z.maxLength(500)) }),
  /** A picture of the video that had this version. */
  z.object({ type: z.literal('poster'), file, version, jpeg: poster }),
]);
export type FromLibrary = z.infer<typeof fromLibrary>;

/** What is looked for. Empty fields look for everything. */
export const librarySearch = z.object({
  words: z.catch(z.string().check(z.maxLength(500)), ''),
  directive: z.catch(z.optional(z.enum(directiveIds)), undefined),
  gateway: z.catch(z.optional(z.enum(gatewayIds)), undefined),
  since: z.catch(z.enum(['ever', 'today', 'week', 'month', 'year']), 'ever'),
  favourites: z.catch(z.boolean(), false),
});
export type LibrarySearch = z.infer<typeof librarySearch>;

/** Kept by VS Code while the view is hidden, and hostile when read back. */
export const libraryState = z.object({ search: z.catch(librarySearch, librarySearch.parse({})), scroll: z.catch(z.number().check(z.nonnegative()), 0) });
export type LibraryState = z.infer<typeof libraryState>;
