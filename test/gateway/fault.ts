/** What can go wrong, and where. `gateway` is absent for the file host, which serves both. */
export type Vendor = 'apimart' | 'toapis';
export type Step = 'submit' | 'status' | 'upload' | 'balance' | 'prices' | 'file';

export type Fault =
  // At every step
  /** The connection is reset before anything is taken in. */
  | { readonly kind: 'resetBefore' }
  /** The request is taken in and acted on (a task is charged), then the connection is reset. */
  | { readonly kind: 'resetAfter' }
  /** Taken in (`accepted`, a charged task) or not, and never answered. */
  | { readonly kind: 'silence'; readonly accepted?: boolean }
  | { readonly kind: 'html502'; readonly accepted?: boolean }
  | { readonly kind: 'rateLimited'; readonly retryAfter?: number | string; readonly headers?: Readonly<Record<string, string>> }
  /** 200 with something that is no JSON; a submit is charged all the same. */
  | { readonly kind: 'unreadable' }
  /** This very reply, nothing taken in. */
  | { readonly kind: 'reply'; readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The reply of this name in the table of relays. */
  | { readonly kind: 'relay'; readonly name: string }
  // Submit
  /** 200, charged, but the reply names no task. */
  | { readonly kind: 'withoutId' }
  // Status
  | { readonly kind: 'withoutLink' }
  | { readonly kind: 'failed'; readonly code?: number | string; readonly message?: string }
  /** An odd status word, with the task going on behind it. */
  | { readonly kind: 'word'; readonly status: string; readonly progress?: number | string }
  | { readonly kind: 'urlForm'; readonly form: 'array' | 'string' }
  | { readonly kind: 'olderForm' }
  /** Completed with this link, whatever it is. */
  | { readonly kind: 'link'; readonly url: string }
  // File
  | { readonly kind: 'expired' }
  | { readonly kind: 'gone' }
  /** The connection is cut after so many bytes of this reply. */
  | { readonly kind: 'cut'; readonly after: number }
  /** So many bytes, then nothing more on an open connection. */
  | { readonly kind: 'stall'; readonly after: number }
  /** Announces so many bytes more than there are. */
  | { readonly kind: 'wrongLength'; readonly extra: number }
  /** Without a length, and the connection ends in good order after so many bytes. */
  | { readonly kind: 'endsEarly'; readonly after: number; readonly etag?: string }
  /** The host's own file has only so many bytes, and says so. */
  | { readonly kind: 'halfFile'; readonly bytes: number }
  | { readonly kind: 'compressed' }
  | { readonly kind: 'notVideo' }
  | { readonly kind: 'redirect'; readonly to?: string }
  | { readonly kind: 'ignoresRange' };

export interface FaultOrder {
  readonly step: Step;
  readonly gateway?: Vendor;
  readonly fault: Fault;
  /** How many requests it strikes: 1 unless told; 0 strikes until cleared. */
  readonly times?: number;
}

/** The faults that wait for their request. */
export class FaultBook {
  #orders: { order: FaultOrder; left: number }[] = [];

  add(order: FaultOrder): void {
    this.#orders.push({ order, left: order.times === 0 ? Infinity : order.times ?? 1 });
  }

  clear(): void {
    this.#orders = [];
  }

  #find(step: Step, gateway?: Vendor): { order: FaultOrder; left: number } | undefined {
    return this.#orders.find(({ order }) => order.step === step && (!order.gateway || !gateway || order.gateway === gateway));
  }

  /** Whether the next request of this kind will never be answered, or not to its end. */
  isSilent(step: Step, gateway?: Vendor): boolean {
    const kind = this.#find(step, gateway)?.order.fault.kind;
    return kind === 'silence' || kind === 'stall';
  }

  /** The fault that strikes this request, used up once. */
  take(step: Step, gateway?: Vendor): Fault | undefined {
    const hit = this.#find(step, gateway);
    if (!hit) { return undefined; }
    hit.left--;
    if (hit.left <= 0) { this.#orders = this.#orders.filter((entry) => entry !== hit); }
    return hit.order.fault;
  }
}
