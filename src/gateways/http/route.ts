import ipaddr from 'ipaddr.js';
import { bareHost, isLoopbackHost } from './loopback.ts';

/** The way out, as VS Code's settings, the environment and the operating system give it. */
export interface ProxySettings {
  /** `http.proxy`. */
  readonly proxy?: string;
  /** `http.noProxy`; where it says anything, the variable counts no more, as in VS Code. */
  readonly noProxy?: readonly string[];
  /** Where the conventional variables are looked up when the setting is empty; none when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `http.proxyAuthorization`: sent to a proxy over HTTP as it is. */
  readonly proxyAuthorization?: string;
  /**
   * Asks VS Code which proxy the operating system or its PAC file names for an address; undefined means none. Asked only where
   * neither setting nor environment names one.
   */
  readonly resolveProxy?: (url: string) => Promise<string | undefined>;
}

export type Route =
  | { readonly kind: 'direct' }
  /** A tunnel by CONNECT. */
  | { readonly kind: 'http'; readonly proxy: string; readonly authorization?: string }
  /** The proxy resolves the names. */
  | { readonly kind: 'socks'; readonly proxy: string; readonly version: 4 | 5 };

const direct: Route = { kind: 'direct' };

/** The way to `url`. Throws a `TypeError` for a proxy that is no address or of a kind that is not spoken here: then nothing leaves. */
export async function routeTo(url: URL, settings: ProxySettings): Promise<Route> {
  const host = bareHost(url.hostname);
  if (isLoopbackHost(host) || isExcepted(host, url.port || (url.protocol === 'https:' ? '443' : '80'), settings)) { return direct; }
  // A resolver that fails says nothing: whoever then cannot get through is told of the setting.
  const named = namedProxy(url.protocol, settings) ?? await settings.resolveProxy?.(url.origin).catch(() => undefined);
  return named === undefined ? direct : routeThrough(named, settings.proxyAuthorization);
}

/** The setting wins over the environment, as in VS Code; an empty variable or setting counts as none. */
function namedProxy(protocol: string, { proxy, env = {} }: ProxySettings): string | undefined {
  const variable = (name: string): string | undefined => [env[name], env[name.toUpperCase()]].find((value) => value !== undefined && value.trim() !== '');
  const named = proxy?.trim() ? proxy : (protocol === 'https:' ? variable('https_proxy') : undefined) ?? variable('http_proxy') ?? variable('all_proxy');
  return named?.trim();
}

function routeThrough(named: string, authorization: string | undefined): Route {
  // `host:port` without a scheme, common in variables, means http.
  const address = new URL(named.includes('://') ? named : `http://${named}`);
  switch (address.protocol) {
    case 'http:': case 'https:': return { kind: 'http', proxy: address.href, ...(authorization ? { authorization } : {}) };
    case 'socks:': case 'socks5:': case 'socks5h:': return { kind: 'socks', proxy: address.href, version: 5 };
    case 'socks4:': case 'socks4a:': return { kind: 'socks', proxy: address.href, version: 4 };
    default: throw new TypeError(`no proxy of the kind ${address.protocol} is supported`);
  }
}

function isExcepted(host: string, port: string, { noProxy = [], env = {} }: ProxySettings): boolean {
  const setting = noProxy.map((entry) => entry.trim()).filter(Boolean);
  const entries = setting.length > 0 ? setting : (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(/[,\s]+/).filter(Boolean);
  return entries.some((entry) => covers(entry.toLowerCase(), host, port));
}

/** `*`, `example.com` and all below it, `.example.com`, `*.example.com`, `10.0.0.0/8`, `::1`, `[::1]`, each with or without a port. */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') { return true; }
  if (ipaddr.isValidCIDR(entry)) { return ipaddr.isValid(host) && inRange(ipaddr.process(host), ipaddr.parseCIDR(entry)); }
  const address = bareHost(entry);
  if (ipaddr.isValid(address)) { return sameAddress(address, host); }
  const [, name = '', itsPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (itsPort !== undefined && itsPort !== port) { return false; }
  const bare = bareHost(name);
  return ipaddr.isValid(bare) ? sameAddress(bare, host) : bare !== '' && `.${host}`.endsWith(`.${bare.replace(/^\*?\./, '')}`);
}

function inRange(address: ipaddr.IPv4 | ipaddr.IPv6, [range, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === range.kind() && address.match(range, bits);
}

function sameAddress(one: string, other: string): boolean {
  return ipaddr.isValid(other) && ipaddr.process(one).toNormalizedString() === ipaddr.process(other).toNormalizedString();
}
