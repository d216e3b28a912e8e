import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod/mini';
import { readForeignFile, readLimits } from '../storage/foreignFile.ts';
import { storing } from '../storage/storageError.ts';
import { writeWhole } from '../storage/writeWhole.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import type { Kind } from './kind.ts';
import { priceName } from './kind.ts';
import { keptMoney, moneySchema, readMoney } from './money.ts';

const schema = z.object({
  v: z.literal(1),
  /** When the page was read; milliseconds since the epoch. */
  at: z.number(),
  /** By `priceName`. */
  prices: z.record(z.string(), moneySchema),
});

/** A gateway's public price list as it was read once, because the user said so. */
export type Listed = z.infer<typeof schema>;

/** A page that was read at `at`, as it is kept. Prices are in US dollars; digits past the sixth round up. */
export function listedFrom(gateway: GatewayId, prices: readonly (Pick<Kind, 'seconds' | 'resolution'> & { readonly usd: number })[], at: number): Listed {
  const known = prices.flatMap(({ seconds, resolution, usd }) => {
    const money = readMoney(usd);
    return money ? [[priceName({ gateway, seconds, resolution }), keptMoney({ ...money, unit: 'USD' })] as const] : [];
  });
  return { v: 1, at, prices: Object.fromEntries(known) };
}

/** The file that keeps it, one for all windows. */
export function listedPricesFile(folder: string): string {
  return path.join(folder, 'listed-prices.json');
}

/** Undefined: none was read yet, or it cannot be read any more. Never rejects. */
export async function loadListed(folder: string): Promise<Listed | undefined> {
  const read = await readForeignFile(listedPricesFile(folder), { maxBytes: readLimits.sidecar });
  if (read.kind !== 'read') return undefined;
  try {
    return schema.safeParse(JSON.parse(read.bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Rejects with a `StorageError`. */
export async function keepListed(folder: string, listed: Listed): Promise<void> {
  const file = listedPricesFile(folder);
  await storing(file, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(file, JSON.stringify(listed));
  });
}
