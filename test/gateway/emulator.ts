import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeClip } from './clip.ts';
import { dialects } from './dialect.ts';
import { FaultBook, type FaultOrder, type Vendor } from './fault.ts';
import { serveFile } from './fileHost.ts';
import { answer, parseJson, send, stepOf, type World } from './gatewayApi.ts';
import { type LogEntry, RequestLog } from './requestLog.ts';
import type { Ripening, VideoTask } from './videoTask.ts';

export interface EmulatorOptions {
  readonly keys?: Readonly<Record<Vendor, string>>;
  /** Default: one read says queued, one running, the third completed. */
  readonly ripening?: Ripening;
  /** The finished video; a small real mp4 is made when absent. */
  readonly clip?: Uint8Array;
  /** How long a link to the video works. Default a day. */
  readonly linkLifeMs?: number;
  /** Refuse directives of the other gateway's vocabulary. Default true. */
  readonly strictVocabulary?: boolean;
  /** What a task takes from the balance. Default 0: it stays. */
  readonly price?: number;
  readonly ports?: Partial<Record<Vendor | 'files', number>>;
}

/** Both gateways and the host of their files, each at an origin of its own on loopback. */
export interface Emulator {
  /** Base URLs, as the settings take them. */
  readonly apimart: string;
  readonly toapis: string;
  /** Origin of videos and uploads. */
  readonly files: string;
  /** Where other processes reach `POST /__control` and `GET /__log`. */
  readonly control: string;
  readonly keys: Readonly<Record<Vendor, string>>;
  readonly log: RequestLog;
  /** Every task that was charged. */
  readonly tasks: readonly VideoTask[];
  readonly clip: Uint8Array;
  /** POSTs of a generation that arrived, answered or not. */
  submits(gateway?: Vendor): number;
  setFault(order: FaultOrder): void;
  clearFaults(): void;
  /** Whether a fault waits that leaves this very request without an answer, or without its end. */
  leavesUnanswered(method: string, url: string): boolean;
  /** Completes one task, or all. */
  finish(id?: string): void;
  close(): Promise<void>;
}

/** What `POST /__control` takes. */
export interface ControlOrder {
  readonly fault?: FaultOrder;
  readonly clearFaults?: boolean;
  /** A task id, or `true` for all. */
  readonly finish?: string | true;
}

/** What `GET /__log` gives. */
export interface ControlReport {
  readonly submits: number;
  readonly charged: number;
  readonly entries: readonly LogEntry[];
  readonly tasks: readonly VideoTask[];
}

export const emulatorKeys: Readonly<Record<Vendor, string>> = { apimart: 'sk-apimart-emulator-0001', toapis: 'sk-toapis-emulator-0001' };

/** Starts the emulator on loopback; resolves when all three origins listen. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const keys = options.keys ?? emulatorKeys;
  const log = new RequestLog();
  const faults = new FaultBook();
  const tasks: VideoTask[] = [];
  const clip = options.clip ?? await makeClip();
  const linkLifeMs = options.linkLifeMs ?? 24 * 3600_000;
  let files = '';
  let links = 0;
  const world: World = {
    tasks, uploads: new Map(),
    ripening: options.ripening ?? { by: 'reads', queuedReads: 1, runningReads: 1 },
    strictVocabulary: options.strictVocabulary ?? true, price: options.price ?? 0,
    link(task) {
      const expiresAt = Date.now() + linkLifeMs;
      return { url: `${files}/videos/${task.id}.mp4?expires=${expiresAt}&signature=emulated-${++links}`, expiresAt: Math.floor(expiresAt / 1000) };
    },
    uploadUrl: (name) => `${files}/uploads/${encodeURIComponent(name)}`,
  };

  async function onApi(gateway: Vendor, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path.startsWith('/__')) { await onControl(path, request, response); return; }
    const step = stepOf(gateway, request.method ?? '', path);
    const payload = await readBody(request);
    log.add(entryOf(request, step, gateway, payload));
    const fault = step === 'other' ? undefined : faults.take(step, gateway);
    if (step !== 'prices' && request.headers.authorization !== `Bearer ${keys[gateway]}`) {
      send(response, 401, dialects[gateway].error(401, 'Invalid API key', 'authentication_error'), {});
      return;
    }
    if (request.method === 'GET' && path.endsWith('/content')) { serveOwnFile(request, response); return; }
    answer({ gateway, step, path, request, response, payload, fault }, world);
  }

  /** Relays serve the videos themselves, to whoever has the key: `/v1/videos/ID/content`, moved elsewhere with `?moved`. */
  function serveOwnFile(request: IncomingMessage, response: ServerResponse): void {
    const moved = (request.url ?? '').endsWith('?moved');
    serveFile(request, response, { bytes: clip, type: 'video/mp4' }, moved ? { kind: 'redirect', to: `${files}/videos/moved.mp4?expires=${Date.now() + linkLifeMs}` } : undefined);
  }

  async function onFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path.startsWith('/__')) { await onControl(path, request, response); return; }
    log.add(entryOf(request, 'file', undefined, Buffer.alloc(0)));
    const upload = world.uploads.get(decodeURIComponent(path.replace('/uploads/', '')));
    if (path.startsWith('/uploads/') && upload) { serveFile(request, response, upload, undefined); return; }
    const expires = Number(new URL(request.url ?? '/', files).searchParams.get('expires'));
    const fault = faults.take('file') ?? (expires < Date.now() ? { kind: 'expired' } as const : undefined);
    serveFile(request, response, { bytes: clip, type: 'video/mp4' }, path.startsWith('/videos/') ? fault : { kind: 'gone' });
  }

  async function onControl(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (path === '/__log') {
      send(response, 200, { submits: log.count('submit'), charged: tasks.length, entries: log.entries, tasks } satisfies ControlReport, {});
      return;
    }
    const order = parseJson(await readBody(request)) as ControlOrder;
    if (order.clearFaults) { faults.clear(); }
    if (order.fault) { faults.add(order.fault); }
    if (order.finish !== undefined) { finish(order.finish === true ? undefined : order.finish); }
    send(response, 200, { done: true }, {});
  }

  function entryOf(request: IncomingMessage, step: LogEntry['step'], gateway: Vendor | undefined, payload: Buffer): Omit<LogEntry, 'number' | 'at'> {
    const token = request.headers.authorization;
    const bearer = token === undefined ? undefined
      : token === `Bearer ${keys.apimart}` ? 'apimart' : token === `Bearer ${keys.toapis}` ? 'toapis' : 'unknown';
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, name === 'authorization' ? `Bearer <${bearer}>` : String(value)]));
    return {
      step, method: request.method ?? '', path: request.url ?? '', headers, ...(gateway ? { gateway } : {}), ...(bearer ? { bearer } : {}),
      ...((request.headers['content-type'] ?? '').includes('json') ? { body: parseJson(payload) } : {}),
    };
  }

  function finish(id?: string): void {
    for (const task of tasks) { if (id === undefined || task.id === id) { task.finished = true; } }
  }

  const servers = {
    apimart: await listen((request, response) => onApi('apimart', request, response), options.ports?.apimart),
    toapis: await listen((request, response) => onApi('toapis', request, response), options.ports?.toapis),
    files: await listen(onFile, options.ports?.files),
  };
  files = originOf(servers.files);
  const [apimart, toapis] = [originOf(servers.apimart), originOf(servers.toapis)];

  return {
    apimart, toapis, files, control: files, keys, log, tasks, clip,
    submits: (gateway) => log.count('submit', gateway),
    setFault: (order) => { faults.add(order); },
    leavesUnanswered(method, url) {
      const { origin, pathname } = new URL(url);
      if (origin === files) return faults.isSilent('file');
      const gateway = origin === apimart ? 'apimart' : origin === toapis ? 'toapis' : undefined;
      const step = gateway === undefined ? 'other' : stepOf(gateway, method, pathname);
      return step !== 'other' && faults.isSilent(step, gateway);
    },
    clearFaults: () => { faults.clear(); },
    finish,
    async close() {
      await Promise.all(Object.values(servers).map((server) => new Promise<void>((resolve) => {
        server.close(() => { resolve(); });
        server.closeAllConnections();
      })));
    },
  };
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>, port = 0): Promise<Server> {
  const server = createServer((request, response) => {
    // A client that hangs up half-way is a normal event here.
    response.on('error', () => undefined);
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) { send(response, 500, { error: { message: String(error) } }, {}); }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://emulator').pathname;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) { chunks.push(chunk as Buffer); }
  return Buffer.concat(chunks);
}
