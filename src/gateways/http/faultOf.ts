import type { HttpFault } from './http.ts';
import { PrivateAddressError } from './privateNetwork.ts';
import { quotable } from './redact.ts';

/** The connection did not come to stand, so nothing was sent. `reason`: what is known better than the cause tells. */
export class ConnectError extends Error {
  readonly fault: HttpFault;

  constructor(cause: unknown, reason?: HttpFault['reason']) {
    super('connection not made', { cause });
    this.name = 'ConnectError';
    this.fault = { delivered: 'no', reason: reason ?? connectReason(cause), detail: detailOf(cause) };
  }
}

/** A transfer that broke after its headers came. */
export class TransferError extends Error {
  readonly fault: HttpFault;

  constructor(fault: HttpFault) {
    super(fault.detail);
    this.name = 'TransferError';
    this.fault = fault;
  }
}

const unsent = new Set(['UND_ERR_CLOSED', 'UND_ERR_INVALID_ARG']);

/** What an error of the client means. Anything after the connection stood may have been delivered. */
export function faultOf(error: unknown, secrets: readonly string[]): HttpFault {
  if (error instanceof ConnectError || error instanceof TransferError) { return error.fault; }
  // The client refused to send: it was closed before, or the request cannot be written (a header with a line break).
  if (unsent.has(codeOf(error))) { return { delivered: 'no', reason: 'other', detail: detailOf(error, secrets) }; }
  return { delivered: 'maybe', reason: sentReason(codeOf(error)), detail: detailOf(error, secrets) };
}

function sentReason(code: string): HttpFault['reason'] {
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT': case 'UND_ERR_BODY_TIMEOUT': case 'ETIMEDOUT': return 'timeout';
    case 'UND_ERR_SOCKET': case 'ECONNRESET': case 'EPIPE': case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH': return 'reset';
    default: return 'other';
  }
}

function connectReason(error: unknown): HttpFault['reason'] {
  if (error instanceof ConnectError) { return error.fault.reason === 'proxy-login' ? 'proxy-login' : 'proxy'; }
  if (error instanceof PrivateAddressError) { return 'private'; }
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) { return 'name'; }
  if (code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') { return 'connect-timeout'; }
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL') { return 'refused'; }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') { return 'tls-expired'; }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') { return 'tls-name'; }
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT' || code === 'SELF_SIGNED_CERT_IN_CHAIN') { return 'tls-own'; }
  // OpenSSL's verdicts come as bare words: UNABLE_TO_VERIFY_LEAF_SIGNATURE, CERT_UNTRUSTED…
  if (/CERT|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_CA/.test(code)) { return 'tls'; }
  // Of the protocols that we offer it speaks none: it wants HTTP/2.
  if (code.includes('NO_APPLICATION_PROTOCOL')) { return 'http2'; }
  // Whoever answers speaks no TLS, or another one: a page to sign in to the network, a port of something else.
  if (/SSL|TLS|EPROTO/.test(code)) { return 'handshake'; }
  if (code === 'ECONNRESET') { return 'reset'; }
  // Undici's words for a tunnel that was refused hold the proxy's status and nothing else does.
  return code === 'UND_ERR_ABORTED' ? (error instanceof Error && error.message.includes('(407)') ? 'proxy-login' : 'proxy') : 'other';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function detailOf(error: unknown, secrets: readonly string[] = []): string {
  if (!(error instanceof Error)) { return quotable(String(error), secrets); }
  if (error instanceof ConnectError) { return error.fault.detail; }
  const code = codeOf(error);
  return quotable(code && !error.message.includes(code) ? `${code}: ${error.message}` : error.message, secrets);
}
