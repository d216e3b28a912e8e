import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sites, taskSiteOf } from '../../../src/gateways/sites.ts';

test('what became of a request is looked for where it was sent: at the vendor, or at the relay', () => {
  assert.deepEqual(taskSiteOf({ gateway: 'apimart', baseUrl: 'https://api.apimart.ai' }), { name: 'APIMart', page: sites.apimart.taskPage });
  assert.deepEqual(taskSiteOf({ gateway: 'toapis', baseUrl: 'https://toapis.com/proxy' }), { name: 'ToAPIs', page: sites.toapis.taskPage });
  assert.deepEqual(taskSiteOf({ gateway: 'toapis' }), { name: 'ToAPIs', page: sites.toapis.taskPage });
  assert.deepEqual(taskSiteOf({ gateway: 'apimart', baseUrl: 'https://relay.example:8443/hailuo' }), { name: 'relay.example:8443', page: 'https://relay.example:8443/' });
});
