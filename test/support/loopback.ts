import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { connect, createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { generate } from 'selfsigned';

/** Listens on a free loopback port until the test ends; resolves to the port. */
async function listen(t: Pick<TestContext, 'after'>, server: TcpServer | Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => { sockets.add(socket.on('error', () => undefined).once('close', () => sockets.delete(socket))); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
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
export async function serveSecurely(t: Pick<TestContext, 'after'>, listener: RequestListener): Promise<{ origin: string; certificate: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] }],
  });
  const server = createSecure({ key, cert }, listener);
  return { origin: `https://localhost:${await listen(t, server)}`, certificate: cert };
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

/** A real CONNECT proxy; `refuse` answers every tunnel with that status. */
export async function serveProxy(t: Pick<TestContext, 'after'>, options: { refuse?: number } = {}): Promise<LoopbackProxy> {
  const tunnels: string[] = [];
  const headers: NodeJS.Dict<string | string[]>[] = [];
  const server = createPlain((_request, response) => { response.writeHead(400).end('CONNECT only'); });
  server.on('connect', (asked, socket: Socket) => {
    tunnels.push(asked.url ?? '');
    headers.push(asked.headers);
    if (options.refuse !== undefined) { socket.end(`HTTP/1.1 ${options.refuse} No\r\n\r\n`); return; }
    const [, host = '', port] = /^(.*):(\d+)$/.exec(asked.url ?? '') ?? [];
    const onward = connect(Number(port), host.replace(/^\[|\]$/g, ''), () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(t, server)}`, tunnels, headers };
}

/** A loopback origin on which nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createTcp();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return `http://127.0.0.1:${port}`;
}
