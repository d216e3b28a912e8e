import type { Gateway, GatewayId } from '../gateways/gateway.ts';
import type { Http } from '../gateways/http.ts';
import type { Log } from '../gateways/log.ts';
import type { Shot } from '../shots/shot.ts';
import type { PromptSource, Task } from './task.ts';

export interface NewTask {
  /** Already checked; a local first frame is an absolute path. */
  readonly shot: Shot;
  readonly gateway: GatewayId;
  readonly baseUrl?: string;
  readonly source?: PromptSource;
  /** Absolute; created when the take is written. */
  readonly folder: string;
}

/** How the user resolves an unconfirmed task. */
export type Resolution =
  | { readonly kind: 'adopt'; readonly remoteId: string }
  | { readonly kind: 'notCharged' }
  /** Knowingly; the same body and, on APIMart, the same `Idempotency-Key`. */
  | { readonly kind: 'submitAgain' };

export interface TaskChange {
  /** Present after the change. */
  readonly changed: readonly Task[];
  readonly removed: readonly string[];
}

/** Why an action was not done; `message` is one localized sentence. */
export type ActionOutcome = { readonly kind: 'done'; readonly task: Task } | { readonly kind: 'notDone'; readonly message: string };

/** The journal and what drives it, as commands and views see it. */
export interface Tasks {
  /** Newest first. Empty until `ready`. */
  list(): readonly Task[];
  get(id: string): Task | undefined;
  /** Returns the function that stops listening. Changes made by other windows arrive here too. */
  onDidChange(listener: (change: TaskChange) => void): () => void;
  /** Settles when the journal is read and what was running goes on (here or in another window). */
  readonly ready: Promise<void>;
  /** Resolves as soon as the record `waiting` is on disk; rejects with a `StorageError` (localized message) when it cannot be written. */
  create(task: NewTask): Promise<Task>;
  /** Reads the status now; resumes a paused task. Resolves after the read. */
  checkNow(id: string): Promise<ActionOutcome>;
  /** No gateway can cancel: the task ends here as `cancelled`, the vendor may still render and charge. Stops the animatic's work. */
  stopTracking(id: string): Promise<ActionOutcome>;
  resolveUnconfirmed(id: string, resolution: Resolution): Promise<ActionOutcome>;
  /** Forgets the record; a running one is stopped first. Files stay. */
  remove(id: string): Promise<ActionOutcome>;
  /** Call when a key was set or a setting changed: tasks paused for want of a key go on. */
  wake(): void;
  /** Records set aside at the last load because they could not be read. */
  readonly damaged: readonly { readonly file: string; readonly reason: string }[];
  dispose(): Promise<void>;
}

export interface TasksDependencies {
  /** Folder of our own under the extension's global storage, shared by all windows. */
  readonly folder: string;
  /** Loads the adapter on first use. `baseUrl` as in the task. */
  readonly gatewayFor: (task: Pick<Task, 'gateway' | 'baseUrl'>) => Promise<Gateway>;
  readonly http: () => Promise<Http>;
  /** Read at every use, so a changed setting acts at once. */
  readonly settings: () => { readonly maxConcurrent: number; readonly pollIntervalMs: number };
  readonly log: Log;
}
