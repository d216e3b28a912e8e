import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { linksOf } from '../../../../src/gateways/remote/links.ts';
import { statusOutcomeOf } from '../../../../src/gateways/remote/statusOutcome.ts';
import { faststartMp4 } from '../../../support/mp4.ts';
import { fetchFrom } from '../support/fetching.ts';

const video = faststartMp4(3_000_000);
const sha256 = createHash('sha256').update(video).digest('hex');

describe('a video within the reply itself', () => {
  const base64 = video.toString('base64');

  for (const [what, text] of [['base64', base64], ['a data address', `data:video/mp4;base64,${base64}`], ['base64 for addresses', video.toString('base64url')]] as const) {
    it(`is saved whole, as ${what}`, async (t) => {
      const read = statusOutcomeOf('APIMart', { kind: 'reply', reply: { status: 200, headers: {}, text: JSON.stringify({ id: 'a', status: 'completed', data: [{ b64_json: text }] }) } }, ['sk-stays-here'], undefined);
      assert.ok(read.kind === 'reading' && read.reading.result?.kind === 'link');
      const { outcome, file } = await fetchFrom(t, read.reading.result.url);
      assert.deepEqual(outcome, { kind: 'complete', bytes: video.length, sha256 });
      assert.deepEqual(await readFile(file), video);
    });
  }

  it('is not taken where it is cut, too large or no mp4, and an address goes first', async (t) => {
    const inline = (bytes: Buffer): string => `data:video/mp4;base64,${bytes.toString('base64')}`;
    assert.equal((await fetchFrom(t, inline(video.subarray(0, 1_000_000)))).outcome.kind, 'unfit');
    assert.equal((await fetchFrom(t, inline(video), { maxBytes: 1_000_000 })).outcome.kind, 'unfit');
    assert.deepEqual(linksOf({}, { url: `data:image/png;base64,${'iVBORw0KGgo'.repeat(20)}`, text: 'A'.repeat(2000) }), []);
    assert.deepEqual(linksOf({}, { video: base64, url: 'https://cdn.example/a.mp4' }).map((link) => link.slice(0, 25)), ['https://cdn.example/a.mp4', 'data:video/mp4;base64,AAA']);
  });
});
