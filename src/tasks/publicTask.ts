import type { FailureClass } from '../gateways/failure.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import type { Duration, Resolution } from '../shots/shot.ts';
import type { Task, TaskState } from './task.ts';

/** A task as other extensions see it. Times are milliseconds since the epoch. */
export interface PublicTask {
  readonly id: string;
  readonly gateway: GatewayId;
  readonly state: TaskState;
  /** 0–100. */
  readonly progress: number;
  readonly prompt: string;
  readonly sentPrompt: string;
  /** Seconds. */
  readonly duration: Duration;
  readonly resolution: Resolution;
  readonly remoteId?: string;
  readonly createdAt: number;
  readonly completedAt?: number;
  readonly expiresAt?: number;
  /** Absolute path. */
  readonly file?: string;
  readonly cost?: string;
  /** The same for all tasks that were ordered together. */
  readonly order?: string;
  /** Of a `held` task: the title of the shot whose last frame it starts with, and the task that makes it. */
  readonly waitsFor?: { readonly shot: string; readonly task?: string };
  readonly failure?: { readonly class: FailureClass; readonly message: string; readonly remedy?: string };
}

/** What the extension's API gives out of a task; nothing else of the record leaves. */
export function toPublicTask(task: Task): PublicTask {
  const { id, gateway, state, progress, prompt, sentPrompt, settings, remoteId, createdAt, completedAt, expiresAt, file, cost, order, waitsFor, failure } = task;
  return {
    id, gateway, state, progress, prompt, sentPrompt, duration: settings.duration, resolution: settings.resolution,
    ...(remoteId !== undefined && { remoteId }),
    createdAt,
    ...(completedAt !== undefined && { completedAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(file !== undefined && { file }),
    ...(cost !== undefined && { cost }),
    ...(order && { order: order.id }),
    ...(waitsFor && { waitsFor: { shot: waitsFor.shot, ...(waitsFor.task !== undefined && { task: waitsFor.task }) } }),
    ...(failure && { failure: { class: failure.class, message: failure.message, ...(failure.remedy !== undefined && { remedy: failure.remedy }) } }),
  };
}
