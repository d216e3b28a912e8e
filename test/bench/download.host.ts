import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export const videoBytes = 200 * 1024 ** 2;

/** A file host in a process of its own that gives one video of 200 MB. */
export async function startFileHost(): Promise<{ readonly url: string; close(): void }> {
  const child = fork(fileURLToPath(import.meta.url), ['serve'], { execArgv: [] });
  const [url] = (await once(child, 'message')) as [string];
  return { url, close: () => { child.kill(); } };
}

function serve(): void {
  const piece = Buffer.alloc(1024 ** 2, 'not all zero, lest a file system makes holes ');
  const head = Buffer.from(piece);
  head.write('ftyp', 4, 'latin1');
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': videoBytes, etag: '"long"' });
    let sent = 0;
    const more = (): void => {
      while (sent < videoBytes) {
        const next = sent === 0 ? head : piece;
        sent += next.length;
        if (!response.write(next)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  });
  server.listen(0, '127.0.0.1', () => { process.send?.(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/long.mp4`); });
}

if (process.argv[2] === 'serve') {
  serve();
}
