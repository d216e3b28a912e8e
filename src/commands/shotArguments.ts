import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { gatewayIds } from '../gateways/gateway.ts';
import { durations, resolutions } from '../shots/shot.ts';
import { chosenByHand } from './gate/wantedShot.ts';

const source = z.object({ uri: z.string(), line: z.number(), title: z.optional(z.string()), written: z.optional(z.string()) });

/** What keybindings, CodeLenses, the composer and other extensions may pass to the generating commands. */
const schema = z.object({
  prompt: z.optional(z.string()),
  gateway: z.optional(z.enum(gatewayIds)),
  duration: z.optional(z.literal(durations)),
  resolution: z.optional(z.literal(resolutions)),
  promptOptimizer: z.optional(z.boolean()),
  fastPretreatment: z.optional(z.boolean()),
  watermark: z.optional(z.boolean()),
  /** A public URL, a `file:` URI, an absolute path, or a path relative to the document or workspace folder. */
  firstFrame: z.optional(z.string()),
  /** How many takes of the same shot. */
  takes: z.optional(z.int().check(z.gte(1), z.lte(9))),
  /** Where the prompt stands, for *Go to prompt*, and how it is written there with its `{{names}}`. The line is zero-based. */
  source: z.optional(source),
  /** The prompt only tells which shot of the source is meant: it is read there anew, with what the document says of it. */
  reread: z.optional(z.boolean()),
  /** What the person chose by hand for this shot, so that it is not taken for the words of a file. */
  chosen: z.optional(z.array(z.enum(chosenByHand))),
  /** The metadata file that the shot is from, an absolute path: it may have come with a clone. */
  sidecar: z.optional(z.string()),
});

export type ShotArguments = z.infer<typeof schema>;

const allowed: Readonly<Record<keyof ShotArguments, string>> = {
  prompt: 'text',
  gateway: gatewayIds.join(', '),
  duration: durations.join(', '),
  resolution: resolutions.join(', '),
  promptOptimizer: 'true, false',
  fastPretreatment: 'true, false',
  watermark: 'true, false',
  firstFrame: 'text',
  takes: '1–9',
  source: '{uri, line, title?, written?}',
  reread: 'true, false',
  chosen: chosenByHand.join(', '),
  sidecar: 'text',
};

/** The fields of the object that the generating commands take, in the order of the README. */
export const argumentNames = Object.keys(allowed) as readonly (keyof ShotArguments)[];

export type ReadArguments = { readonly kind: 'read'; readonly value: ShotArguments } | { readonly kind: 'refused'; readonly message: string };

/**
 * Reads a command's argument. Menus pass a `Uri` and the tree passes rows: anything that is not a plain object counts
 * as no argument.
 */
export function readShotArguments(argument: unknown): ReadArguments {
  if (argument === null || typeof argument !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(argument) as object | null)) {
    return { kind: 'read', value: {} };
  }
  const parsed = schema.safeParse(argument);
  if (parsed.success) {
    return { kind: 'read', value: parsed.data };
  }
  const field = String(parsed.error.issues[0]?.path[0] ?? '');
  const values = field in allowed ? allowed[field as keyof ShotArguments] : '';
  return { kind: 'refused', message: l10n.t('The argument “{0}” isn’t valid. Allowed: {1}.', field, values) };
}
