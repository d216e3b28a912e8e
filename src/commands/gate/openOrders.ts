import type { KeyDesk } from '../keys.ts';
import { createOrders } from '../orders.ts';
import type { OrderDependencies } from './order.ts';
import { withKeys } from './withKeys.ts';

/** The one gate of a window: whoever orders through it shares what was agreed to and what was ordered a moment ago. */
export function openOrders({ keys, ...services }: Omit<OrderDependencies, 'orders' | 'withKeys'> & { readonly keys: KeyDesk }): OrderDependencies {
  return { ...services, orders: createOrders(), withKeys: (planned) => withKeys(planned, keys) };
}
