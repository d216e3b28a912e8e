/** The limits of time: a day from local midnight, a month from its first midnight. Clock changes make days of 23 and 25 hours. */
export type Period = 'day' | 'month';

/** When the period that holds a moment began; milliseconds since the epoch. */
export function startOf(period: Period, at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), period === 'day' ? date.getDate() : 1).getTime();
}

/** When the next one begins. */
export function endOf(period: Period, at: number): number {
  const date = new Date(at);
  return period === 'day'
    ? new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime()
    : new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime();
}

/** The beginnings of the last days, oldest first, the one that holds the moment last. */
export function lastDays(count: number, at: number): readonly number[] {
  const date = new Date(at);
  return Array.from({ length: count }, (_, back) => new Date(date.getFullYear(), date.getMonth(), date.getDate() - (count - 1 - back)).getTime());
}
