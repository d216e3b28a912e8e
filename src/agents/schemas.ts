import * as z from 'zod/mini';
import { gatewayIds } from '../gateways/gateway.ts';
import { maxTakes } from '../shots/settings.ts';
import { durations, resolutions } from '../shots/shot.ts';
import type { ToolName } from './names.ts';

/** Ten times what a model takes: longer texts are not read at all. */
const longestPrompt = 20_000;
const path = (words: string) => z.string().check(z.minLength(1), z.maxLength(2000), z.describe(words));
const prompt = z.string().check(z.minLength(1), z.maxLength(longestPrompt), z.describe('The video prompt, with camera directives in brackets, for example "[Push in] A lighthouse in a storm".'));
const seconds = z.optional(z.literal(durations).check(z.describe('Length of the video in seconds; only 6 at 1080p.')));
const resolution = z.optional(z.enum(resolutions).check(z.describe('Resolution of the video.')));
const film = path('A .hailuo file of the workspace: a path or a file: address. Its shots in order are the film.');
const ids = z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.minLength(1), z.maxLength(100));

const shot = z.strictObject({
  prompt, duration: seconds, resolution,
  gateway: z.optional(z.enum(gatewayIds).check(z.describe('Who makes the video: apimart and toapis cost money, animatic is a free camera preview made here. Left out: the setting of the person.'))),
  firstFrame: z.optional(path('The image that the video starts with: a path in the workspace or a public URL.')),
  takes: z.optional(z.int().check(z.gte(1), z.lte(maxTakes), z.describe('How many videos of this shot.'))),
});
export type AskedShot = z.infer<typeof shot>;

/** What each tool takes. The same as `inputSchema` in package.json, which a test writes from here; nobody but us validates an input. */
export const schemas = {
  hailuo_check: z.strictObject({
    prompt: z.optional(prompt), duration: seconds,
    file: z.optional(path('Instead of a prompt: a .hailuo or Markdown file of the workspace; every shot in it is checked.')),
  }),
  hailuo_quote: z.strictObject({
    shots: z.optional(z.array(shot).check(z.minLength(1), z.maxLength(50), z.describe('The videos to make, in order. Either this or film.'))),
    film: z.optional(film),
    which: z.optional(z.union([z.enum(['changed', 'all']), z.array(z.union([z.string(), z.int()])).check(z.minLength(1), z.maxLength(200))]).check(z.describe('Of a film: "changed" (the default) for shots without an up-to-date video, "all", or the titles or numbers of shots.'))),
    gateway: z.optional(z.enum(gatewayIds).check(z.describe('Of a film: another gateway than the file says.'))),
  }),
  hailuo_generate: z.strictObject({
    quoteId: z.string().check(z.regex(/^q-[a-z0-9]{1,40}$/u), z.describe('From hailuo_quote; a quote is ordered at most once.')),
    maxCost: z.optional(z.union([z.number().check(z.nonnegative()), z.string().check(z.maxLength(200))]).check(z.describe('The most that the whole quote may cost, for example "0.84 USD", or "0.28 USD + 28 credits" where the total is in several units. Needed where the price is known.'))),
  }),
  hailuo_wait: z.strictObject({
    ids: ids.check(z.describe('Ids from hailuo_generate or hailuo_animatic.')),
    seconds: z._default(z.int().check(z.gte(0), z.lte(120), z.describe('How long to wait at most for the first change; 0 only looks.')), 60),
  }),
  hailuo_animatic: z.strictObject({
    prompt, duration: seconds,
    firstFrame: z.optional(path('The image that the video starts with: a path in the workspace.')),
  }),
  hailuo_takes: z.strictObject({
    query: z.optional(z.string().check(z.maxLength(200), z.describe('Words of the prompt, the title or the file name.'))),
    film: z.optional(film),
    files: z.optional(z.array(path('A video.')).check(z.minLength(1), z.maxLength(20), z.describe('Videos to look at in detail.'))),
    limit: z._default(z.int().check(z.gte(1), z.lte(50), z.describe('How many, newest first.')), 10),
  }),
  hailuo_export: z.strictObject({
    film, format: z.enum(['mp4', 'otio', 'mlt', 'edl', 'md', 'png']).check(z.describe('mp4: the videos joined; otio, mlt, edl: a project for a video editor; md: a shot list; png: a contact sheet.')),
  }),
  hailuo_doctor: z.strictObject({}),
} satisfies Record<ToolName, z.core.$ZodType>;
export type ToolInput<N extends ToolName> = z.infer<(typeof schemas)[N]>;
