import type { GatewayId } from '../gateways/gateway.ts';
import type { PriceSource } from './entry.ts';
import type { Kind } from './kind.ts';
import { priceName } from './kind.ts';
import type { Listed } from './listedPrices.ts';
import type { Money } from './money.ts';
import { median, moneyOf, readMoney } from './money.ts';
import type { Order } from './order.ts';

/** The best known price of one video. `at`: when the newest of what it is worked out from was told; `of`: from how many takes. */
export interface Quote extends Money {
  readonly source: PriceSource;
  readonly at?: number;
  readonly of?: number;
}

/** Takes that a reported price is worked out from. */
const mostTakes = 10;

/** The user's own price; `table` is the setting as it was typed. */
export function ownPrice(kind: Kind, table: unknown): Quote | undefined {
  const written = typeof table === 'object' && table !== null ? (table as Readonly<Record<string, unknown>>)[priceName(kind)] : undefined;
  const money = typeof written === 'string' || typeof written === 'number' ? readMoney(written) : undefined;
  return money && { ...money, source: 'own' };
}

/** What prices are known from beside the ledger. */
export interface PriceBook {
  /** The user's own, as typed, see `ownPrice`. */
  readonly prices: unknown;
  readonly listed?: Listed;
}

/**
 * What one video of this kind costs as far as anybody knows: the user's own price, the middle of what the gateway reported for the
 * last takes of the kind, the middle of what the balance lost by them, the gateway's price list; undefined: unknown. Only the user
 * may say that it costs nothing: no limit would ever be reached at that price.
 */
export function quoteFor(kind: Kind, { prices, listed }: PriceBook, orders: Iterable<Order>): Quote | undefined {
  const all = [...orders];
  return ownPrice(kind, prices) ?? toldPrice(kind, 'reported', all) ?? toldPrice(kind, 'balance', all) ?? listedPrice(kind, listed);
}

function listedPrice(kind: Kind, listed: Listed | undefined): Quote | undefined {
  const price = listed && Object.entries(listed.prices).find(([name]) => name === priceName(kind))?.[1];
  const quote = price && { ...moneyOf(price), source: 'listed' as const, at: listed.at };
  return quote && quote.micros > 0 ? quote : undefined;
}

function toldPrice(kind: Kind, source: 'reported' | 'balance', orders: readonly Order[]): Quote | undefined {
  const told = orders.filter(({ gateway, seconds, resolution, charged }) =>
    gateway === kind.gateway && seconds === kind.seconds && resolution === kind.resolution && charged?.source === source && charged.micros > 0);
  const newest = told.sort((a, b) => b.at - a.at);
  const [first] = newest;
  if (!first?.charged) return undefined;
  const { unit } = first.charged;
  const same = newest.filter(({ charged }) => charged?.unit === unit).slice(0, mostTakes);
  const micros = median(same.flatMap(({ charged }) => (charged ? [charged.micros] : [])));
  return micros === undefined ? undefined : { micros, unit, source, at: first.endedAt ?? first.at, of: same.length };
}

const kinds: readonly Pick<Kind, 'seconds' | 'resolution'>[] = [{ seconds: 6, resolution: '768p' }, { seconds: 10, resolution: '768p' }, { seconds: 6, resolution: '1080p' }];

/** The dearest known price of a gateway: what an unknown one counts as for the limits. Of several units, the one that most prices are in. */
export function dearest(gateway: GatewayId, book: PriceBook, orders: readonly Order[]): Money | undefined {
  const known = kinds.map((kind) => quoteFor({ ...kind, gateway }, book, orders)).filter((quote) => quote !== undefined);
  const byUnit = [...Map.groupBy(known, ({ unit }) => unit).values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const [most] = [...byUnit].sort((a, b) => b.micros - a.micros);
  return most && { micros: most.micros, unit: most.unit };
}

/** Every kind of video whose price is known, with it. */
export function knownPrices({ quote }: { quote(kind: Kind): Quote | undefined }): readonly { readonly kind: Kind; readonly quote: Quote }[] {
  return (['apimart', 'toapis'] as const).flatMap((gateway) => kinds.flatMap((kind) => {
    const known = quote({ ...kind, gateway });
    return known ? [{ kind: { ...kind, gateway }, quote: known }] : [];
  }));
}
