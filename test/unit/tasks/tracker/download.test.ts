import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { faststartMp4 } from '../../../support/mp4.ts';
import { fetchFrom } from '../support/fetching.ts';
import { atEnd, temporaryFolder } from '../support/world.ts';

const video = faststartMp4(3_000_000);
const sha256 = createHash('sha256').update(video).digest('hex');

async function serve(t: TestContext, handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  atEnd(t, () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  }));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/a.mp4`;
}

/** Serves the rest that a Range asks for. */
function rest(request: IncomingMessage): { readonly from: number; readonly headers: Record<string, string | number> } {
  const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
  return { from, headers: { 'content-length': video.length - from, ...(from > 0 && { 'content-range': `bytes ${String(from)}-${String(video.length - 1)}/${String(video.length)}` }) } };
}

describe('a download', () => {
  it('streams to the file and knows its length and SHA-256', async (t) => {
    const { outcome, file } = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200, { 'content-length': video.length }).end(video)));
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
    assert.ok((await readFile(file)).equals(video));
  });

  it('does without a told length', async (t) => {
    const { outcome } = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200).end(video)));
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
  });

  for (const [what, validator] of [['an ETag', '"abc"'], ['a date', 'Sat, 21 Nov 2026 00:00:00 GMT'], ['the length alone', undefined]] as const) {
    it(`goes on from what is there by ${what}, and hashes the whole`, async (t) => {
      const folder = await temporaryFolder(t);
      const file = path.join(folder, 'a.mp4.part');
      await writeFile(file, video.subarray(0, 1_234_567));
      const asked: (string | undefined)[] = [];
      const link = await serve(t, (request, response) => {
        asked.push(request.headers.range, request.headers['if-range'] as string | undefined);
        const { from, headers } = rest(request);
        response.writeHead(206, headers).end(video.subarray(from));
      });
      const { outcome } = await fetchFrom(t, link, { file, partial: { bytes: video.length, ...(validator !== undefined && { validator }) } });
      assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
      assert.deepEqual(asked, ['bytes=1234567-', validator]);
      assert.ok((await readFile(file)).equals(video));
    });
  }

  it('begins again when a host that ignores If-Range has another video of the same length', async (t) => {
    const folder = await temporaryFolder(t);
    const file = path.join(folder, 'a.mp4.part');
    await writeFile(file, Buffer.alloc(1000, 'of another video'));
    const asked: (string | undefined)[] = [];
    const link = await serve(t, (request, response) => {
      asked.push(request.headers.range);
      const { from, headers } = rest(request);
      response.writeHead(from > 0 ? 206 : 200, { ...headers, etag: '"second"' }).end(video.subarray(from));
    });
    const { outcome } = await fetchFrom(t, link, { file, partial: { bytes: video.length, validator: '"first"' } });
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
    assert.deepEqual(asked, ['bytes=1000-', undefined]);
  });

  it('begins again when the host answers with another part than the one asked for', async (t) => {
    const folder = await temporaryFolder(t);
    const file = path.join(folder, 'a.mp4.part');
    await writeFile(file, video.subarray(0, 1000));
    let requests = 0;
    const link = await serve(t, (request, response) => {
      requests++;
      if (request.headers.range === undefined) { response.writeHead(200, { 'content-length': video.length }).end(video); return; }
      response.writeHead(206, { 'content-range': `bytes 900-${video.length - 1}/${video.length}` }).end(video.subarray(900));
    });
    const { outcome } = await fetchFrom(t, link, { file, partial: { bytes: video.length } });
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
    assert.equal(requests, 2);
  });

  it('begins again when the video has another length now', async (t) => {
    const folder = await temporaryFolder(t);
    const file = path.join(folder, 'a.mp4.part');
    await writeFile(file, Buffer.alloc(1000, 'of another video'));
    const link = await serve(t, (request, response) => {
      const { from, headers } = rest(request);
      response.writeHead(from > 0 ? 206 : 200, headers).end(video.subarray(from));
    });
    const { outcome } = await fetchFrom(t, link, { file, partial: { bytes: 9999 } });
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
  });

  it('takes a whole that comes as a part nobody asked for', async (t) => {
    const link = await serve(t, (_, response) => {
      response.writeHead(206, { 'content-length': video.length, 'content-range': `bytes 0-${String(video.length - 1)}/${String(video.length)}` }).end(video);
    });
    const { outcome } = await fetchFrom(t, link);
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
  });

  it('takes a whole that comes as a part of which nothing is told', async (t) => {
    const file = path.join(await temporaryFolder(t), 'a.mp4.part');
    await writeFile(file, video.subarray(0, 1000));
    let asked = 0;
    const link = await serve(t, (_, response) => {
      asked++;
      response.writeHead(206, { 'content-length': video.length }).end(video);
    });
    const { outcome } = await fetchFrom(t, link, { file, partial: { bytes: video.length } });
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
    assert.equal(asked, 2);
  });

  for (const [what, range] of [['from the middle', `bytes 5-9/${String(video.length)}`], ['of nothing', undefined]] as const) {
    it(`asks once more without a Range, and no third time, when it gets a part ${what}`, async (t) => {
      const file = path.join(await temporaryFolder(t), 'a.mp4.part');
      await writeFile(file, video.subarray(0, 1000));
      const asked: (string | undefined)[] = [];
      const link = await serve(t, (request, response) => {
        asked.push(request.headers.range);
        response.writeHead(206, range === undefined ? {} : { 'content-range': range }).end('abcde');
      });
      const { outcome } = await fetchFrom(t, link, { file, partial: { bytes: video.length } });
      // Nothing is told of a part without a place: it is taken for the whole, and the bytes say that it is no video.
      assert.ok(range === undefined ? outcome.kind === 'unfit' : outcome.kind === 'again' && outcome.gained === 0);
      assert.deepEqual(asked, ['bytes=1000-', undefined]);
    });
  }

  it('gains nothing by what it had before, from a host that ignores the Range and cuts at the same byte', async (t) => {
    const link = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-length': video.length }).write(video.subarray(0, 1_000_000), () => { response.socket?.end(); });
    });
    const first = await fetchFrom(t, link);
    assert.ok(first.outcome.kind === 'again' && first.partial);
    assert.ok(first.outcome.gained > 0);
    assert.equal(first.outcome.failure.class, 'network');
    const second = await fetchFrom(t, link, { file: first.file, partial: first.partial });
    assert.ok(second.outcome.kind === 'again');
    assert.equal(second.outcome.gained, 0);
    assert.equal(second.outcome.failure.class, 'result', 'it answers, and badly: that is given up in the end');
  });

  it('asks for nothing when everything is there already', async (t) => {
    const file = path.join(await temporaryFolder(t), 'a.mp4.part');
    await writeFile(file, video);
    const { outcome } = await fetchFrom(t, 'http://127.0.0.1:9/nobody.mp4', { file, partial: { bytes: video.length } });
    assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
  });

  it('does not go on from a file of which nothing is known', async (t) => {
    const file = path.join(await temporaryFolder(t), 'a.mp4.part');
    await writeFile(file, Buffer.alloc(5_000_000, 'longer than the video, too'));
    const { outcome } = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200, { 'content-length': video.length }).end(video)), { file });
    assert.equal(outcome.kind, 'complete');
    assert.ok((await readFile(file)).equals(video));
  });

  it('tells a cut from a stale link, a page and a video too long', async (t) => {
    const cut = await fetchFrom(t, await serve(t, (request, response) => {
      response.writeHead(200, { 'content-length': video.length, etag: '"abc"' });
      response.write(video.subarray(0, 2_000_000), () => { request.socket.destroy(); });
    }));
    assert.equal(cut.outcome.kind, 'again');
    assert.deepEqual(cut.partial, { bytes: video.length, validator: '"abc"' });
    for (const status of [401, 403, 404, 410]) {
      const stale = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(status).end()));
      assert.equal(stale.outcome.kind, 'stale');
    }
    const page = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200).end('<!doctype html><title>Sign in</title>')));
    assert.equal(page.outcome.kind, 'unfit');
    const empty = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200).end()));
    assert.equal(empty.outcome.kind, 'unfit');
    const announced = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200, { 'content-length': video.length }).end(video)), { maxBytes: 1_000_000 });
    assert.equal(announced.outcome.kind, 'unfit');
    const endless = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200).end(video)), { maxBytes: 1_000_000 });
    assert.equal(endless.outcome.kind, 'unfit');
    const busy = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(503, { 'retry-after': '7' }).end()));
    assert.deepEqual(busy.outcome.kind === 'again' && busy.outcome.retryAfterMs, 7000);
  });

  it('reads Retry-After as everybody does, as seconds or as a date, and never waits for days', async (t) => {
    const now = Date.parse('2026-11-28T00:00:00Z');
    for (const [told, wait] of [['172800', 3600_000], ['Sat, 28 Nov 2026 00:00:30 GMT', 30_000], ['2.5', 2500], ['soon', undefined]] as const) {
      const { outcome } = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(503, { 'retry-after': told }).end()), { now: () => now });
      assert.deepEqual(outcome.kind === 'again' && outcome.retryAfterMs, wait, told);
    }
  });

  it('is not complete when it ends early without a told length, and goes on from there by the ETag', async (t) => {
    const asked: (string | undefined)[] = [];
    const link = await serve(t, (request, response) => {
      asked.push(request.headers.range);
      const { from, headers } = rest(request);
      if (from > 0) { response.writeHead(206, { ...headers, etag: '"v"' }).end(video.subarray(from)); } else { response.writeHead(200, { etag: '"v"' }).end(video.subarray(0, 1_000_000)); }
    });
    const first = await fetchFrom(t, link);
    assert.deepEqual([first.outcome.kind, first.outcome.kind === 'again' && first.outcome.gained, first.partial], ['again', 1_000_000, { validator: '"v"' }]);
    const second = await fetchFrom(t, link, { file: first.file, ...(first.partial && { partial: first.partial }) });
    assert.deepEqual(second.outcome, { kind: 'complete', bytes: video.length, sha256 });
    assert.deepEqual(asked, [undefined, 'bytes=1000000-']);
  });

  it('begins anew where nothing tells that the rest belongs to the same video, and gains nothing by the same cut', async (t) => {
    const lengths = [1_000_000, 1_000_000, video.length];
    const link = await serve(t, (request, response) => {
      assert.equal(request.headers.range, undefined);
      response.writeHead(200).end(video.subarray(0, lengths.shift()));
    });
    const first = await fetchFrom(t, link);
    const again = await fetchFrom(t, link, { file: first.file });
    assert.deepEqual([first.outcome.kind, again.outcome.kind], ['again', 'unfit']);
    assert.equal((await fetchFrom(t, link, { file: first.file })).outcome.kind, 'complete');
  });

  it('does not take a file for whole that the host itself has only in part, nor the same bytes later', async (t) => {
    const half = video.subarray(0, 1_500_000);
    let body: Buffer = half;
    const link = await serve(t, (_, response) => response.writeHead(200, { 'content-length': body.length }).end(body));
    const first = await fetchFrom(t, link);
    assert.equal(first.outcome.kind, 'unfit');
    body = video;
    const later = await fetchFrom(t, link, { file: first.file, ...(first.partial && { partial: first.partial }) });
    assert.deepEqual(later.outcome, { kind: 'complete', bytes: video.length, sha256 });
  });

  it('takes off a compression that it did not ask for', async (t) => {
    const packed = gzipSync(video);
    const whole = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length, etag: '"z"' }).end(packed)));
    assert.deepEqual([whole.outcome, whole.partial], [{ kind: 'complete', bytes: video.length, sha256 }, undefined]);
    const cut = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2))));
    assert.equal(cut.outcome.kind, 'again');
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const flood = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)), { maxBytes: 1_000_000 });
    assert.equal(flood.outcome.kind, 'unfit');
  });

  it('carries no credentials and follows at most five redirects, each of them checked', async (t) => {
    let hops = 0;
    const link = await serve(t, (request, response) => {
      assert.equal(request.headers.authorization, undefined);
      assert.equal(request.headers.cookie, undefined);
      response.writeHead(302, { location: `/${String(++hops)}.mp4` }).end();
    });
    const { outcome } = await fetchFrom(t, link);
    assert.equal(outcome.kind, 'unfit');
    assert.equal(hops, 6);
  });

  it('does not follow a public gateway’s link or redirect into a private network', async (t) => {
    let arrived = 0;
    const inside = await serve(t, (_, response) => {
      arrived += 1;
      response.writeHead(200).end(video);
    });
    for (const link of [inside, 'https://192.168.0.10/a.mp4', 'https://[::1]/a.mp4', 'https://localhost/a.mp4']) {
      const { outcome } = await fetchFrom(t, link, { policy: { mayBePrivate: false } });
      assert.equal(outcome.kind, 'unfit', link);
    }
    assert.equal(arrived, 0);
  });

  it('says that there is no room, and where', async (t) => {
    const folder = await temporaryFolder(t);
    const { outcome } = await fetchFrom(t, await serve(t, (_, response) => response.writeHead(200).end(video)), { file: path.join(folder, 'missing', 'a.mp4.part') });
    assert.equal(outcome.kind, 'storage');
  });

  it('ends with the reason of its signal', async (t) => {
    const stop = new AbortController();
    const link = await serve(t, (_, response) => {
      response.writeHead(200, { 'content-length': video.length });
      response.write(video.subarray(0, 100_000), () => { stop.abort(new Error('stopped by the user')); });
    });
    await assert.rejects(fetchFrom(t, link, { signal: stop.signal }), { message: 'stopped by the user' });
  });
});
