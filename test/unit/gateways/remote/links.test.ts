import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createToapis } from '../../../../src/gateways/toapis/gateway.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { serve } from '../../../support/loopback.ts';

/** The first address that a status reply with this body gives, from a gateway under `/relay`. */
async function linkIn(t: { after(done: () => unknown): void }, body: unknown): Promise<{ readonly link: string | undefined; readonly origin: string }> {
  const origin = await serve(t, (_request, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)); });
  const http = createHttp();
  t.after(() => http.close());
  const gateway = createToapis({ baseUrl: `${origin}/relay`, key: () => Promise.resolve('sk-a'), http: () => Promise.resolve(http), directiveLanguage: 'auto', requestStyle: 'metadata' });
  const outcome = await gateway.status({ remoteId: 'a' }, new AbortController().signal);
  assert.ok(outcome.kind === 'reading');
  return { link: outcome.reading.result?.kind === 'link' ? outcome.reading.result.url : undefined, origin };
}

test('a path to a video is one on the gateway’s own origin', async (t) => {
  for (const path of ['/files/a.mp4', '/v1/videos/video_1/content', '/files/a.mp4?sig=1&e=2']) {
    const { link, origin } = await linkIn(t, { id: 'a', status: 'completed', video_url: path });
    assert.equal(link, origin + path);
  }
});

test('in a field for the video any path is one, in any letters, and a host needs no scheme', async (t) => {
  for (const [text, path] of [
    ['/v1/videos/T/content?variant=video', '/v1/videos/T/content?variant=video'], ['/api/v1/files/x/download', '/api/v1/files/x/download'],
    ['files/a.mp4', '/files/a.mp4'], ['a.mp4', '/a.mp4'], ['/files/my video.mp4', '/files/my%20video.mp4'], ['/videos/视频.mp4', '/videos/%E8%A7%86%E9%A2%91.mp4'], ['`/files/a.mp4`', '/files/a.mp4'],
  ] as const) {
    const { link, origin } = await linkIn(t, { id: 'a', status: 'completed', video_url: text });
    assert.equal(link, origin + path);
  }
  for (const text of ['cdn.example.com/v/a.mp4', '<https://cdn.example.com/v/a.mp4>', '//cdn.example.com/v/a.mp4']) {
    assert.equal((await linkIn(t, { id: 'a', status: 'completed', video_url: text })).link, 'https://cdn.example.com/v/a.mp4');
  }
  for (const text of ['n/a', 'pending', '-']) {
    assert.notEqual((await linkIn(t, { id: 'a', status: 'completed', video_url: text })).link?.startsWith('http'), true, text);
  }
});

test('a path to anything else is no link', async (t) => {
  const { link } = await linkIn(t, { id: 'a', status: 'completed', data: { note: '/files/a.txt', other: '/v1/videos' } });
  assert.equal(link, undefined);
});
