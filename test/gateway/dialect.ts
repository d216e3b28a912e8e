import * as replies from '../support/replies.ts';
import type { Fault, Vendor } from './fault.ts';
import type { Ripeness, VideoTask } from './videoTask.ts';

/** Where the two APIs differ in what they answer. */
export interface Dialect {
  readonly statusPath: RegExp;
  readonly maxUpload: number;
  taskId(number: number): string;
  submitted(task: VideoTask): unknown;
  status(task: VideoTask, ripeness: Ripeness, link: { url: string; expiresAt: number }, fault: Fault | undefined): unknown;
  uploaded(url: string, bytes: number, type: string): unknown;
  uploadRefused(message: string): unknown;
  balance(remaining: number): unknown;
  error(code: number | string, message: string, type: string): unknown;
}

const phaseWords: Record<Vendor, Record<Ripeness['phase'], string>> = {
  apimart: { queued: 'pending', running: 'processing', completed: 'completed' },
  toapis: { queued: 'queued', running: 'in_progress', completed: 'completed' },
};

/** What a status reply says, fault included, before it takes a gateway's shape. */
function statusFacts(gateway: Vendor, task: VideoTask, ripeness: Ripeness, link: { url: string; expiresAt: number }, fault: Fault | undefined): replies.VideoFacts {
  const created = Math.floor(task.createdAt / 1000);
  const base = { id: task.id, created, status: phaseWords[gateway][ripeness.phase], progress: ripeness.progress };
  if (fault?.kind === 'failed') {
    return {
      ...base, status: 'failed', progress: 0,
      error: { code: fault.code ?? (gateway === 'apimart' ? 500 : 'generation_failed'), message: fault.message ?? 'The video could not be generated' },
    };
  }
  if (fault?.kind === 'word') { return { ...base, status: fault.status, progress: fault.progress ?? ripeness.progress }; }
  const completedNow = ripeness.phase === 'completed' || fault?.kind === 'withoutLink' || fault?.kind === 'link' || fault?.kind === 'urlForm' || fault?.kind === 'olderForm';
  if (!completedNow) { return base; }
  const completed = { ...base, status: 'completed', progress: 100, completed: created + 265 };
  if (fault?.kind === 'withoutLink') { return completed; }
  const url = fault?.kind === 'link' ? fault.url : link.url;
  const asArray = fault?.kind === 'urlForm' ? fault.form === 'array' : gateway === 'apimart';
  return { ...completed, url: asArray ? [url] : url, expiresAt: link.expiresAt };
}

export const dialects: Readonly<Record<Vendor, Dialect>> = {
  apimart: {
    statusPath: /^\/v1\/tasks\/([^/?]+)$/,
    maxUpload: 20 * 1024 * 1024,
    taskId: (number) => `task_01EMULATOR${String(number).padStart(12, '0')}`,
    submitted: (task) => replies.apimartSubmitted(task.id),
    status(task, ripeness, link, fault) {
      const facts = statusFacts('apimart', task, ripeness, link, fault);
      if (fault?.kind === 'olderForm') {
        return replies.apimartOlderStatus({ ...facts, status: 'success', progress: '100%', url: link.url });
      }
      return replies.apimartStatus(facts);
    },
    uploaded: replies.apimartUploaded,
    uploadRefused: (message) => replies.apimartError(400, message, 'invalid_request_error'),
    balance: replies.apimartBalance,
    error: (code, message, type) => replies.apimartError(code, message, type),
  },
  toapis: {
    statusPath: /^\/v1\/videos\/generations\/([^/?]+)$/,
    maxUpload: 10 * 1024 * 1024,
    taskId: (number) => `video_01EMULATOR${String(number).padStart(12, '0')}`,
    submitted: (task) => replies.toapisSubmitted(task.id, task.form.resolution),
    status: (task, ripeness, link, fault) => replies.toapisStatus(statusFacts('toapis', task, ripeness, link, fault)),
    uploaded: replies.toapisUploaded,
    uploadRefused: (message) => ({ success: false, message }),
    balance: replies.toapisBalance,
    error: (code, message, type) => replies.toapisError(code, message, type),
  },
};
