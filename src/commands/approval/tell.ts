import type { ApprovalDesk } from './review.ts';

/** Tells of orders that an agent has just made; the words are loaded then. Never waits for the answer. */
export async function tellOfOrders(ids: readonly string[], desk: ApprovalDesk): Promise<void> {
  await (await import('./review.ts')).tellOfOrders(ids, desk);
}
