import { createHash } from 'node:crypto';
import * as path from 'node:path';
import * as z from 'zod/mini';
import type { Clock } from '../storage/clock.ts';
import { realClock } from '../storage/clock.ts';
import { realDisk } from '../storage/disk.ts';
import { newHolder } from '../storage/holder.ts';
import { withLock } from '../storage/lock.ts';
import { storing } from '../storage/storageError.ts';
import { writeWhole } from '../storage/writeWhole.ts';
import type { Money } from './money.ts';
import { keptMoney, moneyOf, moneySchema, sums } from './money.ts';
import { endOf } from './period.ts';

const schema = z.object({ v: z.literal(1), cap: moneySchema, until: z.number(), taken: z.array(z.object({ quote: z.string(), sum: moneySchema })) });
type Kept = z.infer<typeof schema>;

/** What the person lets agents spend in one workspace without a question, until the end of the day. Only `set` makes or raises it. */
export interface Allowance {
  /** What is left; undefined: there is none, or its day is over. */
  left(): Promise<Money | undefined>;
  /** Whether all of these fit; an amount that nobody knows fits nowhere. */
  covers(amounts: readonly (Money | undefined)[]): Promise<boolean>;
  /** Takes them from it, all or nothing, once for a quote, whichever window asks. Rejects with a `StorageError`. */
  take(quote: string, amounts: readonly (Money | undefined)[]): Promise<boolean>;
  /** Of what was taken for a quote keeps no more than these, which went; the rest is given back, once. Rejects with a `StorageError`. */
  keep(quote: string, amounts: readonly (Money | undefined)[]): Promise<void>;
  /** Gives back what was taken for quotes that came to nothing and cannot any more: their window was killed. Rejects with a `StorageError`. */
  heal(cameToNothing: (quote: string) => Promise<boolean>): Promise<void>;
  /** Begins a new one from now until the next midnight; undefined: none. Rejects with a `StorageError`. */
  set(cap: Money | undefined): Promise<void>;
}

/** `folder`: our own, absolute. `workspace`: what tells one workspace from another. Shared by all windows of it. */
export function createAllowance(folder: string, workspace: string, clock: Clock = realClock): Allowance {
  const name = createHash('sha256').update(workspace).digest('hex').slice(0, 24);
  const [file, lockFile] = [path.join(folder, `${name}.json`), path.join(folder, `${name}.lock`)];
  const holder = newHolder();

  const read = async (): Promise<Kept | undefined> => {
    try {
      const kept = schema.safeParse(JSON.parse((await realDisk.read(file)) ?? '')).data;
      // A clock that was put back must not bring an old day's money back.
      return kept && clock.now() < kept.until && kept.until <= endOf('day', clock.now()) ? kept : undefined;
    } catch {
      return undefined;
    }
  };
  const alone = <T>(work: () => Promise<T>): Promise<T> => storing(file, async () => {
    await realDisk.makeFolder(folder);
    return withLock(realDisk, lockFile, holder, work);
  });
  const write = (kept: Kept): Promise<void> => writeWhole(file, JSON.stringify(kept), true);
  return {
    left: async () => {
      const kept = await read();
      return kept && restOf(kept);
    },
    covers: async (amounts) => fitsIn(await read(), amounts) !== undefined,
    take: (quote, amounts) => alone(async () => {
      const kept = await read();
      if (!kept) return false;
      const before = kept.taken.find((one) => one.quote === quote);
      // Ordered once more, what it took already is there for it.
      const others = { ...kept, taken: kept.taken.filter((one) => one !== before) };
      const sum = fitsIn(others, amounts);
      if (!sum) return false;
      if (!before || moneyOf(before.sum).micros < sum.micros) await write({ ...others, taken: [...others.taken, { quote, sum: keptMoney(sum) }] });
      return true;
    }),
    keep: (quote, amounts) => alone(async () => {
      const kept = await read();
      const before = kept?.taken.find((one) => one.quote === quote);
      if (!kept || !before) return;
      const [sum] = sums(amounts.filter((amount) => amount !== undefined));
      const taken = kept.taken.filter((one) => one !== before);
      const had = moneyOf(before.sum).micros;
      if (sum && sum.micros >= had) return;
      await write({ ...kept, taken: sum && sum.micros > 0 ? [...taken, { quote, sum: keptMoney({ ...sum, unit: before.sum.unit }) }] : taken });
    }),
    heal: async (cameToNothing) => {
      if (!(await read())?.taken.length) return;
      await alone(async () => {
        const kept = await read();
        if (!kept) return;
        const ends = await Promise.all(kept.taken.map(({ quote }) => cameToNothing(quote)));
        const taken = kept.taken.filter((_, at) => ends[at] !== true);
        if (taken.length < kept.taken.length) await write({ ...kept, taken });
      });
    },
    set: (cap) => alone(async () => {
      if (cap === undefined) await realDisk.remove(file);
      else await writeWhole(file, JSON.stringify({ v: 1, cap: keptMoney(cap), until: endOf('day', clock.now()), taken: [] } satisfies Kept), true);
    }),
  };
}

function restOf({ cap, taken }: Kept): Money {
  const { micros, unit } = moneyOf(cap);
  return { unit, micros: Math.max(0, micros - taken.reduce((sum, one) => sum + moneyOf(one.sum).micros, 0)) };
}

/** The sum of these where it fits: one unit, the allowance's own, and every amount known. */
function fitsIn(kept: Kept | undefined, amounts: readonly (Money | undefined)[]): Money | undefined {
  const known = amounts.filter((amount) => amount !== undefined);
  const [sum, ...others] = sums(known);
  if (!kept || known.length < amounts.length || sum === undefined || others.length > 0) return undefined;
  const rest = restOf(kept);
  return sum.unit === rest.unit && sum.micros <= rest.micros ? sum : undefined;
}
