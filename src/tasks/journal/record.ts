import * as z from 'zod/mini';
import type { Failure } from '../../gateways/failure.ts';
import type { Prepared } from '../../gateways/gateway.ts';
import { gatewayIds } from '../../gateways/gateway.ts';
import type { GatewayStyle } from '../../gateways/style.ts';
import { durations, resolutions } from '../../shots/shot.ts';
import { unchangedBy } from '../../storage/unchanged.ts';
import { costSchema } from '../../takes/cost.ts';
import type { Task } from '../task.ts';
import { taskStates } from '../task.ts';

const failureClasses = ['auth', 'balance', 'rate', 'content', 'invalid', 'server', 'network', 'denied', 'unknown-outcome', 'result', 'storage', 'render', 'cancelled'] as const satisfies readonly Failure['class'][];
const failureCommands = ['setApiKey', 'resolveUnconfirmed', 'checkNow', 'generateAgain', 'openLink', 'startWithout'] as const satisfies readonly NonNullable<Failure['command']>[];
const maybeNumber = z.optional(z.number());
const maybeText = z.optional(z.string());

export const settingsSchema = z.looseObject({
  duration: z.literal(durations),
  resolution: z.enum(resolutions),
  promptOptimizer: z.boolean(),
  fastPretreatment: z.boolean(),
  watermark: z.boolean(),
  firstFrame: maybeText,
});

const failureSchema = z.looseObject({
  class: z.catch(z.enum(failureClasses), 'server'),
  message: z.string(),
  remedy: maybeText,
  command: z.catch(z.optional(z.enum(failureCommands)), undefined),
  code: maybeText,
  detail: maybeText,
});

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const preparedSchema = z.looseObject({
  sentPrompt: z.string(),
  body: z.custom<Prepared['body']>(isObject),
  inlineFirstFrame: z.optional(z.looseObject({ path: z.string(), mime: z.string(), sha256: z.string() })),
});

/** A style that only a later release knows reads as none: the settings rule then. */
const styleSchema = z.catch(z.optional(z.looseObject({
  directiveLanguage: z.enum(['auto', 'en', 'zh', 'asWritten'] as const satisfies readonly GatewayStyle['directiveLanguage'][]),
  apimartFirstFrame: z.enum(['upload', 'inline'] as const satisfies readonly GatewayStyle['apimartFirstFrame'][]),
  toapisRequestStyle: z.enum(['metadata', 'topLevel'] as const satisfies readonly GatewayStyle['toapisRequestStyle'][]),
})), undefined);

/** Fields of later releases are kept, so that an older window rewrites a record without loss. */
const taskSchema = z.looseObject({
  version: z.literal(1),
  id: z.string().check(z.regex(/^[\w-]{1,100}$/u)),
  revision: z.number(),
  gateway: z.enum(gatewayIds),
  baseUrl: maybeText,
  state: z.enum(taskStates),
  progress: z.number(),
  prompt: z.string(),
  sentPrompt: z.string(),
  settings: settingsSchema,
  style: styleSchema,
  source: z.optional(z.looseObject({ uri: z.string(), line: z.number(), title: z.optional(z.string()), written: z.optional(z.string()) })),
  folder: z.string(),
  createdAt: z.number(),
  submittedAt: maybeNumber,
  completedAt: maybeNumber,
  expiresAt: maybeNumber,
  estimatedSeconds: maybeNumber,
  idempotencyKey: z.string(),
  prepared: z.optional(preparedSchema),
  preparedAt: maybeNumber,
  remoteId: maybeText,
  file: maybeText,
  bytes: maybeNumber,
  sha256: maybeText,
  cost: maybeText,
  quote: z.catch(z.optional(costSchema), undefined),
  approval: z.optional(z.looseObject({ quote: z.string(), concerns: z.array(z.string()), approvedAt: maybeNumber })),
  failure: z.optional(failureSchema),
  order: z.optional(z.looseObject({ id: z.string(), title: maybeText })),
  again: maybeText,
  takeNumber: maybeNumber,
  waitsFor: z.optional(z.looseObject({ shot: z.string(), task: maybeText, file: maybeText, not: maybeText })),
  retryAt: maybeNumber,
  tries: maybeNumber,
  mayBeCharged: z.optional(z.boolean()),
  secondTry: z.optional(z.enum(['sent', 'refused'])),
  pausedFrom: z.optional(z.enum(taskStates)),
  followedSince: maybeNumber,
  checkRequestedAt: maybeNumber,
  adopted: z.optional(z.boolean()),
  orderedElsewhere: z.optional(z.boolean()),
  target: maybeText,
  partial: z.optional(z.object({ validator: maybeText, bytes: maybeNumber })),
});

const tombstoneSchema = z.object({ id: z.string(), removed: z.literal(true) });
const envelopeSchema = z.object({ version: z.number(), id: z.string(), gateway: z.string(), state: z.string() });

const isTask = unchangedBy(taskSchema);

/** What one journal file or line holds. `newer` was written by a later release and is left alone. */
export type Entry =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'removed'; readonly id: string }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly reason: string };

export function readEntry(text: string): Entry {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', reason: error instanceof Error ? error.message : 'no JSON' };
  }
  if (isTask(value)) {
    return { kind: 'task', task: value as Task };
  }
  const task = taskSchema.safeParse(value);
  if (task.success) {
    return { kind: 'task', task: task.data };
  }
  const tombstone = tombstoneSchema.safeParse(value);
  if (tombstone.success) {
    return { kind: 'removed', id: tombstone.data.id };
  }
  return isNewer(value) ? { kind: 'newer' } : { kind: 'damaged', reason: z.prettifyError(task.error) };
}

function isNewer(value: unknown): boolean {
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) {
    return false;
  }
  const { version, gateway, state } = envelope.data;
  const known = (list: readonly string[], word: string): boolean => list.includes(word);
  return version > 1 || !known(gatewayIds, gateway) || !known(taskStates, state);
}

/** On one line, so that a record is also a line of the ledger. */
export function taskText(task: Task): string {
  return JSON.stringify(task);
}

export function removalText(id: string): string {
  return JSON.stringify({ id, removed: true });
}
