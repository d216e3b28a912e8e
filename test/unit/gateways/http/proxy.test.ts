import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxyRoute } from '../../../../src/gateways/http/proxy.ts';

test('without setting and environment the way is straight', () => {
  assert.deepEqual(proxyRoute({}), { forHttp: '', forHttps: '', except: '' });
});

test('the setting wins over the environment for both schemes', () => {
  const route = proxyRoute({ proxy: 'http://corp:3128', env: { HTTP_PROXY: 'http://other:1', https_proxy: 'http://other:2' } });
  assert.deepEqual([route.forHttp, route.forHttps], ['http://corp:3128/', 'http://corp:3128/']);
});

test('the environment serves each scheme, in either case of letters, and a bare host means http', () => {
  const route = proxyRoute({ env: { HTTP_PROXY: 'plain:8080', https_proxy: 'https://secure:8443' } });
  assert.deepEqual([route.forHttp, route.forHttps], ['http://plain:8080/', 'https://secure:8443/']);
  assert.equal(proxyRoute({ env: { http_proxy: 'plain:8080' } }).forHttps, 'http://plain:8080/');
});

test('exceptions of the setting and of the environment both count', () => {
  assert.equal(proxyRoute({ noProxy: ['*.local', '10.0.0.1'], env: { NO_PROXY: 'a,b' } }).except, '*.local,10.0.0.1,a,b');
});

test('an address that is none throws', () => {
  assert.throws(() => proxyRoute({ proxy: 'http://[' }), TypeError);
});
