import * as z from 'zod/mini';
import { gatewayIds } from '../gateways/gateway.ts';
import { durations, resolutions } from '../shots/shot.ts';
import { holderSchema } from '../storage/holder.ts';
import { moneySchema } from './money.ts';

/** Where a price comes from: the user's own table, what the gateway reported, what its balance lost, its public price list. */
export const priceSources = ['own', 'reported', 'balance', 'listed'] as const;
export type PriceSource = (typeof priceSources)[number];

const price = z.extend(moneySchema, { source: z.enum(priceSources) });
const common = { v: z.literal(1), at: z.number(), id: z.string().check(z.regex(/^[\w#-]{1,120}$/u)) };

/** One line of the ledger. Never a key or a link; of the prompt at most the name of its shot. Times are milliseconds since the epoch. */
export const entrySchema = z.discriminatedUnion('kind', [
  /** Before the task is written down. `price` is absent while nobody knows it. */
  z.object({
    ...common, kind: z.literal('reserved'), task: z.string(), shot: z.string(), gateway: z.enum(gatewayIds),
    /** The name of the file that the shot was written in. */
    film: z.optional(z.string().check(z.maxLength(200))),
    seconds: z.literal(durations), resolution: z.enum(resolutions), price: z.optional(price), holder: holderSchema,
  }),
  /** The request is about to leave. */
  z.object({ ...common, kind: z.literal('sent') }),
  /** `price` is absent where neither the gateway nor the quote names one. */
  z.object({ ...common, kind: z.literal('charged'), price: z.optional(price), remoteId: z.optional(z.string()) }),
  /** `refused`: a later try that was clearly refused while one before it is in doubt: what comes of the task is of those before. */
  z.object({ ...common, kind: z.literal('released'), refused: z.optional(z.literal(true)) }),
  /** It may have been charged; nobody knows. */
  z.object({ ...common, kind: z.literal('unconfirmed'), remoteId: z.optional(z.string()) }),
]);
export type Entry = z.infer<typeof entrySchema>;
export type Reserved = Extract<Entry, { kind: 'reserved' }>;

/** Undefined: not a line of ours, or torn by a crash. */
export function readEntry(line: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
