import { readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { gatewayIds } from '../gateways/gateway.ts';
import { durations, resolutions } from '../shots/shot.ts';
import { realDisk } from '../storage/disk.ts';
import { newHolder } from '../storage/holder.ts';
import { withLock } from '../storage/lock.ts';
import { writeWhole } from '../storage/writeWhole.ts';
import { moneySchema } from '../wallet/money.ts';
import type { AgentShot } from './services.ts';

/** A quote holds this long, milliseconds. */
export const quoteMs = 10 * 60_000;
/** And is known this long, so that a model that comes late hears why. */
const knownMs = 24 * 60 * 60_000;

const source = z.object({ uri: z.string(), line: z.number(), title: z.optional(z.string()), written: z.optional(z.string()) });
const schema = z.object({
  v: z.literal(1), id: z.string().check(z.regex(/^q-[a-z0-9]+$/u)), at: z.number(), expiresAt: z.number(),
  /** The ids that its videos will have, made beforehand: ordered twice, it is the same order. */
  ids: z.array(z.string()),
  orderedAt: z.optional(z.number()),
  shots: z.array(z.object({
    prompt: z.string(), written: z.looseObject({}), source: z.optional(source),
    name: z.string(), gateway: z.enum(gatewayIds), seconds: z.literal(durations), resolution: z.enum(resolutions), takes: z.number(),
    /** Of one video, when it was quoted. */
    price: z.optional(moneySchema),
  })),
});
/** What was asked for and what it cost then; on disk, so that every window and the next start read the same. */
export type KeptQuote = z.infer<typeof schema>;

/** The quotes that agents got, a file each, in a folder of our own. */
export interface Quotes {
  save(quote: KeptQuote): Promise<void>;
  /** Undefined: never made, or long forgotten. */
  read(id: string): Promise<KeptQuote | undefined>;
  /** Runs while no other call and no other window works on this quote. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T>;
}

export function openQuotes(storage: string): Quotes {
  const folder = path.join(storage, 'quotes');
  const file = (id: string): string => path.join(folder, `${id}.json`);
  return {
    save: async (quote) => {
      await realDisk.makeFolder(folder);
      await writeWhole(file(quote.id), JSON.stringify(quote), true);
      await forgetOld(folder);
    },
    read: async (id) => {
      const text = await realDisk.read(file(id));
      try {
        return text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data;
      } catch {
        return undefined;
      }
    },
    alone: async (id, work) => {
      await realDisk.makeFolder(folder);
      return withLock(realDisk, path.join(folder, `${id}.lock`), newHolder(), work);
    },
  };
}

async function forgetOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const age = await realDisk.age(path.join(folder, name)).catch(() => undefined);
    if (age !== undefined && age > knownMs) await rm(path.join(folder, name), { force: true });
  }
}

export function newQuoteId(): string {
  return `q-${randomBytes(6).toString('hex')}`;
}

/** The shots of a quote as they were asked for. */
export function shotsOf({ shots }: KeptQuote): readonly AgentShot[] {
  return shots.map(({ prompt, written, source: place }) => ({ prompt, written, ...(place && { source: { uri: place.uri, line: place.line, ...(place.title !== undefined && { title: place.title }), ...(place.written !== undefined && { written: place.written }) } }) }));
}
