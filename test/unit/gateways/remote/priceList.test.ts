import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { pricesIn, readPriceList } from '../../../../src/gateways/remote/priceList.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { startEmulator } from '../../../gateway/emulator.ts';

const page = (data: object): object => ({ success: true, data: { model_name: 'MiniMax-Hailuo-2.3', ...data } });
const told = (reply: unknown): string => pricesIn(reply).map(({ resolution, seconds, usd }) => `${resolution} ${seconds} ${usd}`).join(', ');

describe('APIMart’s price list', () => {
  it('is read in every form that public clients read, and never makes a price up', () => {
    const forms: readonly [unknown, string][] = [
      [page({ billing_type: 'resolution_duration', model_price: 0.1, resolution_duration_prices: { '768P-6s': 0.25, '768p-10s': '0.5', '1080P-6s': 0.44, '1080P-10s': 0.9 } }), '768p 6 0.25, 768p 10 0.5, 1080p 6 0.44'],
      [page({ billing_type: 'per_second', resolution_prices: { '768p': 0.045, '1080P': 0.07 } }), '768p 6 0.27, 768p 10 0.45, 1080p 6 0.42'],
      // With a first frame it may cost more: the dearer counts.
      [page({ billing_type: 'per_second', resolution_prices: { '768p': 0.04, '768p-input': 0.05 } }), '768p 6 0.3, 768p 10 0.5'],
      [page({ billing_type: 'per_second', model_price: 0.05 }), '768p 6 0.3, 768p 10 0.5, 1080p 6 0.3'],
      [page({ billing_type: 'per_request', model_price: '0.28' }), '768p 6 0.28, 768p 10 0.28, 1080p 6 0.28'],
      [page({ billing_type: 'resolution', resolution_prices: { '768P': 0.28 } }), '768p 6 0.28, 768p 10 0.28'],
      [{ billing_type: 'per_call', model_price: 0.28 }, '768p 6 0.28, 768p 10 0.28, 1080p 6 0.28'],
      // By what a price is counted is not said, or is nothing that a video is counted by.
      [page({ model_price: 0.28 }), ''], [page({ billing_type: 'token', model_price: 0.28 }), ''], [page({ billing_type: 'size_quality', size_quality_prices: { '1:1': { high: 1 } } }), ''],
      [page({ billing_type: 'per_second', resolution_prices: { '720p': 0.04 } }), ''], [page({ billing_type: 'per_call', model_price: 0 }), ''], [page({ billing_type: 'per_call', model_price: -1 }), ''],
      [page({ billing_type: 'per_call', model_price: 'NaN' }), ''], [page({ billing_type: 'per_call', model_price: 1e12 }), ''], [page({ model_name: 'sora-2', billing_type: 'per_call', model_price: 1 }), ''],
      [page({ resolution_duration_prices: { '768P-6s': { usd: 1 } } }), ''], [{ data: [] }, ''], [[], ''], [null, ''], ['0.28', ''],
    ];
    for (const [reply, expected] of forms) assert.equal(told(reply), expected, JSON.stringify(reply));
  });

  it('is asked for once, without a key', async (t) => {
    const emulator = await startEmulator();
    const http = createHttp({});
    t.after(() => Promise.all([http.close(), emulator.close()]));
    const outcome = await readPriceList(http, emulator.apimart, new AbortController().signal);
    assert.ok(outcome.kind === 'prices');
    assert.deepEqual(outcome.prices.map(({ usd }) => usd), [0.25, 0.5, 0.44]);
    assert.deepEqual(emulator.log.entries.map(({ method, path, bearer }) => [method, path, bearer]), [['GET', '/api/pricing/model?model=MiniMax-Hailuo-2.3', undefined]]);
  });

  for (const [what, status, body, words] of [
    ['a page that is not there', 404, '<html><title>404 Not Found</title></html>', /APIMart/u], ['a model that it does not know', 200, '{"success":false,"message":"model not found"}', /model not found/u],
    ['a page without a price', 200, '{"success":true,"data":{"model_name":"MiniMax-Hailuo-2.3"}}', /no readable price for MiniMax-Hailuo-2\.3/u], ['no JSON', 200, 'ok', /APIMart/u], ['half a page', 200, '{"data":{"billing_t', /APIMart/u],
  ] as const) {
    it(`says of ${what} that it cannot be read`, async (t) => {
      const server = createServer((_request, response) => { response.writeHead(status).end(body); }).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const http = createHttp({});
      t.after(async () => {
        await http.close();
        server.close();
      });
      const outcome = await readPriceList(http, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, new AbortController().signal);
      assert.ok(outcome.kind === 'unreadable');
      assert.match(outcome.failure.message, words);
    });
  }
});
