import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { firstMessage, startModule } from '../support/outside.ts';
import { ftyp, moovOf } from '../support/mp4.ts';

export const videoBytes = 200 * 1024 ** 2;

/** A file host in a process of its own that gives one video of 200 MB. */
export async function startFileHost(): Promise<{ readonly url: string; close(): void }> {
  const host = startModule(fileURLToPath(import.meta.url), ['serve'], { seconds: 3600 });
  const url = await firstMessage(host) as string;
  return { url, close: () => { host.child.kill(); } };
}

function serve(): void {
  const piece = Buffer.alloc(1024 ** 2, 'not all zero, lest a file system makes holes ');
  // A whole mp4: its tables, then one sample to the end.
  const start = ftyp.length + moovOf(0, [0]).length + 8;
  const mdat = Buffer.from('\0\0\0\0mdat', 'latin1');
  mdat.writeUInt32BE(videoBytes - start + 8);
  const head = Buffer.concat([ftyp, moovOf(start, [videoBytes - start]), mdat, piece.subarray(start)]);
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
