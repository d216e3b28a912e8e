import type { Money } from './money.ts';
import { amountText } from './money.ts';
import type { Order } from './order.ts';
import { counted } from './order.ts';

const columns = ['ordered', 'ended', 'shot', 'film', 'gateway', 'seconds', 'resolution', 'state', 'quoted', 'quoted_unit', 'quoted_source', 'charged', 'charged_unit', 'charged_source', 'counted', 'counted_unit', 'remote_id', 'task'] as const;

/** What the first line has had in every release, up to the first column that came later. */
const oldest = `${columns.slice(0, columns.indexOf('counted')).join(',')},`;

/** Whether a text is what `spendingCsv` made, in this release or an earlier one; its first bytes are enough. */
export function isSpendingCsv(text: string): boolean {
  return text.startsWith(oldest);
}

/** The ledger as CSV (RFC 4180), a line an order, oldest first. Times are ISO 8601 in UTC, amounts exact decimals; `counted` is what the limits and the view add up. */
export function spendingCsv(orders: readonly Order[]): string {
  const rows = [...orders].sort((a, b) => a.at - b.at).map(rowOf);
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function rowOf(order: Order): readonly string[] {
  const { at, endedAt, shot, film, gateway, seconds, resolution, state, quoted, charged, remoteId, task } = order;
  return [
    new Date(at).toISOString(), endedAt === undefined ? '' : new Date(endedAt).toISOString(), shot, film ?? '', gateway, String(seconds), resolution, state,
    ...priceCells(quoted), ...priceCells(charged), ...amountCells(counted(order)), remoteId ?? '', task,
  ];
}

/** What the limits and the view count. */
function amountCells(money: Money | undefined): readonly string[] {
  return money ? [amountText(money.micros), money.unit] : ['', ''];
}

function priceCells(price: Order['quoted']): readonly string[] {
  return price ? [amountText(price.micros), price.unit, price.source] : ['', '', ''];
}

/**
 * A spreadsheet takes a text that begins with one of these for a formula, and where lists are parted by semicolons (German, French)
 * or tabs, what stands behind one begins a cell of its own; the words are a stranger's.
 */
function cell(text: string): string {
  const safe = text.replace(/(?:^|[;\t\r\n])(?=["'\p{Z}]*[=+\-@\t\r\n＝＋－＠])/gu, (mark) => `${mark}'`);
  return /[",;\t\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
