import * as z from 'zod/mini';
import { gatewayIds } from '../../gateways/gateway.ts';
import { maxTakes, shotSettingNames } from '../../shots/settings.ts';
import { durations, resolutions } from '../../shots/shot.ts';

/** More than any prompt, comment or pasted page that makes sense here; a longer text is refused where it enters. */
export const longestText = 100_000;
/** An image of the largest size that is looked at, in bytes: somewhat over the limit, so that it can be cut to fit. */
export const heaviestImage = 64 * 1024 * 1024;

const text = z.string().check(z.maxLength(longestText));
/** More than any address, path or name has; a longer one is refused where it enters. */
export const longestLine = 4_000;
const line = z.string().check(z.maxLength(longestLine));
const offset = z.int().check(z.nonnegative());
const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array && value.byteLength <= heaviestImage);

/** A `TextEdit`; those of an update are in order and do not overlap. */
const change = z.readonly(z.object({ start: offset, end: offset, text }));
/** What one side did in one go. `client` tells a page its own updates from others'. */
const update = z.readonly(z.object({ client: z.string().check(z.maxLength(64)), changes: z.readonly(z.array(change).check(z.maxLength(10_000))) }));
export type Update = z.infer<typeof update>;

/** Every choice of the composer but the first frame. */
export const choices = z.readonly(z.object({
  gateway: z.enum(gatewayIds),
  duration: z.literal(durations),
  resolution: z.literal(resolutions),
  promptOptimizer: z.boolean(),
  fastPretreatment: z.boolean(),
  watermark: z.boolean(),
  takes: z.int().check(z.gte(1), z.lte(maxTakes)),
}));
export type Choices = z.infer<typeof choices>;

/** The first frame as the panel knows it. The page looks at the bytes itself: what is shown is what is judged. */
const firstFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('url'), url: line }),
  z.object({ kind: z.literal('image'), name: line, bytes }),
  z.object({ kind: z.literal('unreadable'), message: line }),
]);
export type FirstFrameView = z.infer<typeof firstFrame>;

/**
 * The document that the shot was opened from. `together`: edits flow both ways. `apart`: it is not open in a tab, so edits
 * wait for *Update*. `gone`: the shot is not in it any more. `unwritable`: it would read the prompt as something else.
 * `unwritten`: it does not take edits now. `parted`: both sides changed since they agreed, and the person chooses. `why`: what
 * that means and what to do, in a sentence that stands as long as the state does. `stuck`: the last update was refused.
 */
const link = z.readonly(z.object({ file: line, line: z.int(), state: z.enum(['together', 'apart', 'gone', 'unwritable', 'unwritten', 'parted']), dirty: z.boolean(), why: z.optional(z.string()), stuck: z.optional(z.boolean()) }));
export type LinkView = z.infer<typeof link>;

/** One gateway's request, as text; the key is never in it. */
const request = z.readonly(z.object({ gateway: z.enum(gatewayIds), url: z.string(), body: z.string() }));
export type RequestView = z.infer<typeof request>;

/** A task of this shot, in words. */
const take = z.readonly(z.object({
  id: z.string(), title: z.string(), words: z.string(), running: z.boolean(), failed: z.boolean(),
  progress: z.number(), video: z.optional(z.string()),
}));
export type TakeView = z.infer<typeof take>;

/** A document's settings as they were read: whatever they say, they are only compared with what it says now. */
const written = z.object({
  gateway: line, duration: z.literal(durations), resolution: z.literal(resolutions), firstFrame: line,
  promptOptimizer: z.boolean(), fastPretreatment: z.boolean(), watermark: z.boolean(), takes: z.int(),
});

const names = z.array(z.enum(shotSettingNames)).check(z.maxLength(shotSettingNames.length));

/** What only the extension knows of a composer, kept with the page's own state so that it is there after a restart. */
const remembered = z.object({
  /** As it is handed to *Generate*: a URL or an absolute path. */
  firstFrame: z.catch(z.optional(line), undefined),
  /** Where the shot stands, and how it and its settings read when both sides last agreed. */
  source: z.catch(z.optional(z.object({
    uri: line, line: offset, base: text,
    read: z.catch(z.optional(z.partial(written)), undefined),
    /** Settings that were chosen and are not written there yet. */
    unwritten: z.catch(z.optional(names), undefined),
  })), undefined),
  /** The defaults at that time: what is as they were goes on following them. */
  usual: z.catch(z.optional(choices), undefined),
  /** What the person chose here by hand, and the metadata file that the shot is from: an order asks about what a file says. */
  chosen: z.catch(z.array(z.enum(['gateway', 'firstFrame'])), []),
  sidecar: z.catch(z.optional(line), undefined),
  /** Tasks made from here. */
  made: z.catch(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(1_000)), []),
});
export type Remembered = z.infer<typeof remembered>;

/** To the page. */
export const toComposer = z.discriminatedUnion('type', [
  /** Answers `ready`, and says everything. `pictures` is the folder of the directives' pictures. */
  z.object({ type: z.literal('open'), text, version: offset, choices, gateways: z.array(z.object({ id: z.enum(gatewayIds), name: z.string() })), pictures: z.string() }),
  z.object({ type: z.literal('updates'), version: offset, updates: z.array(update) }),
  z.object({ type: z.literal('choices'), choices }),
  z.object({ type: z.literal('firstFrame'), firstFrame }),
  z.object({ type: z.literal('link'), link: z.nullable(link) }),
  /** `language`: the vocabulary that the chosen gateway is sent; absent when the prompt goes out as written. `price`: of the order, in words. */
  z.object({ type: z.literal('sent'), requests: z.array(request), language: z.optional(z.enum(['en', 'zh'])), price: z.optional(z.string()) }),
  /** What the names of `@let` stand for in this shot; absent where there are none: in prose, and for a shot in no document. */
  z.object({ type: z.literal('words'), words: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))) }),
  z.object({ type: z.literal('takes'), takes: z.array(take) }),
  z.object({ type: z.literal('remember'), ...remembered.shape }),
  /** Answers `frame`, after what comes of it: whether the wish became the first frame. Why not was said. */
  z.object({ type: z.literal('granted'), id: offset, isDone: z.boolean() }),
  /** A video whose last frame is wanted as the first frame. */
  z.object({ type: z.literal('grabLastFrame'), bytes }),
  /** Whether an order is being placed: until it is, no other one is taken. */
  z.object({ type: z.literal('ordering'), ordering: z.boolean() }),
  /** One sentence for the person. */
  z.object({ type: z.literal('notice'), message: z.string() }),
]);
export type ToComposer = z.infer<typeof toComposer>;

const frameWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pick') }),
  z.object({ kind: z.literal('remove') }),
  z.object({ kind: z.literal('url'), url: line }),
  /** Dragged here from the workbench. */
  z.object({ kind: z.literal('file'), uri: line }),
  /** Dropped, pasted or cut to fit; becomes a file beside the takes. */
  z.object({ kind: z.literal('image'), name: line, bytes }),
]);
export type FrameWish = z.infer<typeof frameWish>;

/** From the page. */
export const fromComposer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Made on the text of `version`; answered by `updates`, which leave them out when they came too late. */
  z.object({ type: z.literal('push'), version: offset, updates: z.array(update).check(z.maxLength(1_000)) }),
  /** The person chose what is named; the rest is as the page last heard of it. */
  z.object({ type: z.literal('choose'), choices, names }),
  /** Answered by `granted` with the same `id`. */
  z.object({ type: z.literal('frame'), id: offset, wish: frameWish }),
  z.object({ type: z.literal('generate') }),
  z.object({ type: z.literal('save') }),
  z.object({ type: z.literal('update') }),
  /** Gives the prompt here up for the one in the document. */
  z.object({ type: z.literal('takeDocument') }),
  z.object({ type: z.literal('goToSource') }),
  z.object({ type: z.literal('copyCurl'), gateway: z.enum(gatewayIds) }),
  z.object({ type: z.literal('openTake'), id: z.string().check(z.maxLength(200)) }),
]);
export type FromComposer = z.infer<typeof fromComposer>;

/** Kept by VS Code with the tab, and hostile when read back. What does not fit falls back by itself, not with the rest. */
export const composerState = z.object({
  text: z.catch(text, ''),
  choices: z.catch(z.optional(choices), undefined),
  ...remembered.shape,
  /** The editing component's own record of selection and undo, which checks it when it takes it back. */
  editor: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  time: z.catch(z.number().check(z.gte(0), z.lte(10)), 0),
  loop: z.catch(z.boolean(), true),
  showRequest: z.catch(z.boolean(), false),
});
export type ComposerState = z.infer<typeof composerState>;

/** Whatever somebody put in its place; what is no state at all is that of an empty composer. */
export function readComposerState(raw: unknown): ComposerState {
  return composerState.safeParse(raw).data ?? composerState.parse({});
}
