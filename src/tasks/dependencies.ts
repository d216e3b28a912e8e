import type { Failure } from '../gateways/failure.ts';
import type { Gateway } from '../gateways/gateway.ts';
import type { Http } from '../gateways/http/http.ts';
import type { Log } from '../gateways/log.ts';
import type { Clock } from '../storage/clock.ts';
import type { Disk } from '../storage/disk.ts';
import type { Holder } from '../storage/holder.ts';
import type { Task } from './task.ts';

/** The last picture of a video, or one localized sentence on why there is none; empty when the person closed what was to show it. */
export type LastFrame = { readonly kind: 'frame'; readonly png: Uint8Array } | { readonly kind: 'none'; readonly why: string };

/**
 * Why a request that was let go bought nothing. `stopped`, `removed`: before it left; of what is removed nobody can tell whether another
 * window sent it meanwhile. `refused`: the gateway's word on what this window sent, of a task that is removed by now.
 */
export type Unsent = 'stopped' | 'removed' | 'refused';

export interface TasksDependencies {
  /** Folder of our own under the extension's global storage, shared by all windows. */
  readonly folder: string;
  /** Loads the adapter on first use. `baseUrl` as in the task. */
  readonly gatewayFor: (task: Pick<Task, 'gateway' | 'baseUrl' | 'style'>) => Promise<Gateway>;
  readonly http: () => Promise<Http>;
  /** Read at every use, so a changed setting acts at once. */
  readonly settings: () => { readonly maxConcurrent: number; readonly pollIntervalMs: number };
  readonly log: Log;
  /** Of the dates in messages: the editor's, as `zh-cn`. */
  readonly language: string;
  /** Asked right before a paid request leaves; a failure pauses the task instead. */
  readonly permit?: (task: Task) => Promise<Failure | undefined>;
  /** Told of a request that was let go and certainly bought nothing, where the task itself will never say so. */
  readonly unsent?: (task: Task, why: Unsent) => Promise<void>;
  /** Which take of its shot a new task makes; see `TakeNames.next`. */
  readonly takeNumber?: (task: Task) => number | undefined;
  /** Takes the exact last picture of a take (absolute path): what can decode video is not among us. */
  readonly lastFrame?: (video: string) => Promise<LastFrame>;
}

/** What a test may replace: the platform, not our own code. */
export interface Platform {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly holder: Holder;
}
