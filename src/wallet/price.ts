import type { GatewayId } from '../gateways/gateway.ts';
import type { Duration, Resolution } from '../shots/shot.ts';
import type { PriceSource } from './entry.ts';
import type { Money } from './money.ts';
import { median, readMoney } from './money.ts';
import type { Order } from './order.ts';

/** What a price depends on. */
export interface Kind {
  readonly gateway: GatewayId;
  /** Of the video, seconds. */
  readonly seconds: Duration;
  readonly resolution: Resolution;
}

/** The best known price of one video. `at`: when the newest of what it is worked out from was told; `of`: from how many takes. */
export interface Quote extends Money {
  readonly source: PriceSource;
  readonly at?: number;
  readonly of?: number;
}

/** Takes that a reported price is worked out from. */
const mostTakes = 10;

/** The name of a price in `hailuo.prices`: "apimart 768p 6 s". */
export function priceName({ gateway, seconds, resolution }: Kind): string {
  return `${gateway} ${resolution} ${String(seconds)} s`;
}

/** The user's own price; `table` is the setting as it was typed. */
export function ownPrice(kind: Kind, table: unknown): Quote | undefined {
  const written = typeof table === 'object' && table !== null ? (table as Readonly<Record<string, unknown>>)[priceName(kind)] : undefined;
  const money = typeof written === 'string' || typeof written === 'number' ? readMoney(written) : undefined;
  return money && { ...money, source: 'own' };
}

/** What one video of this kind costs as far as anybody knows: the user's own price, then the middle of what the last takes of the kind cost; undefined: unknown. */
export function quoteFor(kind: Kind, table: unknown, orders: Iterable<Order>): Quote | undefined {
  return ownPrice(kind, table) ?? reportedPrice(kind, orders);
}

function reportedPrice(kind: Kind, orders: Iterable<Order>): Quote | undefined {
  const told = [...orders].filter(({ gateway, seconds, resolution, charged }) =>
    gateway === kind.gateway && seconds === kind.seconds && resolution === kind.resolution && charged !== undefined && charged.source !== 'own');
  const newest = told.sort((a, b) => b.at - a.at);
  const [first] = newest;
  if (!first?.charged) return undefined;
  const { unit, source } = first.charged;
  const same = newest.filter(({ charged }) => charged?.unit === unit).slice(0, mostTakes);
  const micros = median(same.flatMap(({ charged }) => (charged ? [charged.micros] : [])));
  return micros === undefined ? undefined : { micros, unit, source, at: first.endedAt ?? first.at, of: same.length };
}

const kinds: readonly Pick<Kind, 'seconds' | 'resolution'>[] = [{ seconds: 6, resolution: '768p' }, { seconds: 10, resolution: '768p' }, { seconds: 6, resolution: '1080p' }];

/** The dearest known price of a gateway: what an unknown one counts as for the limits. Of several units, the one that most prices are in. */
export function dearest(gateway: GatewayId, table: unknown, orders: readonly Order[]): Money | undefined {
  const known = kinds.map((kind) => quoteFor({ ...kind, gateway }, table, orders)).filter((quote) => quote !== undefined);
  const byUnit = [...Map.groupBy(known, ({ unit }) => unit).values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const [most] = [...byUnit].sort((a, b) => b.micros - a.micros);
  return most && { micros: most.micros, unit: most.unit };
}
