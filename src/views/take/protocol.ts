import * as z from 'zod/mini';
import { verbs } from '../../tasks/verbs.ts';

/** What people do with a take from its preview; each is carried out by the extension. */
export const takeActions = [
  'continue', 'generateAgain', 'editInComposer', 'goToPrompt', 'restorePrompt', 'keep', 'compare', 'reveal', 'saveAs',
  'openExternally', 'copyPrompt', 'copyAsMarkdown', 'copyAsHtml', 'discard',
] as const;
export type TakeAction = (typeof takeActions)[number];

/** A PNG or the like; larger ones than any frame of any video here are refused. */
export const pictureBytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array && value.byteLength <= 64 * 1024 * 1024);

const fact = z.object({ label: z.string(), value: z.string() });

const progress = z.object({
  words: z.string(),
  /** 1–100; absent when the gateway gives none. */
  percent: z.optional(z.number()),
  /** Milliseconds since the epoch; absent before it was sent. */
  startedAt: z.optional(z.number()),
  /** As the vendor estimates. */
  estimatedSeconds: z.optional(z.number()),
});

const problem = z.object({
  message: z.string(), remedy: z.optional(z.string()),
  /** What helps, the most useful first. */
  verbs: z.optional(z.array(z.object({ verb: z.enum(verbs), label: z.string() }))),
});

const video = z.object({
  /** A resource link that this page may fetch. */
  uri: z.string(),
  bytes: z.number(),
  /** When the file was last written, milliseconds since the epoch: with the size it tells one video from another of the same name. */
  changedAt: z.optional(z.number()),
  name: z.string(),
});

/** One take as the preview shows it: made, being made, or failed. All words are localized. */
export const takeView = z.object({
  title: z.string(),
  /** Empty: the story is lost. */
  prompt: z.string(),
  facts: z.array(fact),
  actions: z.array(z.enum(takeActions)),
  favourite: z.boolean(),
  video: z.optional(video),
  progress: z.optional(progress),
  problem: z.optional(problem),
  /** Said above the prompt: its text changed since, or its story is damaged. */
  warning: z.optional(z.string()),
});
export type TakeView = z.infer<typeof takeView>;
export type TakeVerb = NonNullable<NonNullable<TakeView['problem']>['verbs']>[number]['verb'];
export type TakeProgress = z.infer<typeof progress>;
export type TakeVideo = z.infer<typeof video>;

/** What a panel is about: a task of the journal, or a file. */
export const takeSubject = z.object({ task: z.optional(z.string()), file: z.optional(z.string()) });
export type TakeSubject = z.infer<typeof takeSubject>;

/** To the page. */
export const toTake = z.discriminatedUnion('type', [
  z.object({ type: z.literal('show'), subject: takeSubject, take: takeView }),
  /** Asks for the last frame, whatever is on screen. */
  /** `excerpt`: a resource link to the end of a large video, as a video of its own. */
  z.object({ type: z.literal('grabLast'), request: z.number(), excerpt: z.optional(z.string()) }),
  /** Whether the take is being generated again: until the order is placed, no other one is taken. */
  z.object({ type: z.literal('ordering'), ordering: z.boolean() }),
]);
export type ToTake = z.infer<typeof toTake>;

/** From the page. */
export const fromTake = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('act'), action: z.enum(takeActions) }),
  /** One of the problem's verbs. */
  z.object({ type: z.literal('help'), verb: z.enum(verbs) }),
  /** Answers `grabLast`: the PNG, or one sentence that says why there is none. */
  z.object({ type: z.literal('grabbed'), request: z.number(), png: z.optional(pictureBytes), why: z.optional(z.string()) }),
  /** The frame on screen, to be kept beside the video, and to start the next shot with it where `use`. */
  z.object({ type: z.literal('frame'), frame: z.int().check(z.nonnegative()), use: z.boolean(), png: pictureBytes }),
  /** Why it could not be taken: one sentence. */
  z.object({ type: z.literal('noFrame'), why: z.string().check(z.maxLength(1000)) }),
]);
export type FromTake = z.infer<typeof fromTake>;

/** A state opens the video's folder to the page, so it may name videos only. */
const keptSubject = z.object({
  task: z.optional(z.string().check(z.maxLength(200))),
  file: z.optional(z.string().check(z.maxLength(4096), z.regex(/\.mp4$/iu))),
});

/** Kept by VS Code with the tab, and hostile when read back: the take, and how the person left the player. */
export const takeState = z.object({
  subject: z.catch(z.optional(keptSubject), undefined),
  frame: z.catch(z.number().check(z.nonnegative()), 0),
  rate: z.catch(z.number().check(z.positive(), z.maximum(4)), 1),
  loop: z.catch(z.boolean(), true),
  actualSize: z.catch(z.boolean(), false),
});
export type TakeState = z.infer<typeof takeState>;
