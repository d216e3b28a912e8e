import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { firstMessage, startModule } from '../support/outside.ts';
import { makeClip } from '../gateway/clip.ts';

/** A gateway in a process of its own, so that its work is not measured as ours: it counts instead of checking. */
export interface GatewayProcess {
  readonly baseUrl: string;
  readonly key: string;
  /** Makes tasks that run for ever, with progress; gives their ids. */
  seed(count: number): Promise<readonly string[]>;
  statusReads(): Promise<number>;
  close(): void;
}

const key = 'sk-bench';

export async function startGatewayProcess(): Promise<GatewayProcess> {
  const host = startModule(fileURLToPath(import.meta.url), ['serve'], { seconds: 3600 });
  const baseUrl = await firstMessage(host) as string;
  const ask = async (what: string): Promise<string> => (await fetch(`${baseUrl}/__${what}`)).text();
  return {
    baseUrl, key,
    seed: async (count) => {
      await ask('reset');
      return Array.from({ length: count }, (_, at) => `endless_${String(at)}`);
    },
    statusReads: async () => Number(await ask('reads')),
    close: () => { host.child.kill(); },
  };
}

async function serve(): Promise<void> {
  const clip = await makeClip();
  const reads = new Map<string, number>();
  let submits = 0;
  const server = createServer((request, response) => {
    const json = (body: unknown): void => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)); };
    const url = request.url ?? '/';
    const origin = `http://${request.headers.host ?? ''}`;
    if (request.method === 'POST') {
      request.resume().once('end', () => { json({ code: 200, data: [{ status: 'submitted', task_id: `task_${String(++submits)}` }] }); });
    } else if (url.startsWith('/v1/tasks/')) {
      const id = url.slice('/v1/tasks/'.length).replace(/\?.*/u, '');
      const count = (reads.get(id) ?? 0) + 1;
      reads.set(id, count);
      const done = count >= 3 && !id.startsWith('endless');
      const result = { videos: [{ url: [`${origin}/clip.mp4`], expires_at: Math.floor(Date.now() / 1000) + 86_400 }] };
      json({ code: 200, data: { id, status: done ? 'completed' : 'processing', progress: done ? 100 : Math.min(99, count), ...(done && { result }) } });
    } else if (url === '/clip.mp4') {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': clip.length, etag: '"clip"' }).end(clip);
    } else if (url === '/__reset') {
      reads.clear();
      response.end('0');
    } else {
      response.end(String([...reads.values()].reduce((sum, count) => sum + count, 0)));
    }
  });
  server.listen(0, '127.0.0.1', () => { process.send?.(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`); });
}

if (process.argv[2] === 'serve') {
  await serve();
}
