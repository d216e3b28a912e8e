import type { Socket } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';
import type { buildConnector as connectorTypes, Dispatcher, Pool as PoolTypes } from 'undici';
import openTunnel from 'undici/lib/api/api-connect.js';
import request from 'undici/lib/api/api-request.js';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';
import { decoded, decodedStream } from './decoded.ts';
import { ConnectError, faultOf, TransferError } from './faultOf.ts';
import type { Http, HttpFault, HttpOptions, HttpOutcome, HttpRequest, HttpStreamOutcome } from './http.ts';
import { bareHost } from './loopback.ts';
import { guardLookup, isPrivateHost, PrivateAddressError, publicLookup } from './privateNetwork.ts';
import { type Route, routeTo } from './route.ts';

/** Six connections an origin: four are kept and shared, two are made anew for each request that asks for it. As many more for what may only reach the public internet. */
const keptConnections = 4;
const freshConnections = 2;
const defaultMaxBytes = 4 * 1024 * 1024;
/** Of a download in `dripMs`, bytes: less is a host that only keeps the connection open. */
const leastBytes = 16 * 1024;
/** Bytes a millisecond, half a megabit a second: an upload on a slow line must not look like silence, least of all a paid one. */
const slowestUpload = 64;

/** The HTTP client. Made of undici's leaf modules, which leave the process-wide dispatcher alone. */
export function createHttp(options: HttpOptions = {}): Http {
  const { connectMs = 15_000, headersMs = 60_000, bodyMs = 30_000, dripMs = 120_000 } = options.limits ?? {};
  const tls = {
    rejectUnauthorized: options.strictSSL ?? true,
    // One context for all connections: parsing some hundred certificates for each of them would cost tens of milliseconds.
    ...(options.ca?.length ? { secureContext: createSecureContext({ ca: [...new Set([...rootCertificates, ...options.ca])] }) } : {}),
  };
  const straight = buildConnector({ ...tls, timeout: connectMs, ...(options.lookup && { lookup: options.lookup }) });
  const guarded = buildConnector({ ...tls, timeout: connectMs, lookup: options.lookup ? guardLookup(options.lookup) : publicLookup });

  const dispatcherFor = (route: Route, connections: number, keepAlive: boolean, publicOnly: boolean): Dispatcher => {
    const pool = {
      connections, pipelining: keepAlive ? 1 : 0, headersTimeout: headersMs, bodyTimeout: bodyMs,
      // Undici says how a connection failed, but not that it was the connection: whoever pays has to know.
      factory: (origin: string | URL, given: object) => new Pool(origin, watched(given, connectMs, route)),
    };
    switch (route.kind) {
      case 'direct': return new Agent({ ...pool, connect: publicOnly ? guarded : straight });
      case 'socks': return new Agent({ ...pool, connect: socksConnector(route, straight, connectMs) });
      case 'http': return new ProxyAgent({
        ...pool, uri: route.proxy, ...(route.authorization !== undefined && { token: route.authorization }), proxyTls: tls, requestTls: tls,
        // The proxy agent calls `connect`, which only undici's index adds to its classes.
        clientFactory: (proxy: URL, given: object) => Object.assign(new Pool(proxy, watched(given, connectMs, route)), { connect: openTunnel }),
      });
    }
  };
  /** By way and kind of connection: one that is kept open never serves a request that would not have been let into it. */
  const dispatchers = new Map<string, Dispatcher>();
  /** Origins to which a connection may be kept open. */
  const answered = new Set<string>();
  let isClosed = false;

  async function dispatcherTo(url: URL, { fresh = false, publicOnly = false }: Pick<HttpRequest, 'fresh' | 'publicOnly'>): Promise<Dispatcher> {
    try {
      const route = await routeTo(url, options);
      const name = JSON.stringify([fresh, publicOnly, route]);
      const dispatcher = dispatchers.get(name) ?? dispatcherFor(route, fresh ? freshConnections : keptConnections, !fresh, publicOnly);
      dispatchers.set(name, dispatcher);
      return dispatcher;
    } catch (error) {
      throw new ConnectError(error, 'proxy');
    }
  }

  async function send(asked: HttpRequest): Promise<Dispatcher.ResponseData> {
    const url = new URL(asked.url);
    asked.signal?.throwIfAborted();
    if (asked.publicOnly && isPrivateHost(url.hostname)) { throw new ConnectError(new PrivateAddressError(url.hostname)); }
    const dispatcher = await dispatcherTo(url, asked);
    asked.signal?.throwIfAborted();
    if (isClosed) { throw new ConnectError('the client is closed', 'other'); }
    return request.call(dispatcher, {
      origin: url.origin, path: url.pathname + url.search, method: asked.method,
      headers: { accept: '*/*', 'accept-encoding': 'identity', ...asked.headers },
      body: asked.body ?? null, signal: asked.signal ?? null, headersTimeout: headersMs + (asked.body?.length ?? 0) / slowestUpload,
    });
  }

  async function once(asked: HttpRequest): Promise<HttpOutcome> {
    const secrets = secretsOf(asked);
    try {
      const { statusCode, headers: received, body } = await send(asked);
      const headers = plainHeaders(received);
      const maxBytes = asked.maxBytes ?? defaultMaxBytes;
      const tooLarge: HttpOutcome = { kind: 'fault', fault: { delivered: 'maybe', reason: 'too-large', detail: `reply ${statusCode} is longer than ${maxBytes} bytes` } };
      const chunks: Uint8Array[] = [];
      let size = 0;
      const deadline = setTimeout(() => { body.destroy(dripping()); }, dripMs);
      try {
        for await (const chunk of body as AsyncIterable<Uint8Array>) {
          size += chunk.length;
          if (size > maxBytes) { return tooLarge; }
          chunks.push(chunk);
        }
      } finally {
        clearTimeout(deadline);
      }
      const whole = await decoded(Buffer.concat(chunks), headers['content-encoding'], maxBytes);
      return whole === 'too-large' ? tooLarge : { kind: 'reply', reply: { status: statusCode, headers, text: whole.toString('utf8') } };
    } catch (error) {
      asked.signal?.throwIfAborted();
      return { kind: 'fault', fault: faultOf(error, secrets) };
    }
  }

  return {
    async request(asked): Promise<HttpOutcome> {
      const origin = originOf(asked.url);
      const mayBeKept = asked.fresh !== true && origin !== undefined && answered.has(origin);
      const outcome = await once(asked);
      if (outcome.kind === 'reply' && asked.fresh !== true && origin !== undefined) { answered.add(origin); }
      // A kept connection that the server was just closing: what only reads is asked again on a new one, at once and once.
      const isStale = outcome.kind === 'fault' && outcome.fault.reason === 'reset' && outcome.fault.delivered === 'maybe';
      return isStale && mayBeKept && asked.method === 'GET' ? once({ ...asked, fresh: true }) : outcome;
    },

    async stream(asked): Promise<HttpStreamOutcome> {
      const secrets = secretsOf(asked);
      try {
        const { statusCode, headers, body } = await send(asked);
        return {
          kind: 'stream',
          stream: {
            status: statusCode, ...decodedStream(plainHeaders(headers), readBody(body, { asked, secrets, dripMs })),
            cancel() { body.on('error', () => undefined).destroy(); },
          },
        };
      } catch (error) {
        asked.signal?.throwIfAborted();
        return { kind: 'fault', fault: faultOf(error, secrets) };
      }
    },

    async close() {
      isClosed = true;
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.close()));
    },
  };
}

interface BodyReading {
  readonly asked: HttpRequest;
  readonly secrets: readonly string[];
  readonly dripMs: number;
}

async function* readBody(body: AsyncIterable<Uint8Array>, { asked, secrets, dripMs }: BodyReading): AsyncGenerator<Uint8Array> {
  let [since, bytes] = [performance.now(), 0];
  try {
    for await (const chunk of body) {
      yield chunk;
      bytes += chunk.length;
      if (bytes >= leastBytes) { [since, bytes] = [performance.now(), 0]; }
      // Pieces come, or `bodyMs` ends it: there is always a next one to look at the time by.
      if (performance.now() - since > dripMs) { throw dripping(); }
    }
  } catch (error) {
    asked.signal?.throwIfAborted();
    throw error instanceof TransferError ? error : new TransferError(faultOf(error, secrets));
  }
}

/** A body that comes in drops would hold its task for ever. */
function dripping(): TransferError {
  return new TransferError({ delivered: 'maybe', reason: 'timeout', detail: 'the reply comes too slowly' });
}

/** Connections that a SOCKS proxy makes, with TLS to the far end on top. */
function socksConnector(route: Extract<Route, { kind: 'socks' }>, straight: connectorTypes.connector, limitMs: number): connectorTypes.connector {
  const open = async ({ protocol, hostname, port }: connectorTypes.Options): Promise<Socket> => {
    // Loaded when a proxy speaks it, and not before.
    const { throughSocks } = await import('./socks.ts');
    return throughSocks(route, bareHost(hostname), Number(port) || (protocol === 'https:' ? 443 : 80), limitMs);
  };
  return (target, callback) => {
    open(target).then((socket) => {
      if (target.protocol === 'https:') { straight({ ...target, httpSocket: socket }, callback); } else { callback(null, socket); }
    }, (error: unknown) => { callback(error instanceof ConnectError ? error : new ConnectError(error, 'proxy'), null); });
  };
}

/** Reasons that a connector of ours found, which no wrapping may hide. */
const ownWords: ReadonlySet<HttpFault['reason']> = new Set(['connect-timeout', 'proxy', 'proxy-login']);

/**
 * Undici's options for a pool, but the errors of their connector say that nothing was sent, and it gives up in time whatever it waits
 * for. What fails through a proxy without a word of its own is the proxy's.
 */
function watched(given: object, limitMs: number, route: Route): PoolTypes.Options {
  // Undici hands its connector to factories among options that it types as `object`.
  const options = given as PoolTypes.Options & { readonly connect: connectorTypes.connector };
  const named = (error: unknown): ConnectError => {
    if (error instanceof ConnectError && ownWords.has(error.fault.reason)) { return error; }
    const plain = new ConnectError(error);
    return plain.fault.reason === 'other' && route.kind !== 'direct' ? new ConnectError(error, 'proxy') : plain;
  };
  const connect: connectorTypes.connector = (target, callback) => {
    let open = true;
    const finish = (error: unknown, socket: Socket | null): void => {
      if (!open) { socket?.destroy(); return; }
      open = false;
      clearTimeout(timer);
      if (socket) { callback(null, socket); } else { callback(named(error), null); }
    };
    const timer = setTimeout(() => { finish(new ConnectError(`no connection to ${target.hostname} within ${limitMs} ms`, 'connect-timeout'), null); }, limitMs);
    options.connect(target, finish);
  };
  return { ...options, connect };
}

/** Undefined for what is no address, which no connection was ever kept to: asking says why. */
function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

function secretsOf({ headers = {} }: HttpRequest): string[] {
  return Object.entries(headers).filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value.replace(/^\w+\s+/, ''));
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value ?? '']));
}
