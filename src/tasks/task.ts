import type { Failure } from '../gateways/failure.ts';
import type { GatewayId, Prepared } from '../gateways/gateway.ts';
import type { ShotSettings } from '../shots/shot.ts';

export const taskStates = [
  /** Written down, not sent: queued here behind `hailuo.maxConcurrent`, or backing off after a clear refusal. */
  'waiting',
  /** On disk before the paid request leaves; found at start-up it becomes `unconfirmed`. */
  'submitting',
  /** The reply was lost: it may have been charged. Only the user resolves this. */
  'unconfirmed',
  'queued', 'running', 'downloading', 'completed', 'failed', 'cancelled',
  /** Not followed at the moment, and says why; "Check now" goes on. */
  'paused',
] as const;
export type TaskState = (typeof taskStates)[number];

/** Where in a document the prompt was written. */
export interface PromptSource {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
}

/** One journal record. Times are milliseconds since the epoch. */
export interface Task {
  readonly version: 1;
  /** Ours: sorts by creation time, safe in file names. */
  readonly id: string;
  /** Grows by one with every change; a stale writer is found by it. */
  readonly revision: number;
  readonly gateway: GatewayId;
  /** The base URL it was submitted to, normalised; status reads go there even when the setting changes. Absent for the animatic. */
  readonly baseUrl?: string;
  readonly state: TaskState;
  /** 0–100, never goes backwards. */
  readonly progress: number;
  /** As written. */
  readonly prompt: string;
  /** As sent; equals `prompt` until prepared. */
  readonly sentPrompt: string;
  readonly settings: ShotSettings;
  readonly source?: PromptSource;
  /** Absolute folder that the take goes to. */
  readonly folder: string;
  readonly createdAt: number;
  readonly submittedAt?: number;
  readonly completedAt?: number;
  /** When the vendor's link dies. */
  readonly expiresAt?: number;
  readonly estimatedSeconds?: number;
  /** Sent by APIMart; the same for every try of this task. */
  readonly idempotencyKey: string;
  /** Fixed before the request leaves. */
  readonly prepared?: Prepared;
  readonly remoteId?: string;
  /** Absolute path of the finished take. */
  readonly file?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  /** As reported by the gateway. */
  readonly cost?: string;
  readonly failure?: Failure;
}

export const finalStates: ReadonlySet<TaskState> = new Set(['completed', 'failed', 'cancelled']);
