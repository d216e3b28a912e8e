import type { GatewayId } from '../gateways/gateway.ts';
import type { Duration, Resolution } from '../shots/shot.ts';

/** What a price depends on. */
export interface Kind {
  readonly gateway: GatewayId;
  /** Of the video, seconds. */
  readonly seconds: Duration;
  readonly resolution: Resolution;
}

/** The name of a price in `hailuo.prices`: "apimart 768p 6 s". */
export function priceName({ gateway, seconds, resolution }: Kind): string {
  return `${gateway} ${resolution} ${String(seconds)} s`;
}
