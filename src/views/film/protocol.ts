import * as z from 'zod/mini';

const words = z.string().check(z.maxLength(4_000));
const prompt = z.string().check(z.maxLength(100_000));
const file = z.string().check(z.maxLength(4_096));
const index = z.int().check(z.nonnegative());

const take = z.readonly(z.object({
  /** Absolute path of the video: names the take in messages. */
  file,
  /** "Pack shot · take 2". */
  name: words,
  /** Resource link to the video, and its size in bytes; 0: it is gone. */
  video: z.string(),
  bytes: z.number(),
  /** How long it is by its metadata file. */
  seconds: z.number().check(z.positive()),
  /** Resource link to its picture, where one was made. */
  poster: z.optional(z.string()),
  /** Resource link to a small video with one picture of a large take, to make its picture from. */
  excerpt: z.optional(z.string()),
  /** "APIMart · Nov 20, 10:00 AM · 768p". */
  words,
  favourite: z.boolean(),
  upToDate: z.boolean(),
  /** The animatic of a paid shot, neither up to date nor out of date. */
  standsIn: z.optional(z.boolean()),
}));
export type FilmTake = z.infer<typeof take>;

const states = ['none', 'waiting', 'running', 'upToDate', 'other', 'outOfDate', 'gone', 'failed'] as const;

const shot = z.readonly(z.object({
  number: index,
  title: words,
  /** "Truck left + Pan right, Push in". */
  moves: words,
  /** By its text. */
  seconds: z.number().check(z.positive()),
  /** With the words of `@let` in it. */
  prompt,
  /** As an animatic's caption names it: a URL, or the absolute path of a file to ask for. */
  firstFrame: z.optional(file),
  skip: z.boolean(),
  continues: z.boolean(),
  state: z.enum(states),
  /** What its task does or why it does not go on, in words of the tree: "Running 40%", "waiting for Kitchen". */
  task: z.optional(words),
  /** Whether an order of it waits for the person's approval. */
  asks: z.boolean(),
  /** The take that the film uses: among `takes`, or one that was made for another shot. */
  chosen: z.optional(file),
  /** Whether the text names it. */
  named: z.boolean(),
  /** Newest first; the chosen one first where it was made for another shot. */
  takes: z.readonly(z.array(take)),
}));
export type FilmShotView = z.infer<typeof shot>;

const film = z.readonly(z.object({
  uri: words,
  name: words,
  /** "6 shots · 0:42 · 4 up to date". */
  facts: words,
  /** Where its shots are generated, and whether that costs: "Paid · APIMart". */
  place: words,
  shots: z.readonly(z.array(shot)),
  /** How many shots *Generate missing* orders. */
  missing: z.number(),
  /** How many tasks of its shots can be stopped. */
  running: z.number(),
  /** Whether the text may be written. */
  writable: z.boolean(),
}));
export type FilmView = z.infer<typeof film>;

/** To the page. */
export const toFilm = z.discriminatedUnion('type', [
  z.object({ type: z.literal('film'), film }),
  /** The shot at the text cursor, as an index. */
  z.object({ type: z.literal('at'), index }),
  /** A first frame that was asked for; without bytes where it cannot be read. */
  z.object({ type: z.literal('picture'), file, bytes: z.optional(z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array)) }),
  /** An order is being placed: until it is, no other one is taken. */
  z.object({ type: z.literal('ordering'), ordering: z.boolean() }),
]);
export type ToFilm = z.infer<typeof toFilm>;

export const filmActions = ['generateMissing', 'generateAll', 'stopAll', 'export', 'text'] as const;
export type FilmAction = (typeof filmActions)[number];

export const filmAnswers = ['approve', 'approveQuote', 'refuse'] as const;
export type FilmAnswer = (typeof filmAnswers)[number];

/** From the page. Indexes count the shots of the film that it was last told of. */
export const fromFilm = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('act'), action: z.enum(filmActions) }),
  /** A shot was chosen: the text goes there, and keeps the keyboard where it is. */
  z.object({ type: z.literal('select'), index, focus: z.boolean() }),
  z.object({ type: z.literal('generate'), index }),
  /** Answers an order that waits for approval: a question comes first, but for a refusal. */
  z.object({ type: z.literal('answer'), index, answer: z.enum(filmAnswers) }),
  /** Moves a shot to the place of another one. */
  z.object({ type: z.literal('move'), index, to: index }),
  /** Writes `@take`; without a file takes it away. */
  z.object({ type: z.literal('choose'), index, file: z.optional(file) }),
  z.object({ type: z.literal('take'), action: z.enum(['open', 'keep']), file }),
  z.object({ type: z.literal('compare'), files: z.array(file).check(z.maxLength(100)) }),
  z.object({ type: z.literal('wantPicture'), file }),
  z.object({ type: z.literal('poster'), file, jpeg: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array && value.byteLength <= 512 * 1024) }),
]);
export type FromFilm = z.infer<typeof fromFilm>;

/** Kept by VS Code with the tab, and hostile when read back. */
export const filmState = z.object({
  uri: z.catch(z.optional(words), undefined),
  index: z.catch(index, 0),
  /** What was on screen: a shot as an index among all, and a frame of it. How long takes are is known only once they are loaded. */
  shot: z.catch(index, 0),
  frame: z.catch(index, 0),
  loop: z.catch(z.boolean(), true),
  rate: z.catch(z.number().check(z.gte(0.1), z.lte(1)), 1),
  /** A shot whose take is out of date plays as its animatic. */
  freshOnly: z.catch(z.boolean(), false),
});
export type FilmState = z.infer<typeof filmState>;
