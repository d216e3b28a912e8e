import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBaseUrl } from '../../../src/gateways/baseUrl.ts';
import { sites } from '../../../src/gateways/sites.ts';

function read(text: string): string {
  const base = readBaseUrl(text, 'APIMart');
  return base.kind === 'base' ? base.url : base.message;
}

test('a trailing slash and /v1 are accepted, a path before them is kept', () => {
  for (const text of ['https://api.apimart.ai', 'https://api.apimart.ai/', ' https://API.apimart.ai/v1 ', 'https://api.apimart.ai/v1/', 'https://api.apimart.ai//v1//']) {
    assert.equal(read(text), 'https://api.apimart.ai');
  }
  assert.equal(read('https://relay.example:8443/hailuo/v1/'), 'https://relay.example:8443/hailuo');
  assert.equal(read('https://relay.example/v1beta'), 'https://relay.example/v1beta');
});

test('plain http is for this machine alone', () => {
  for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'gateway.localhost']) { assert.equal(read(`http://${host}/v1`), `http://${host}`); }
  for (const host of ['api.apimart.ai', '192.168.0.1', 'localhost.example', '0.0.0.0', '127.0.0.1.example']) {
    assert.match(read(`http://${host}`), /isn’t encrypted.*https/);
  }
});

test('what is no address, or carries more than one, is refused with its remedy', () => {
  assert.match(read('api.apimart.ai'), /isn’t a valid address.*https:\/\//);
  assert.match(read(''), /isn’t a valid address/);
  assert.match(read('ftp://api.apimart.ai'), /https:\/\//);
  assert.match(read('https://sk-key@api.apimart.ai'), /user name or password/);
  assert.doesNotMatch(read('https://user:sk-key@api.apimart.ai'), /sk-key/);
  assert.match(read('https://api.apimart.ai/?key=sk-key'), /“\?”/);
});

test('the sites of both vendors pass their own check', () => {
  for (const { defaultBaseUrl, name, keyPage } of Object.values(sites)) {
    assert.deepEqual(readBaseUrl(defaultBaseUrl, name), { kind: 'base', url: defaultBaseUrl });
    assert.equal(new URL(keyPage).protocol, 'https:');
  }
});
