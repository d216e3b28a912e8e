import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Fault } from './fault.ts';

/** Serves one file with Range, or breaks in the way asked for. */
export function serveFile(request: IncomingMessage, response: ServerResponse, file: { bytes: Uint8Array; type: string }, fault: Fault | undefined): void {
  const { bytes, type } = file;
  switch (fault?.kind) {
    case 'expired': respond(response, 403, 'text/xml', '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'); return;
    case 'gone': respond(response, 404, 'text/plain', 'not found'); return;
    case 'notVideo': respond(response, 200, 'text/html', '<!doctype html><title>Please log in</title>'.padEnd(2000)); return;
    case 'reply': respond(response, fault.status, 'text/plain', String(fault.body), fault.headers); return;
    case 'redirect': respond(response, 302, 'text/plain', '', { location: fault.to ?? request.url ?? '/' }); return;
    case 'html502': respond(response, 502, 'text/html', '<html><body>Bad gateway</body></html>'); return;
    case 'rateLimited': respond(response, 429, 'text/plain', '', fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }); return;
    case 'endsEarly':
      response.writeHead(200, { 'content-type': type, ...(fault.etag !== undefined && { etag: fault.etag }) });
      response.end(bytes.subarray(0, fault.after));
      return;
    case 'halfFile': response.writeHead(200, { 'content-type': type, 'content-length': fault.bytes }).end(bytes.subarray(0, fault.bytes)); return;
    case 'compressed': response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', etag: '"z"' }).end(gzipSync(bytes)); return;
    case 'silence': return;
    case 'resetBefore': case 'resetAfter': request.socket.resetAndDestroy(); return;
    default:
  }
  const range = fault?.kind === 'ignoresRange' ? undefined : readRange(request.headers.range, bytes.length);
  if (range === 'unsatisfiable') { respond(response, 416, 'text/plain', '', { 'content-range': `bytes */${bytes.length}` }); return; }
  const part = range ? bytes.subarray(range.start, range.end + 1) : bytes;
  const extra = fault?.kind === 'wrongLength' ? fault.extra : 0;
  response.writeHead(range ? 206 : 200, {
    'content-type': type, 'accept-ranges': 'bytes', 'content-length': part.length + extra, etag: `"${bytes.length}"`,
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${bytes.length}` } : {}),
  });
  if (fault?.kind === 'cut' || fault?.kind === 'stall') {
    response.write(part.subarray(0, fault.after), () => { if (fault.kind === 'cut') { request.socket.destroy(); } });
    return;
  }
  if (extra) { response.write(part, () => { request.socket.end(); }); return; }
  response.end(part);
}

function respond(response: ServerResponse, status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body);
}

function readRange(header: string | undefined, size: number): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!match) { return undefined; }
  const start = Number(match[1]);
  if (start >= size) { return 'unsatisfiable'; }
  return { start, end: match[2] ? Math.min(Number(match[2]), size - 1) : size - 1 };
}
