import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * The host is this machine: `localhost`, 127.0.0.0/8 (also within an IPv6 address), ::1. `host` as `URL.hostname` gives it. Told
 * without what reads addresses of every kind: this is asked at the start.
 */
export function isLoopbackHost(host: string): boolean {
  const name = bareHost(host);
  if (name === 'localhost' || name.endsWith('.localhost')) { return true; }
  const family = isIP(name);
  return family !== 0 && loopback.check(name, family === 4 ? 'ipv4' : 'ipv6');
}

/** A host name without the brackets of IPv6 and the dot of the root, in lower case. */
export function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
}
