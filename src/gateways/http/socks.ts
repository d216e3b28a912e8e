import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { ConnectError } from './faultOf.ts';
import type { Route } from './route.ts';

const defaultPort = 1080;

/** A connection to `host` that a SOCKS proxy made; it resolves the name. Rejects with what the proxy said or the network did. */
export async function throughSocks({ proxy, version }: Extract<Route, { kind: 'socks' }>, host: string, port: number, timeout: number): Promise<Socket> {
  const { hostname, port: proxyPort, username, password } = new URL(proxy);
  const asked = SocksClient.createConnection({
    command: 'connect', destination: { host, port }, timeout,
    proxy: {
      host: hostname.replace(/^\[|\]$/g, ''), port: Number(proxyPort) || defaultPort, type: version,
      ...(username && { userId: decodeURIComponent(username), password: decodeURIComponent(password) }),
    },
  });
  try {
    return (await asked).socket;
  } catch (error) {
    // The library has no codes; its words tell of a password that was refused or asked for.
    throw error instanceof Error && /auth/i.test(error.message) ? new ConnectError(error, 'proxy-login') : error;
  }
}
