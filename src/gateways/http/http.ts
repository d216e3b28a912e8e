import type { Lookup } from './privateNetwork.ts';
import type { ProxySettings } from './route.ts';

export interface TimeLimits {
  /** Name, connection, proxy tunnel and TLS together. Default 15 s. */
  readonly connectMs?: number;
  /** From the request to the first line of the reply; a large body has longer. Default 60 s. */
  readonly headersMs?: number;
  /** Between two pieces of a body. Default 30 s. */
  readonly bodyMs?: number;
  /** For a whole reply that is read into memory; of a download, for each 16 kB, so that one that drips is given up. Default 2 min. */
  readonly dripMs?: number;
}

export interface HttpOptions extends ProxySettings {
  /** `http.proxyStrictSSL`. Default true. */
  readonly strictSSL?: boolean;
  /** Certificates (PEM) that are trusted beside those that come with Node. */
  readonly ca?: readonly string[];
  readonly limits?: TimeLimits;
  /** Default `dns.lookup`. */
  readonly lookup?: Lookup;
}

/** The one place that talks HTTP. Implementations are loaded on first use and never at activation. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** https, or http on loopback. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** On a connection of its own: a kept one that the server is just closing would turn a paid request into an unknown outcome. */
  readonly fresh?: boolean;
  /** Refuse to connect when the name resolves into a private network. A proxy resolves names itself; there only `checkLink` guards. */
  readonly publicOnly?: boolean;
  /** Longest reply that is read, in bytes; a longer one counts as unreadable. Default 4 MiB. */
  readonly maxBytes?: number;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * No reply. `delivered` answers the money question: `no` only when nothing can have reached the server
 * (name not found, connection refused, connect time-out, TLS failure); `maybe` for everything else.
 */
export interface HttpFault {
  readonly delivered: 'no' | 'maybe';
  readonly reason: 'name' | 'refused' | 'tls' | 'tls-expired' | 'tls-name' | 'tls-own' | 'handshake' | 'http2' | 'connect-timeout' | 'timeout' | 'reset' | 'too-large' | 'proxy' | 'proxy-login' | 'private' | 'other';
  /** Redacted. */
  readonly detail: string;
}

export type HttpOutcome = { readonly kind: 'reply'; readonly reply: HttpReply } | { readonly kind: 'fault'; readonly fault: HttpFault };

export interface HttpStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Throws an error with a `fault: HttpFault` property when the transfer breaks. Must be consumed or `cancel`led. */
  readonly body: AsyncIterable<Uint8Array>;
  cancel(): void;
}

export type HttpStreamOutcome = { readonly kind: 'stream'; readonly stream: HttpStream } | { readonly kind: 'fault'; readonly fault: HttpFault };

/** Rejects only with the signal's own abort reason. */
export interface Http {
  request(request: HttpRequest): Promise<HttpOutcome>;
  /** A body that is not read into memory: downloads. Redirects are not followed; the caller re-checks each. */
  stream(request: HttpRequest): Promise<HttpStreamOutcome>;
  /** Lets what is under way end, so that no paid request is cut off; takes no more. */
  close(): Promise<void>;
}
