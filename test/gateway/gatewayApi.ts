import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { dialects } from './dialect.ts';
import type { Fault, Vendor } from './fault.ts';
import type { RelayReply } from './relays/reply.ts';
import { relayReplies } from './relays/relays.ts';
import { readSubmission } from './requestForm.ts';
import { ripeness, type Ripening, type VideoTask } from './videoTask.ts';
import { readUpload } from './uploadForm.ts';

/** What the API of one gateway works on; shared by both in one emulator. */
export interface World {
  readonly tasks: VideoTask[];
  readonly uploads: Map<string, { bytes: Uint8Array; type: string }>;
  readonly ripening: Ripening;
  readonly strictVocabulary: boolean;
  /** What a task takes from the balance. */
  readonly price: number;
  /** A fresh signed link to the clip. */
  link(task: VideoTask): { url: string; expiresAt: number };
  uploadUrl(name: string): string;
}

export type Step = 'submit' | 'status' | 'upload' | 'balance' | 'prices' | 'other';

/** Which call this is. */
export function stepOf(gateway: Vendor, method: string, path: string): Step {
  if (method === 'POST' && path === '/v1/videos/generations') { return 'submit'; }
  if (method === 'POST' && path === '/v1/uploads/images') { return 'upload'; }
  if (method === 'GET' && path === '/v1/balance') { return 'balance'; }
  if (method === 'GET' && gateway === 'apimart' && path === '/api/pricing/model') { return 'prices'; }
  if (method === 'GET' && dialects[gateway].statusPath.test(path)) { return 'status'; }
  return 'other';
}

export interface Call {
  readonly gateway: Vendor;
  readonly step: Step;
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly payload: Buffer;
  readonly fault: Fault | undefined;
}

/** Answers an authorised call, or breaks it in the way its fault says. */
export function answer(call: Call, world: World): void {
  const { fault, request, response } = call;
  switch (fault?.kind) {
    case 'resetBefore': request.socket.resetAndDestroy(); return;
    case 'resetAfter': perform(call, world); request.socket.resetAndDestroy(); return;
    case 'silence': if (fault.accepted) { perform(call, world); } return;
    case 'html502':
      if (fault.accepted) { perform(call, world); }
      send(response, 502, '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>', { 'content-type': 'text/html' });
      return;
    case 'rateLimited':
      send(response, 429, dialects[call.gateway].error(call.gateway === 'apimart' ? 429 : 'rate_limit_exceeded', 'Too many requests', 'rate_limit_error'), {
        ...fault.headers, ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
      });
      return;
    case 'unreadable': perform(call, world); send(response, 200, '{"code":200,"da', {}); return;
    case 'withoutId': perform(call, world); send(response, 200, call.gateway === 'apimart' ? { code: 200, data: [{ status: 'submitted' }] } : { object: 'generation.task', status: 'queued' }, {}); return;
    case 'reply': send(response, fault.status, fault.body, fault.headers ?? {}); return;
    case 'relay': sendAsRelay(response, fault.name, request.headers.authorization ?? ''); return;
    default: {
      const done = perform(call, world);
      send(response, done.status, done.body, {});
    }
  }
}

/** `$KEY` in the reply becomes the caller's own key. */
function sendAsRelay(response: ServerResponse, name: string, authorization: string): void {
  const row = relayReplies.find((each) => each.name === name);
  if (!row) { send(response, 500, { error: { message: `no such relay reply: ${name}` } }, {}); return; }
  const text = (typeof row.body === 'string' ? row.body : JSON.stringify(row.body)).replaceAll('$KEY', authorization.replace('Bearer ', ''));
  const type: Record<string, string> = text.startsWith('<') ? { 'content-type': 'text/html' } : {};
  if (row.encoding === undefined) { send(response, row.status, text, { ...type, ...row.headers }); return; }
  response.writeHead(row.status, { 'content-type': 'application/json', ...type, 'content-encoding': row.encoding === 'raw-deflate' ? 'deflate' : row.encoding, ...row.headers });
  response.end(compressors[row.encoding](Buffer.from(text)));
}

const compressors: Readonly<Record<NonNullable<RelayReply['encoding']>, (bytes: Buffer) => Buffer>> = {
  gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync, 'raw-deflate': deflateRawSync, zstd: zstdCompressSync,
};

interface Done { readonly status: number; readonly body: unknown }

function perform(call: Call, world: World): Done {
  const dialect = dialects[call.gateway];
  switch (call.step) {
    case 'submit': return submit(call, world);
    case 'upload': return upload(call, world);
    case 'balance': return { status: 200, body: dialect.balance(remaining(call.gateway, world)) };
    case 'prices': return { status: 200, body: pricePage };
    case 'status': {
      const id = decodeURIComponent(dialect.statusPath.exec(call.path)?.[1] ?? '');
      const task = world.tasks.find((each) => each.id === id && each.gateway === call.gateway);
      if (!task) { return { status: 404, body: dialect.error(404, 'Task not found', 'not_found_error') }; }
      task.reads++;
      if (call.fault?.kind === 'failed') { task.failed = true; }
      return { status: 200, body: dialect.status(task, ripeness(task, world.ripening, Date.now()), world.link(task), call.fault) };
    }
    case 'other': return { status: 404, body: dialect.error(404, `No such endpoint: ${call.request.method ?? ''} ${call.path}`, 'not_found_error') };
  }
}

/** A gateway takes its price when it accepts a task, and gives it back when it fails. */
function remaining(gateway: Vendor, { tasks, price }: World): number {
  const charged = tasks.filter((task) => task.gateway === gateway && task.failed !== true).length;
  return Math.round((12.34 - charged * price) * 1e6) / 1e6;
}

/** In the form that public clients of APIMart read; the numbers are ours. */
export const pricePage = {
  success: true,
  data: { model_name: 'MiniMax-Hailuo-2.3', billing_type: 'resolution_duration', model_price: 0.25, resolution_duration_prices: { '768P-6s': 0.25, '768P-10s': 0.5, '1080P-6s': 0.44 } },
};

function submit(call: Call, world: World): Done {
  const { gateway, request } = call;
  const dialect = dialects[gateway];
  const invalid = (message: string): Done => (
    { status: 400, body: dialect.error(gateway === 'apimart' ? 400 : 'invalid_request', message, 'invalid_request_error') }
  );
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) { return invalid('Content-Type must be application/json'); }
  const body = parseJson(call.payload);
  if (body === undefined) { return invalid('body is not JSON'); }
  const reading = readSubmission(gateway, body, world.strictVocabulary);
  if ('refused' in reading) { return invalid(reading.refused); }
  const key = gateway === 'apimart' ? header(request, 'idempotency-key') : undefined;
  const earlier = key === undefined ? undefined : world.tasks.find((task) => task.idempotencyKey === key);
  if (earlier) {
    return JSON.stringify(earlier.body) === JSON.stringify(body)
      ? { status: 200, body: dialect.submitted(earlier) }
      : { status: 409, body: dialect.error('idempotency_key_reused', 'The key was used with another request', 'conflict') };
  }
  const task: VideoTask = {
    id: dialect.taskId(world.tasks.length + 1), gateway, form: reading.ok, body, ...(key === undefined ? {} : { idempotencyKey: key }),
    createdAt: Date.now(), reads: 0, finished: false,
  };
  world.tasks.push(task);
  return { status: 200, body: dialect.submitted(task) };
}

function upload(call: Call, world: World): Done {
  const dialect = dialects[call.gateway];
  const file = readUpload(call.request.headers['content-type'] ?? '', call.payload);
  if ('refused' in file) { return { status: 400, body: dialect.uploadRefused(file.refused) }; }
  if (file.bytes.length > dialect.maxUpload) { return { status: 400, body: dialect.uploadRefused(`file exceeds ${dialect.maxUpload / 1024 / 1024}MB`) }; }
  const name = `${world.uploads.size + 1}-${file.name}`;
  world.uploads.set(name, { bytes: file.bytes, type: file.type });
  return { status: 200, body: dialect.uploaded(world.uploadUrl(name), file.bytes.length, file.type) };
}

/** Parses a JSON body; `undefined` when it is none. */
export function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A string body goes out as it is, anything else as JSON. */
export function send(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
