import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReachable } from '../../../src/agents/reachable.ts';
import type { HttpFault, HttpOutcome } from '../../../src/gateways/http/http.ts';
import { balanceOutcomeOf, keyOutcomeOf } from '../../../src/gateways/remote/accountOutcome.ts';

/** What hailuo_doctor says of a gateway that answers its question about the key so. */
function reachableAfter(outcome: HttpOutcome): boolean {
  return isReachable(keyOutcomeOf(balanceOutcomeOf('APIMart', outcome, [])));
}

for (const [status, body] of [
  [200, { remain_balance: 3 }], [200, { something: 'else' }], [401, { error: { message: 'Invalid API key' } }], [402, { error: { message: 'Insufficient balance' } }], [403, '<html>Access denied</html>'],
  [404, ''], [429, { error: { message: 'Too many requests' } }], [500, ''], [503, '<html>Service unavailable</html>'],
] as const) {
  test(`a gateway that answers ${String(status)} ${JSON.stringify(body)} is there, whatever that says of the key`, () => {
    assert.equal(reachableAfter({ kind: 'reply', reply: { status, headers: {}, text: typeof body === 'string' ? body : JSON.stringify(body) } }), true);
  });
}

for (const reason of ['name', 'refused', 'connect-timeout', 'tls', 'proxy', 'timeout', 'reset'] as const satisfies readonly HttpFault['reason'][]) {
  test(`a gateway of which nothing came back (${reason}) is not reachable`, () => {
    assert.equal(reachableAfter({ kind: 'fault', fault: { delivered: 'maybe', reason, detail: 'x' } }), false);
  });
}
