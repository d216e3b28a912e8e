import type { Cost } from './cost.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { ShotSettings } from '../shots/shot.ts';

/** What is told of a take: the shot as it was ordered, and where. Whoever makes takes has it. Times are milliseconds since the epoch. */
export interface TakeStory {
  /** Of the task that makes it; its end makes file names unique. */
  readonly id: string;
  readonly gateway: GatewayId;
  /** As written. */
  readonly prompt: string;
  readonly sentPrompt: string;
  /** A local first frame is an absolute path. */
  readonly settings: ShotSettings;
  readonly source?: PromptSource;
  /** The task's id at the gateway. */
  readonly remoteId?: string;
  /** As reported by the gateway. */
  readonly cost?: string;
  /** What it was expected to cost when it was ordered; counts where the gateway reports nothing. */
  readonly quote?: Cost;
  /** Which take of its shot it is, as it was counted when it was ordered; see `takeNumbers`. */
  readonly takeNumber?: number;
  readonly createdAt: number;
  readonly submittedAt?: number;
}

/** A story whose video is there. */
export interface FinishedStory extends TakeStory {
  /** Absolute path of the video. */
  readonly file: string;
  readonly completedAt?: number;
  readonly bytes?: number;
  readonly sha256?: string;
}
