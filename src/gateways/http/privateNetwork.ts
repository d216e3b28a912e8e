import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { bareHost, isLoopbackHost } from './loopback.ts';

/** An address that is not on the public internet, or a name that always means such a one. Other names say nothing by themselves. */
export function isPrivateHost(host: string): boolean {
  const name = bareHost(host);
  if (isLoopbackHost(name)) { return true; }
  return ipaddr.isValid(name) && isPrivateAddress(name);
}

function isPrivateAddress(address: string): boolean {
  const parsed = ipaddr.process(address);
  const embedded = parsed instanceof ipaddr.IPv6 ? embeddedIPv4(parsed) : undefined;
  return (embedded ?? parsed).range() !== 'unicast';
}

/**
 * Resolvers of Clash, Surge and sing-box give every public name an address of these and take the connection themselves: 198.18.0.0/15
 * (RFC 2544, benchmarks), fc00::/18 (of the half of fc00::/7 that RFC 4193 leaves undefined). Told by a resolver for a name they are
 * no private network; written in a link they are none that anybody could mean.
 */
function isStandIn(address: string): boolean {
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv4 ? parsed.match(ipaddr.IPv4.parse('198.18.0.0'), 15) : parsed.match(ipaddr.IPv6.parse('fc00::'), 18);
}

/** NAT64 (the normal way out of IPv6-only networks) and 6to4 carry an IPv4 address that says where the packet ends up. */
function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const bytes = address.toByteArray();
  switch (address.range()) {
    case 'rfc6052': return new ipaddr.IPv4(bytes.slice(12, 16));
    case '6to4': return new ipaddr.IPv4(bytes.slice(2, 6));
    default: return undefined;
  }
}

/** An address that a resolver gave for a name. */
export function isPrivateAnswer(address: string): boolean {
  return isPrivateAddress(address) && !isStandIn(address);
}

export class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`${host} is an address in a private network`);
    this.name = 'PrivateAddressError';
  }
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** As `dns.lookup`. */
export type Lookup = (host: string, options: LookupOptions, callback: LookupCallback) => void;

/** `dns.lookup` for a socket that may only reach the public internet: fails as soon as one of the addresses is private. */
export function publicLookup(host: string, options: LookupOptions, callback: LookupCallback): void {
  guardLookup(lookUp)(host, options, callback);
}

/** The same with another resolver. */
export function guardLookup(resolve: Lookup): Lookup {
  return (host, options, callback) => { resolveGuarded(resolve, host, options, callback); };
}

function resolveGuarded(resolve: Lookup, host: string, options: LookupOptions, callback: LookupCallback): void {
  resolve(host, { ...options, all: true }, (error, answer) => {
    if (error) { callback(error, []); return; }
    const addresses = Array.isArray(answer) ? answer : [{ address: answer, family: 4 }];
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => isPrivateAnswer(address))) { callback(new PrivateAddressError(host), []); return; }
    if (options.all) { callback(null, addresses); } else { callback(null, first.address, first.family); }
  });
}

/** Whether a name or address leads into a private network; a name that cannot be resolved does not. */
export async function resolvesPrivately(host: string, resolveName: Lookup = lookUp): Promise<boolean> {
  if (isPrivateHost(host)) { return true; }
  return new Promise((resolve) => {
    resolveName(bareHost(host), { all: true }, (error, addresses) => {
      resolve(!error && Array.isArray(addresses) && addresses.some(({ address }) => isPrivateAnswer(address)));
    });
  });
}
