/**
 * Dates and times for people, the only place that writes them. `time` in milliseconds since the epoch; `language` is the editor's
 * (`en`, `zh-cn`): without one the machine's own would stand among words of another.
 */
function text(time: number, language: string, format: Intl.DateTimeFormatOptions): string {
  // Narrow spaces stand in newer data of English clocks: no other text of ours has them, and searching for one fails.
  return new Intl.DateTimeFormat(language, format).format(time).replaceAll('\u202f', ' ');
}

/** "Nov 28, 2026" */
export function dayText(time: number, language: string): string {
  return text(time, language, { dateStyle: 'medium' });
}

/** "Sat, Nov 28" */
export function weekdayText(time: number, language: string): string {
  return text(time, language, { weekday: 'short', month: 'short', day: 'numeric' });
}

/** "2:32 PM" */
export function hourText(time: number, language: string): string {
  return text(time, language, { timeStyle: 'short' });
}

/** "Nov 28, 2026, 2:32 PM" */
export function dateText(time: number, language: string): string {
  return text(time, language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** "Nov 28, 2026, 2:32:05 PM" */
export function exactText(time: number, language: string): string {
  return text(time, language, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** As short as it is clear at `now`: "2:32 PM" today, "Nov 20, 2:32 PM" this year, else with the year. */
export function whenText(time: number, now: number, language: string): string {
  const [then, today] = [new Date(time), new Date(now)];
  if (then.toDateString() === today.toDateString()) return hourText(time, language);
  return then.getFullYear() === today.getFullYear() ? text(time, language, { month: 'short', day: 'numeric', hour: 'numeric', minute: 'numeric' }) : dateText(time, language);
}
