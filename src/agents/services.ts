import type * as vscode from 'vscode';
import type { GatewayId } from '../gateways/gateway.ts';
import type { BalanceOutcome, KeyOutcome } from '../gateways/gateway.ts';
import type { PaidGatewayId } from '../host/settings.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import type { Take } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';
import type { Task } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Allowance } from '../wallet/allowance.ts';
import type { Wallet } from '../wallet/wallet.ts';

/** A shot that an agent wants, as the gate takes it. */
export interface AgentShot {
  readonly prompt: string;
  readonly written: WrittenSettings;
  readonly source?: PromptSource;
}

/** A shot as it would be ordered now. */
export interface PlannedForAgent {
  readonly name: string;
  readonly gateway: GatewayId;
  readonly seconds: 6 | 10;
  readonly resolution: '768p' | '1080p';
  readonly takes: number;
  /** Problems that do not keep it from being made. */
  readonly warnings: readonly string[];
}

export interface ShotRefusal { readonly message: string; readonly onlyFree?: boolean }

export type AgentPlan =
  | { readonly kind: 'planned'; readonly shots: readonly PlannedForAgent[] }
  /** Why not: a sentence each, with the shot's name; and shot by shot, undefined for one that has nothing wrong. `onlyFree`: a paid gateway would take it. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly each: readonly (ShotRefusal | undefined)[] };

/** An order by a quote, whose videos have these ids; made again it is the same order. */
export interface AgentOrder {
  readonly quote: string;
  readonly ids: readonly string[];
  readonly shots: readonly AgentShot[];
  /** False: the person's allowance lets it go; what costs nothing goes anyway. */
  readonly needsApproval: boolean;
  /** The call was given up: what is not written yet waits for a word, whatever was allowed. */
  readonly stopped: () => boolean;
}

export type AgentOrdered =
  | { readonly kind: 'placed'; readonly tasks: readonly Task[]; /** Why not all of it. */ readonly trouble?: string }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** What the tools draw on; each a narrow thing, so that a test can stand for it. */
export interface AgentServices {
  /** Our own folder. */
  readonly storage: string;
  readonly tasks: Pick<Tasks, 'list' | 'get' | 'onDidChange' | 'ready'>;
  readonly takes: Pick<Takes, 'all' | 'read'>;
  readonly wallet: Pick<Wallet, 'orders' | 'quote' | 'over' | 'countsAs' | 'limits' | 'refresh'>;
  /** What the person lets agents spend without a question; only the person sets it. */
  readonly allowance: Omit<Allowance, 'set'>;
  readonly plan: (shots: readonly AgentShot[]) => Promise<AgentPlan>;
  readonly order: (order: AgentOrder) => Promise<AgentOrdered>;
  /** Tells the person of orders that need a word; never waits for it. */
  readonly tellOfOrders: (ids: readonly string[]) => void;
  readonly hasKey: (gateway: PaidGatewayId) => Promise<boolean>;
  /** Both without cost; undefined: there is no key. */
  readonly ask: (gateway: PaidGatewayId, signal: AbortSignal) => Promise<{ readonly key: KeyOutcome; readonly balance: BalanceOutcome; readonly baseUrl: string } | { readonly problem: string } | undefined>;
  /** Absolute path of a picture of a video, where one was made. */
  readonly posterOf: (take: Take) => Promise<string | undefined>;
  /** A first frame as written → a URL or an absolute path. */
  readonly locateFirstFrame: (written: string, document: vscode.Uri | undefined) => string;
}
