import type { Cost } from '../takes/cost.ts';
import type { Failure } from '../gateways/failure.ts';
import type { GatewayId, Prepared } from '../gateways/gateway.ts';
import type { GatewayStyle } from '../gateways/style.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { ShotSettings } from '../shots/shot.ts';

export const taskStates = [
  /** Written down by a tool for agents; nothing of it leaves before the user approves. */
  'needsApproval',
  /** Written down, not sent: queued here behind `hailuo.maxConcurrent`, or backing off after a clear refusal. */
  'waiting',
  /** Written down, and not to be sent before something else has come: see `waitsFor`. A release that knows nothing of it leaves it alone. */
  'held',
  /** On disk before the paid request leaves; when its window died it becomes `unconfirmed`. */
  'submitting',
  /** The reply was lost: it may have been charged. Only the user resolves this. */
  'unconfirmed',
  'queued', 'running', 'downloading', 'completed', 'failed', 'cancelled',
  /** Not followed at the moment, and says why; "Check now" goes on. */
  'paused',
] as const;
export type TaskState = (typeof taskStates)[number];

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
  /** How its request is written, fixed with the shot: another window, with other settings, may be the one that sends it. Absent in old records. */
  readonly style?: GatewayStyle;
  readonly source?: PromptSource;
  /** Absolute folder that the take goes to. */
  readonly folder: string;
  readonly createdAt: number;
  /** When the request left, or was about to. */
  readonly submittedAt?: number;
  readonly completedAt?: number;
  /** When the vendor's link dies. */
  readonly expiresAt?: number;
  readonly estimatedSeconds?: number;
  /** Sent by APIMart; the same for every try of one request. */
  readonly idempotencyKey: string;
  /** Fixed before the request leaves. */
  readonly prepared?: Prepared;
  /** When; absent in old records. */
  readonly preparedAt?: number;
  readonly remoteId?: string;
  /** Absolute path of the finished take. */
  readonly file?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  /** As reported by the gateway. */
  readonly cost?: string;
  /** What it was expected to cost when it was ordered. */
  readonly quote?: Cost;
  /** An agent ordered it. */
  readonly approval?: Approval;
  /** Why it ended or stands still; on a task that goes on, the trouble of its last try. */
  readonly failure?: Failure;

  /** Which take of its shot it will be, as it was counted when it was ordered; see `takeNumbers`. Absent in old records. */
  readonly takeNumber?: number;
  /** Those that were ordered together; absent for a task that was ordered alone. */
  readonly order?: TaskOrder;
  /** The failed task of the same order that this one tries once more. */
  readonly again?: string;
  /** Of a `held` task, and of one that was `paused` while it was held: whose last frame it starts with. Gone once it may be sent. */
  readonly waitsFor?: WaitsFor;

  /** A `waiting` task is not tried before this. */
  readonly retryAt?: number;
  /** Clear refusals in a row. */
  readonly tries?: number;
  /** An earlier try lost its reply and the user chose to submit again: until a task exists, that first one may have been charged. Of a `cancelled` task: it was stopped while that, or a request that was out, was open. */
  readonly mayBeCharged?: boolean;
  /** The request that left last was the user's second try (or a later one), and whether it was clearly refused: the tries before it may have been charged all the same. */
  readonly secondTry?: 'sent' | 'refused';
  /** What a `paused` task goes back to. */
  readonly pausedFrom?: TaskState;
  /** The patience for a rendering that never ends counts from here. */
  readonly followedSince?: number;
  /** "Check now" was asked for, by any window; gone once whoever drives has looked. */
  readonly checkRequestedAt?: number;
  /** The user named `remoteId` and no read has shown it to be right: a gateway that does not know it makes the task `unconfirmed` again. */
  readonly adopted?: boolean;
  /** Ordered on the vendor's site or another machine and followed here by its id: nothing was, or ever is, submitted for it here. */
  readonly orderedElsewhere?: boolean;
  /** Absolute path that the take will have; fixed before the download, which goes to the same path with `.part`. */
  readonly target?: string;
  /** What a later Range request must still find at the link. */
  readonly partial?: PartialDownload;
}

/** What a person is told of an order that an agent made, and whether it was let go. */
export interface Approval {
  /** The quote that it was ordered by; orders of one quote are approved together or one by one. */
  readonly quote: string;
  /** Localized sentences: what a file would do by somebody else's words, problems of the prompt. */
  readonly concerns: readonly string[];
  /** Milliseconds since the epoch; absent while it waits, or where the person's allowance let it go. */
  readonly approvedAt?: number;
}

/** One order of several tasks. */
export interface TaskOrder {
  /** The same for all of them. */
  readonly id: string;
  /** What they were ordered from: the name of a film. Absent where they come from several places. */
  readonly title?: string;
}

/** The shot before, whose take a shot continues. */
export interface WaitsFor {
  /** Its title, for people. */
  readonly shot: string;
  /** The task that makes its take; absent while nobody ordered one. */
  readonly task?: string;
  /** Absolute path of a take that is there: nothing else is waited for. */
  readonly file?: string;
  /** Absolute path of the take that the film used when this was ordered; another one, chosen later, is gone on with. */
  readonly not?: string;
}

/** Identifies the bytes of a download that was cut. `validator` is a strong ETag or a Last-Modified date. */
export interface PartialDownload {
  readonly validator?: string;
  /** The length of the whole, where the host told it. */
  readonly bytes?: number;
}

export const finalStates: ReadonlySet<TaskState> = new Set(['completed', 'failed', 'cancelled']);

/** Whether a submission may be charged for. Known without loading the adapter, whose `paid` says the same. */
export function costsMoney(gateway: GatewayId): boolean {
  return gateway !== 'animatic';
}

/** Whether a gateway has it, or may have it, and so may charge for it whatever is done with it here. Of an ended task: whether it had. */
export function isAtStake({ gateway, state, remoteId, mayBeCharged }: Pick<Task, 'gateway' | 'state' | 'remoteId' | 'mayBeCharged'>): boolean {
  return costsMoney(gateway) && (remoteId !== undefined || state === 'submitting' || state === 'unconfirmed' || mayBeCharged === true);
}

/** Whether it can be stopped: a request that needs approval is refused instead, and one that may have been charged is resolved. */
export function canStop({ state }: Pick<Task, 'state'>): boolean {
  return !finalStates.has(state) && state !== 'unconfirmed' && state !== 'needsApproval';
}

/** Whether something is to be done for the task without the user: such tasks keep a window driving. */
export function isLive(task: Task): boolean {
  switch (task.state) {
    case 'waiting': case 'submitting': case 'queued': case 'running': case 'downloading': return true;
    case 'paused': return task.checkRequestedAt !== undefined;
    // Whether what it waits for has come is for `heldTasks` to say, who sees the other task.
    case 'held': case 'needsApproval': case 'unconfirmed': case 'completed': case 'failed': case 'cancelled': return false;
  }
}

/** Where a take is downloaded to, beside its target. */
export function partFile(target: string): string {
  return `${target}.part`;
}
