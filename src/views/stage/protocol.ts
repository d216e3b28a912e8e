import * as z from 'zod/mini';
import { durations } from '../../shots/shot.ts';

const text = z.string().check(z.maxLength(100_000));
const line = z.string().check(z.maxLength(4_000));

/** Where the shot stands; the line is zero-based. */
const source = z.object({ uri: line, line: z.int().check(z.nonnegative()) });

/** What is on the stage. The prompt has the words of `@let` in it. */
const shot = z.readonly(z.object({
  title: line, prompt: text, duration: z.literal(durations), source: z.optional(source),
  /** The bracket at the text cursor, as the camera's plan counts. */
  selected: z.optional(z.int()),
  /** As it is shown in the caption: a URL or a file name. */
  firstFrame: z.optional(line),
  /** Why the first frame is not shown, one sentence. */
  trouble: z.optional(line),
  gateway: z.object({ name: line, paid: z.boolean() }),
}));
export type StageShot = z.infer<typeof shot>;

/** The video of this very shot and camera, where there is one. `progress` 0–100. */
const video = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('making'), progress: z.number() }),
  z.object({ kind: z.literal('made') }),
]);
export type StageVideo = z.infer<typeof video>;

/** To the page. */
export const toStage = z.discriminatedUnion('type', [
  /** Null: no shot is at the cursor. */
  z.object({ type: z.literal('show'), shot: z.nullable(shot) }),
  /** The bytes of a local first frame; comes once for each picture, absent where the shot has none. */
  z.object({ type: z.literal('picture'), bytes: z.optional(z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)) }),
  z.object({ type: z.literal('video'), video }),
  /** An order is being placed: until it is, no other one is taken. */
  z.object({ type: z.literal('ordering'), ordering: z.boolean() }),
]);
export type ToStage = z.infer<typeof toStage>;

/** From the page. */
export const fromStage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('generate') }),
  z.object({ type: z.literal('save') }),
  z.object({ type: z.literal('compose') }),
  /** A bar was chosen: its bracket is selected in the text. */
  z.object({ type: z.literal('choose'), bracket: z.int().check(z.nonnegative()) }),
]);
export type FromStage = z.infer<typeof fromStage>;

/** Kept by VS Code with the tab, and hostile when read back. */
export const stageState = z.object({
  shot: z.catch(z.optional(z.object({ prompt: text, duration: z.literal(durations), source: z.optional(source) })), undefined),
  time: z.catch(z.number().check(z.gte(0), z.lte(10)), 0),
  loop: z.catch(z.boolean(), true),
});
export type StageState = z.infer<typeof stageState>;
