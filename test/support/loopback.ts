import { createServer as createPlain, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { connect, createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { lookup } from 'node:dns';
import type { TestContext } from 'node:test';
import { generate } from 'selfsigned';
import type { Lookup } from '../../src/gateways/http/privateNetwork.ts';

/** A name of a public host that only test proxies and `testLookup` resolve: loopback itself is never reached through a proxy. */
export const publicName = 'gateway.test';

/** `dns.lookup` that knows `publicName`, at an address that the test may change. */
export function testLookup(address: () => string = () => '127.0.0.1'): Lookup {
  return (host, options, callback) => {
    if (host !== publicName) { lookup(host, options, callback); return; }
    const family = address().includes(':') ? 6 : 4;
    if (options.all) { callback(null, [{ address: address(), family }]); } else { callback(null, address(), family); }
  };
}

/** Listens on a free loopback port until the test ends; resolves to the port. */
export async function listen(t: Pick<TestContext, 'after'>, server: TcpServer | Server, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => { sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket))); });
  await new Promise<void>((resolve) => { server.listen(0, host, resolve); });
  t.after(() => new Promise<void>((resolve) => {
    server.close(() => { resolve(); });
    for (const socket of sockets) { socket.destroy(); }
  }));
  return (server.address() as AddressInfo).port;
}

/** A plain server; resolves to its origin. */
export async function serve(t: Pick<TestContext, 'after'>, listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(t, createPlain(listener))}`;
}

/** A TLS server with a certificate that nobody trusts unless told; resolves to its origin and that certificate. */
export async function serveSecurely(t: Pick<TestContext, 'after'>, listener: RequestListener, host?: string, validity: { readonly notBeforeDate?: Date; readonly notAfterDate?: Date } = {}): Promise<{ origin: string; certificate: string; port: number }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...validity,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 2, value: publicName }, { type: 7, ip: '127.0.0.1' }, { type: 7, ip: '::1' }] }],
  });
  const server = createSecure({ key, cert }, listener);
  const port = await listen(t, server, host);
  return { origin: `https://localhost:${port}`, certificate: cert, port };
}

/** Raw TCP, for servers that misbehave below HTTP; resolves to an http origin. */
export async function serveRaw(t: Pick<TestContext, 'after'>, onConnection: (socket: Socket) => void): Promise<string> {
  return `http://127.0.0.1:${await listen(t, createTcp(onConnection))}`;
}

export interface LoopbackProxy {
  readonly url: string;
  /** Targets of CONNECT in order, `host:port`. */
  readonly tunnels: string[];
  /** Headers of each CONNECT. */
  readonly headers: NodeJS.Dict<string | string[]>[];
}

export interface ProxyOptions {
  /** Every tunnel is answered with this status. */
  readonly refuse?: number;
  /** `Proxy-Authorization` that it wants; without it, 407. */
  readonly wants?: string;
  /** Speaks TLS itself. */
  readonly secure?: { readonly key: string; readonly cert: string };
}

/** A real CONNECT proxy, which reaches `publicName` on this machine. */
export async function serveProxy(t: Pick<TestContext, 'after'>, { refuse, wants, secure }: ProxyOptions = {}): Promise<LoopbackProxy> {
  const tunnels: string[] = [];
  const headers: NodeJS.Dict<string | string[]>[] = [];
  const plain: RequestListener = (_request, response) => { response.writeHead(400).end('CONNECT only'); };
  const server = secure ? createSecure(secure, plain) : createPlain(plain);
  server.on('connect', (asked: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined);
    tunnels.push(asked.url ?? '');
    headers.push(asked.headers);
    const status = refuse ?? (wants !== undefined && asked.headers['proxy-authorization'] !== wants ? 407 : undefined);
    if (status !== undefined) { socket.end(`HTTP/1.1 ${status} No\r\n\r\n`); return; }
    const [, host = '', port] = /^(.*):(\d+)$/.exec(asked.url ?? '') ?? [];
    connectOnward(socket, host, Number(port), () => { socket.write('HTTP/1.1 200 OK\r\n\r\n'); });
  });
  return { url: `${secure ? 'https' : 'http'}://127.0.0.1:${await listen(t, server)}`, tunnels, headers };
}

/** Joins a client's socket to the host that it asked for. */
export function connectOnward(socket: Socket, host: string, port: number, ready: () => void): void {
  const onward = connect(port, host === publicName ? '127.0.0.1' : host.replace(/^\[|\]$/g, ''), () => {
    ready();
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
}

/** A loopback origin on which nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createTcp();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return `http://127.0.0.1:${port}`;
}
