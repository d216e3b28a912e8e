/** Replies of both gateways in the shapes their pages print; the emulator sends them and tests bend them. */

export type JsonObject = Record<string, unknown>;

export interface VideoFacts {
  readonly id: string;
  readonly status: string;
  readonly progress?: number | string;
  readonly url?: string | readonly string[];
  /** Unix seconds. */
  readonly created?: number;
  readonly completed?: number;
  readonly expiresAt?: number;
  readonly error?: { readonly code: number | string; readonly message: string };
}

export function apimartSubmitted(taskId: string): JsonObject {
  return { code: 200, data: [{ status: 'submitted', task_id: taskId }] };
}

/** The form that a response-version header asks for. */
export function apimartAccepted(taskId: string): JsonObject {
  return { code: 202, data: { object: 'generation.task', id: taskId, status: 'queued' } };
}

export function apimartStatus(facts: VideoFacts): JsonObject {
  const data: JsonObject = {
    id: facts.id, status: facts.status, progress: facts.progress ?? 0, created: facts.created ?? 1762853430, estimated_time: 600,
  };
  if (facts.url !== undefined) {
    data['result'] = { thumbnail_url: 'https://cdn.example/thumbnail.jpg', videos: [{ url: facts.url, expires_at: facts.expiresAt ?? 1762940095 }] };
  }
  if (facts.completed !== undefined) {
    data['completed'] = facts.completed;
    data['actual_time'] = facts.completed - (facts.created ?? 1762853430);
  }
  if (facts.error) { data['error'] = { ...facts.error, type: 'server_error' }; }
  return { code: 200, data };
}

export function apimartOlderStatus(facts: VideoFacts): JsonObject {
  const reply: JsonObject = { id: facts.id, status: facts.status, progress: facts.progress ?? '0%' };
  if (facts.url !== undefined) { reply['result_url'] = facts.url; }
  if (facts.error) { reply['reason'] = facts.error.message; }
  return reply;
}

export function apimartError(code: number | string, message: string, type: string): JsonObject {
  return { error: { code, message, type } };
}

export function apimartUploaded(url: string, bytes: number, contentType: string): JsonObject {
  return { url, filename: url.split('/').at(-1), content_type: contentType, bytes, created_at: 1762853430 };
}

export function apimartBalance(remaining: number): JsonObject {
  return { success: true, remain_balance: remaining, used_balance: 1.5, unlimited_quota: false };
}

export function toapisSubmitted(id: string, resolution: string): JsonObject {
  return {
    id, object: 'generation.task', model: 'MiniMax-Hailuo-2.3', status: 'queued', progress: 0, created_at: 1768380224, metadata: { resolution },
  };
}

export function toapisStatus(facts: VideoFacts): JsonObject {
  const reply: JsonObject = {
    id: facts.id, object: 'generation.task', status: facts.status, progress: facts.progress ?? 0, created_at: facts.created ?? 1778569600,
  };
  if (facts.completed !== undefined) { reply['completed_at'] = facts.completed; }
  if (facts.url !== undefined) {
    reply['expires_at'] = facts.expiresAt ?? 1778656300;
    reply['result'] = { type: 'video', data: [{ url: facts.url, format: 'mp4' }] };
  }
  if (facts.error) { reply['error'] = facts.error; }
  return reply;
}

export function toapisError(code: number | string, message: string, type: string): JsonObject {
  return { error: { code, message, type } };
}

export function toapisUploaded(url: string, size: number, mimeType: string): JsonObject {
  return { success: true, message: 'ok', data: { id: 'file_01', url, mime_type: mimeType, size } };
}

export function toapisBalance(remaining: number): JsonObject {
  return {
    success: true, remain_balance: remaining, used_balance: 1.5, unlimited_quota: false,
    remain_credits: remaining * 200, used_credits: 300, credits_per_usd: 200,
  };
}
