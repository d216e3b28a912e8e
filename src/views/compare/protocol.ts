import * as z from 'zod/mini';

/** As in tasks/takes.ts, which a page cannot import. */
const mostCompared = 4;

export const compareActions = ['open', 'keep', 'discard', 'openExternally'] as const;
export type CompareAction = (typeof compareActions)[number];

const file = z.string().check(z.maxLength(4096));
/** A state opens the videos' folders to the page, so it may name videos only. */
const video = file.check(z.regex(/\.mp4$/iu));

/** One of the takes; all words are localized. */
const compared = z.object({
  /** Absolute path of the video: names the take in messages. */
  file,
  title: z.string(),
  /** A resource link that the page may fetch; undefined: the video is not there. */
  uri: z.optional(z.string()),
  bytes: z.number(),
  /** When the file was last written, milliseconds since the epoch. */
  changedAt: z.optional(z.number()),
  prompt: z.string(),
  favourite: z.boolean(),
  /** The same settings in the same order for each take; an empty value: it has no such setting. */
  settings: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type ComparedTake = z.infer<typeof compared>;

/** To the page. */
export const toCompare = z.discriminatedUnion('type', [
  z.object({ type: z.literal('show'), takes: z.array(compared) }),
]);
export type ToCompare = z.infer<typeof toCompare>;

/** From the page. */
export const fromCompare = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('act'), action: z.enum(compareActions), file }),
]);
export type FromCompare = z.infer<typeof fromCompare>;

/** Kept by VS Code with the tab, and hostile when read back. */
export const compareState = z.object({
  files: z.catch(z.array(video).check(z.maxLength(mostCompared)), []),
  frame: z.catch(z.number().check(z.nonnegative()), 0),
  rate: z.catch(z.number().check(z.positive(), z.maximum(4)), 1),
  loop: z.catch(z.boolean(), true),
  mode: z.catch(z.enum(['side', 'wipe']), 'side'),
  /** Where the edges between the wiped takes stand, each 0–1 of the width, ascending. */
  wipes: z.catch(z.array(z.number().check(z.minimum(0), z.maximum(1))).check(z.maxLength(mostCompared - 1)), []),
});
export type CompareState = z.infer<typeof compareState>;
