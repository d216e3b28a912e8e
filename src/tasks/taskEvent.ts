import type { Failure } from '../gateways/failure.ts';
import type { Prepared, Reading } from '../gateways/gateway.ts';
import type { PartialDownload, WaitsFor } from './task.ts';

/**
 * Everything that can happen to a task. `at` is milliseconds since the epoch. `of`: the `submittedAt` of the request that was refused,
 * 0 where none had left: it says nothing of one that left since.
 */
export type TaskEvent =
  /** The person lets an agent's order go. */
  | { readonly kind: 'approved'; readonly at: number }
  /** About to leave; written before it does. `idempotencyKey`: of a request that was prepared anew, which is another one. */
  | { readonly kind: 'submitting'; readonly prepared: Prepared; readonly idempotencyKey?: string; readonly at: number }
  | { readonly kind: 'accepted'; readonly remoteId: string; readonly estimatedSeconds?: number; readonly at: number }
  /** Certainly not accepted; may go out again by itself. */
  | { readonly kind: 'deferred'; readonly failure: Failure; readonly retryAt: number; readonly of?: number }
  /** It waits for a time too far off, which only a damaged record or a wrong clock can name. */
  | { readonly kind: 'waitCapped'; readonly retryAt: number }
  /** Certainly not accepted, and the same again would not be either. */
  | { readonly kind: 'refused'; readonly failure: Failure; readonly at: number; readonly of?: number }
  /** The reply was lost. */
  | { readonly kind: 'unknownOutcome'; readonly failure: Failure }
  /** The window that was submitting is gone. */
  | { readonly kind: 'ownerLost'; readonly failure: Failure }
  | { readonly kind: 'read'; readonly reading: Reading; readonly at: number }
  /** A status read or a download try failed; the task goes on. */
  | { readonly kind: 'troubled'; readonly failure: Failure }
  /** The renderer of ours that held the task is gone. */
  | { readonly kind: 'lost' }
  /** The gateway does not know the task. */
  | { readonly kind: 'unknownRemote'; readonly failure: Failure; readonly at: number }
  | { readonly kind: 'fetching'; readonly target: string; readonly partial?: PartialDownload }
  | { readonly kind: 'saved'; readonly file: string; readonly bytes: number; readonly sha256: string; readonly at: number }
  | { readonly kind: 'paused'; readonly failure: Failure; readonly of?: number }
  | { readonly kind: 'checkRequested'; readonly at: number }
  /** Its video goes to another folder (absolute path): the one that it was to go to takes none. */
  | { readonly kind: 'savedIn'; readonly folder: string; readonly at: number }
  | { readonly kind: 'stopped'; readonly at: number }
  /** The person who stopped it wants its video after all. */
  | { readonly kind: 'trackedAgain'; readonly at: number }
  /** The last frame of the shot before is in this file (absolute path). */
  | { readonly kind: 'frameTaken'; readonly frame: string; readonly of: WaitsFor }
  /** There will be none. */
  | { readonly kind: 'noFrame'; readonly failure: Failure; readonly of: WaitsFor }
  /** Another task, or a take that is there, is to give the last frame. */
  | { readonly kind: 'waitsOn'; readonly task?: string; readonly file?: string }
  /** The person would rather have it from its words alone. */
  | { readonly kind: 'startWithout' }
  | { readonly kind: 'adopted'; readonly remoteId: string; readonly at: number }
  | { readonly kind: 'notCharged'; readonly at: number }
  | { readonly kind: 'submitAgain'; readonly at: number };
