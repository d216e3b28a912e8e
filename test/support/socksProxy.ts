import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { connectOnward, listen } from './loopback.ts';

export interface SocksProxy {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  /** Targets in order, `host:port`, as the client named them. */
  readonly tunnels: string[];
}

/** A real SOCKS proxy (RFC 1928 with RFC 1929, and SOCKS 4a) that reaches `publicName` on this machine. `login`: `user:password`. */
export async function serveSocks(t: Pick<TestContext, 'after'>, options: { login?: string; refuse?: boolean } = {}): Promise<SocksProxy> {
  const tunnels: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    speak(socket, tunnels, options).catch(() => socket.destroy());
  });
  return { host: `127.0.0.1:${String(await listen(t, server))}`, tunnels };
}

async function speak(socket: Socket, tunnels: string[], { login, refuse }: { login?: string; refuse?: boolean }): Promise<void> {
  const read = reader(socket);
  const [version] = await read(1);
  if (version === 4) {
    const [, high = 0, low = 0] = await read(3);
    const address = await read(4);
    await text(read);
    const host = address[0] === 0 ? await text(read) : address.join('.');
    go(socket, tunnels, host, high * 256 + low, refuse ? Buffer.from([0, 0x5b, 0, 0, 0, 0, 0, 0]) : undefined, Buffer.from([0, 0x5a, 0, 0, 0, 0, 0, 0]));
    return;
  }
  const [count = 0] = await read(1);
  const methods = [...await read(count)];
  const method = login === undefined ? 0 : 2;
  socket.write(Buffer.from([5, methods.includes(method) ? method : 0xff]));
  if (!methods.includes(method)) { socket.end(); return; }
  if (login !== undefined) {
    await read(1);
    const [name, password] = [await counted(read), await counted(read)];
    const isRight = `${name}:${password}` === login;
    socket.write(Buffer.from([1, isRight ? 0 : 1]));
    if (!isRight) { socket.end(); return; }
  }
  const [, , , kind] = await read(4);
  const host = kind === 3 ? await counted(read) : kind === 4 ? (await read(16)).toString('hex') : [...await read(4)].join('.');
  const [high = 0, low = 0] = await read(2);
  const reply = (code: number): Buffer => Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
  go(socket, tunnels, host, high * 256 + low, refuse ? reply(5) : undefined, reply(0));
}

function go(socket: Socket, tunnels: string[], host: string, port: number, refusal: Buffer | undefined, ready: Buffer): void {
  tunnels.push(`${host}:${String(port)}`);
  if (refusal) { socket.end(refusal); return; }
  connectOnward(socket, host, port, () => { socket.write(ready); });
}

type Read = (bytes: number) => Promise<Buffer>;

function reader(socket: Socket): Read {
  return async (bytes) => {
    if (bytes === 0) { return Buffer.alloc(0); }
    for (;;) {
      const chunk = socket.read(bytes) as Buffer | null;
      if (chunk) { return chunk; }
      await new Promise<void>((resolve, reject) => {
        socket.once('readable', resolve);
        socket.once('close', () => { reject(new Error('closed')); });
      });
    }
  };
}

async function counted(read: Read): Promise<string> {
  const [length = 0] = await read(1);
  return (await read(length)).toString('utf8');
}

/** Up to a zero. */
async function text(read: Read): Promise<string> {
  let said = '';
  for (let byte = await read(1); byte[0] !== 0; byte = await read(1)) { said += byte.toString('latin1'); }
  return said;
}
