import type { Step, Vendor } from './fault.ts';

export interface LogEntry {
  /** Counts from 1. */
  readonly number: number;
  readonly at: number;
  readonly step: Step | 'other';
  /** Absent for the file host. */
  readonly gateway?: Vendor;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Lower-case names; the bearer token is replaced by whose it is. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whose key came along, `unknown` for a token that is nobody's. */
  readonly bearer?: Vendor | 'unknown';
  /** Parsed JSON, or absent. */
  readonly body?: unknown;
}

/** Every request as it arrived, before any fault strikes. */
export class RequestLog {
  readonly entries: LogEntry[] = [];
  #waiting: (() => void)[] = [];

  add(entry: Omit<LogEntry, 'number' | 'at'>): void {
    this.entries.push({ ...entry, number: this.entries.length + 1, at: Date.now() });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) { wake(); }
  }

  count(step: LogEntry['step'], gateway?: Vendor): number {
    return this.entries.filter((entry) => entry.step === step && (!gateway || entry.gateway === gateway)).length;
  }

  /** Resolves as soon as so many requests of this step have arrived. */
  async reached(step: LogEntry['step'], count: number, gateway?: Vendor): Promise<void> {
    while (this.count(step, gateway) < count) {
      await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
    }
  }
}
