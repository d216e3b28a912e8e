import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { RequestSettings } from '../../../../src/views/composer/requests.ts';
import { curlOf, requestsOf } from '../../../../src/views/composer/requests.ts';
import { requestRows } from '../../../../src/webview/composer/requestDiff.ts';

const settings: RequestSettings = {
  directiveLanguage: 'auto', toapisRequestStyle: 'metadata', apimartFirstFrame: 'upload',
  baseUrl: (gateway) => (gateway === 'apimart' ? 'https://api.apimart.ai' : 'https://toapis.com'),
};
const shot = { prompt: '[Push in] A cat', settings: { ...defaultSettings, duration: 10 as const } };

describe('what will be sent', () => {
  it('is the chosen gateway’s request, then the other one’s, each in its own words and form', () => {
    const [first, second] = requestsOf(shot, 'toapis', settings);
    assert.deepEqual([first?.gateway, second?.gateway], ['toapis', 'apimart']);
    assert.equal(first?.url, 'https://toapis.com/v1/videos/generations');
    assert.deepEqual(JSON.parse(first.body), {
      model: 'MiniMax-Hailuo-2.3', prompt: '[Push in] A cat', duration: 10,
      metadata: { resolution: '768p', prompt_optimizer: true, fast_pretreatment: false, watermark: false },
    });
    assert.deepEqual(JSON.parse(second?.body ?? ''), {
      model: 'MiniMax-Hailuo-2.3', prompt: '[推进] A cat', duration: 10, resolution: '768p', prompt_optimizer: true, fast_pretreatment: false, watermark: false,
    });
  });
  it('names a local first frame, which has no address before its upload, and passes an address on', () => {
    const local = { ...shot, settings: { ...shot.settings, firstFrame: '/home/me/secret/cat.png' } };
    const [apimart, toapis] = requestsOf(local, 'apimart', settings);
    assert.match(apimart?.body ?? '', /"first_frame_image": "\(the address of cat\.png after its upload\)"/);
    assert.ok(!`${apimart?.body}${toapis?.body}`.includes('/home/me'));
    assert.match(requestsOf(local, 'apimart', { ...settings, apimartFirstFrame: 'inline' })[0]?.body ?? '', /the bytes of cat\.png/);
    const remote = { ...shot, settings: { ...shot.settings, firstFrame: 'https://example.com/cat.png' } };
    assert.match(requestsOf(remote, 'toapis', { ...settings, toapisRequestStyle: 'topLevel' })[0]?.body ?? '', /"image_urls": \[\s+"https:\/\/example\.com\/cat\.png"/);
  });
  it('copies as cURL with a variable in the key’s place', () => {
    const curl = curlOf(shot, 'apimart', settings, 'posix');
    assert.match(curl, /Bearer \$APIMART_API_KEY/);
    assert.match(curl, /推进/);
  });
});

describe('two requests side by side', () => {
  const [left, right] = requestsOf(shot, 'apimart', settings);
  const rows = requestRows(left?.body ?? '', right?.body ?? '');
  const words = (side: 'left' | 'right'): string => rows.flatMap((row) => (row[side] === undefined ? [] : [row[side].map(({ text }) => text).join('')])).join('\n');

  it('say all of both, line by line', () => {
    assert.equal(words('left'), left?.body);
    assert.equal(words('right'), right?.body);
  });
  it('mark the directive and not the words that are the same', () => {
    const prompt = rows.find(({ left: line }) => line?.some(({ text }) => text.includes('A cat')));
    assert.ok(prompt?.left && prompt.right);
    assert.deepEqual(prompt.left.filter(({ changed }) => changed).map(({ text }) => text), ['推进']);
    assert.deepEqual(prompt.right.filter(({ changed }) => changed).map(({ text }) => text), ['Push in']);
  });
  it('put the same option on one row although it is nested on one side', () => {
    const [optimizer] = rows.filter(({ left: line }) => line?.some(({ text }) => text.includes('prompt_optimizer')));
    assert.equal(optimizer?.right?.some(({ changed }) => changed), false);
    assert.ok(rows.some((row) => row.left === undefined && row.right?.some(({ text, changed }) => changed && text.includes('"metadata"'))));
  });
});
