import type { Shell } from './remote/curl.ts';
import type { Shot } from '../shots/shot.ts';
import type { Failure } from './failure.ts';

export const gatewayIds = ['animatic', 'apimart', 'toapis'] as const;
export type GatewayId = (typeof gatewayIds)[number];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Everything that the paid request needs, fixed before it leaves and written to the journal, so that a deliberate
 * second try sends the same bytes.
 */
export interface Prepared {
  /** The prompt in the gateway's vocabulary: what the vendor reads. */
  readonly sentPrompt: string;
  /** The JSON body; an inline first frame is not in it but named by `inlineFirstFrame`. */
  readonly body: { readonly [key: string]: Json };
  /** APIMart's `inline` style: put in as a data URI when sent, refused when the file changed since. */
  readonly inlineFirstFrame?: { readonly path: string; readonly mime: string; readonly sha256: string };
}

export type PrepareOutcome =
  | { readonly kind: 'prepared'; readonly prepared: Prepared }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly retryAfterMs?: number };

/** The remote task, opaque and serialisable; all that `status` needs. */
export interface Handle {
  readonly remoteId: string;
}

/**
 * What became of the one request that costs money.
 * - `accepted`: a task exists and is paid for.
 * - `refused`: certainly nothing was accepted; `retry` tells that the same request may go out again by itself
 *   (name not found, connection refused, TLS failure, 429, 503 `*_unavailable`).
 * - `unknown`: time-out, reset, 5xx, unreadable 2xx. It may have been charged; only the user decides what next.
 */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly handle: Handle; readonly estimatedSeconds?: number }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly retry: boolean; readonly retryAfterMs?: number }
  | { readonly kind: 'unknown'; readonly failure: Failure };

/** Where the finished video is: a link to fetch, or a file that is ours already (the animatic). */
export type Result =
  | {
      readonly kind: 'link'; readonly url: string;
      /** Further addresses in the reply that may be the video's, for a relay that puts it where nobody expects it. */
      readonly others?: readonly string[];
      /** Those of all these that show the video with somebody's mark in it: only for want of another. */
      readonly marked?: readonly string[];
    }
  | { readonly kind: 'file'; readonly path: string };

export interface Reading {
  readonly phase: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  /** 1–100; absent when the gateway gives none (0 means "no information"). */
  readonly progress?: number;
  /** Absent on a `completed` reading when the gateway gave no link (relays do this): ask again. */
  readonly result?: Result;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  readonly estimatedSeconds?: number;
  /** As reported, with the unit the gateway uses or none. */
  readonly cost?: string;
  readonly failure?: Failure;
}

/**
 * A status read is free and may be repeated. `unreadable` never fails a task:
 * - `again`: back off and ask again (network, 408, 429, 5xx, HTML; 404 in the first minute, which the caller judges by `notFound`);
 * - `pause`: 401, 402, 403 or no key: pause the task and say why.
 *
 * `doubtsId`: 400, 403, 404 and their like, which a mistyped id would bring about, too.
 *
 * `lost` comes from a gateway that is not `paid` only: it holds its work in memory and does not know this handle (the
 * window was reloaded, or another one renders it). The task goes back to `waiting` and is submitted again, at no cost.
 */
export type StatusOutcome =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'unreadable'; readonly then: 'again' | 'pause'; readonly notFound?: boolean; readonly doubtsId?: boolean;
      readonly failure: Failure; readonly retryAfterMs?: number;
    };

export type UploadOutcome =
  | { readonly kind: 'uploaded'; readonly url: string }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly retryAfterMs?: number };

export type BalanceOutcome =
  /**
   * `words` is localized and as reported; the unit of `remaining` varies. `usd`: the same in US dollars, where the gateway says
   * what its credits are worth.
   */
  | { readonly kind: 'balance'; readonly remaining?: number; readonly usd?: number; readonly unlimited: boolean; readonly words: string }
  | { readonly kind: 'unreadable'; readonly failure: Failure };

/** A key check without cost (the balance call). `unchecked`: the gateway could not be asked, or its answer says nothing of the key. */
export type KeyOutcome =
  | { readonly kind: 'valid'; readonly words: string }
  | { readonly kind: 'invalid'; readonly failure: Failure }
  | { readonly kind: 'unchecked'; readonly failure: Failure };

/** The port. Twins live in folders of their own with the same file names. Nothing here throws but for an aborted signal. */
export interface Gateway {
  readonly id: GatewayId;
  /** False for the animatic: submitting costs nothing and may be repeated at will. */
  readonly paid: boolean;
  /** Milliseconds between status reads where the gateway has a pace of its own (the animatic); otherwise the user's setting rules. */
  readonly pollEvery?: number;
  /** Translates, checks, and uploads a local first frame. Costs nothing and may be repeated. */
  prepare(shot: Shot, signal: AbortSignal): Promise<PrepareOutcome>;
  /** The one call that costs money. `idempotencyKey`: 1–191 visible ASCII characters, sent by APIMart only. */
  submit(prepared: Prepared, options: { readonly idempotencyKey: string; readonly signal: AbortSignal }): Promise<SubmitOutcome>;
  status(handle: Handle, signal: AbortSignal): Promise<StatusOutcome>;
  /** `image` is the bytes of a JPG, PNG or WebP already checked against this gateway's size limit. */
  upload(image: { readonly bytes: Uint8Array; readonly name: string; readonly mime: string }, signal: AbortSignal): Promise<UploadOutcome>;
  balance(signal: AbortSignal): Promise<BalanceOutcome>;
  checkKey(signal: AbortSignal): Promise<KeyOutcome>;
  /** Headers with the key for a link to a video on this gateway's own origin; undefined for every other address. */
  linkHeaders(url: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** Frees what a task holds here (the animatic's renderer); remote gateways have no cancel endpoint and do nothing. */
  forget(handle: Handle): Promise<void>;
  /** The video of this request failed, perhaps because an address that an upload was given is dead: none of them is used again. */
  forgetUploads?(prepared: Prepared): Promise<void>;
  /** The submission as a cURL command line with the key masked, for a person to read or run. */
  curl(prepared: Prepared, shell?: Shell): string;
}
