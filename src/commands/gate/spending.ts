import type { GatewayId } from '../../gateways/gateway.ts';
import type { Caps } from '../../wallet/cap.ts';
import type { Micros } from '../../wallet/money.ts';
import { sums } from '../../wallet/money.ts';
import type { Kind } from '../../wallet/kind.ts';
import type { Wallet } from '../../wallet/wallet.ts';
import type { OrderInQuestion } from './question.ts';

/** What the user's settings say about asking and limits. */
export interface SpendingSettings {
  /** Asked about above this; 0: always; undefined: only about several. */
  readonly askAbove?: Micros;
  readonly caps: Caps;
}

interface PriceContext {
  readonly wallet: Pick<Wallet, 'quote' | 'countsAs'>;
  readonly settings: SpendingSettings;
  /** The person does not want to hear of unknown prices at this gateway again. */
  readonly isQuiet: (gateway: GatewayId) => boolean;
}

/** Whether the price of these orders is a reason to ask. A limit that cannot count an order is one always. */
export function priceQuestion(kinds: readonly Kind[], { wallet, settings: { askAbove, caps }, isQuiet }: PriceContext): Pick<OrderInQuestion, 'price'> {
  const hasCap = caps.day !== undefined || caps.month !== undefined;
  if (hasCap && kinds.some((kind) => !wallet.countsAs(kind))) return { price: 'unlimited' };
  if (kinds.length === 0) return {};
  const quotes = kinds.map((kind) => wallet.quote(kind));
  if (askAbove === 0 || askAbove !== undefined && sums(quotes.filter((quote) => quote !== undefined)).some(({ micros }) => micros > askAbove)) return { price: 'above' };
  return kinds.some((kind, at) => !quotes[at] && !isQuiet(kind.gateway)) ? { price: 'unknown' } : {};
}
