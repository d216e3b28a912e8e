import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SubmitOutcome } from '../../../../src/gateways/gateway.ts';
import type { HttpFault, HttpOutcome } from '../../../../src/gateways/http/http.ts';
import { submitOutcomeOf } from '../../../../src/gateways/remote/submitOutcome.ts';
import { apimartAccepted, apimartError, apimartSubmitted, toapisError, toapisSubmitted } from '../../../support/replies.ts';
import { assertProperty } from '../../../support/property.ts';

function replied(status: number, body: unknown, headers: Record<string, string> = {}): HttpOutcome {
  return { kind: 'reply', reply: { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) } };
}

function judge(outcome: HttpOutcome): SubmitOutcome {
  return submitOutcomeOf('APIMart', outcome, ['sk-secret-key'], undefined);
}

function short(outcome: SubmitOutcome): string {
  switch (outcome.kind) {
    case 'accepted': return `accepted ${outcome.handle.remoteId}`;
    case 'refused': return `refused ${outcome.failure.class}${outcome.retry ? ', again' : ''}`;
    case 'unknown': return outcome.failure.class;
  }
}

const notice = (text: string): string => JSON.stringify({ message: text });

test('a task id is found wherever one of the known forms puts it', () => {
  assert.equal(short(judge(replied(200, apimartSubmitted('task_1')))), 'accepted task_1');
  assert.equal(short(judge(replied(202, apimartAccepted('task_2')))), 'accepted task_2');
  assert.equal(short(judge(replied(200, toapisSubmitted('video_3', '768p')))), 'accepted video_3');
  assert.equal(short(judge(replied(200, { code: 0, data: { task_id: 'task_4' } }))), 'accepted task_4');
  assert.equal(short(judge(replied(200, { task_id: ' task_5 ' }))), 'accepted task_5');
  assert.equal(short(judge(replied(200, { id: 'request_9', data: [{ id: 'row_1', task_id: 'task_9' }] }))), 'accepted task_9');
  assert.equal(short(judge(replied(200, { data: [{ id: 'task_10' }] }))), 'accepted task_10');
  assert.equal(short(judge(replied(200, { task_id: 'request_11', data: { id: 'task_11', task_id: 'other' } }))), 'accepted task_11');
  assert.equal(short(judge(replied(201, { code: 'success', data: { id: 6 } }))), 'accepted 6');
  assert.equal(short(judge(replied(200, { data: [[{ task_id: 'task_12' }]] }))), 'accepted task_12');
  assert.equal(short(judge(replied(200, '"task_1300aa"'))), 'accepted task_1300aa');
  assert.equal(short(judge(replied(200, '"please wait"'))), 'unknown-outcome');
  assert.equal(short(judge(replied(200, 'event: task\ndata: {"id":"task_14",\ndata: "status":"queued"}\n\ndata: {"status":"running"}\n\ndata: [DONE]\n\n'))), 'accepted task_14');
  assert.equal(short(judge(replied(200, `\uFEFF${JSON.stringify({ id: 'task_7' })}`))), 'accepted task_7');
});

test('an origin that Cloudflare could not connect to took nothing; what the gateway or a later fault says stays a doubt', () => {
  const ofCloudflare = { server: 'cloudflare', 'cf-ray': '8f1a2b3c4d5e6f70-FRA' };
  for (const status of [521, 523, 525, 526, 530]) {
    assert.equal(short(judge(replied(status, `error code: ${status}`, ofCloudflare))), 'refused server');
    assert.equal(short(judge(replied(status, `error code: ${status}`))), 'unknown-outcome');
    assert.equal(short(judge(replied(status, { error: { message: 'upstream' } }, ofCloudflare))), 'unknown-outcome');
  }
  for (const status of [520, 522, 524, 527]) { assert.equal(short(judge(replied(status, `error code: ${status}`, ofCloudflare))), 'unknown-outcome'); }
});

test('an order without an id tells what the gateway said', () => {
  const outcome = judge(replied(200, { status: 'error', message: 'resolution of this kind is not there' }));
  assert.ok(outcome.kind === 'unknown');
  assert.match(outcome.failure.message, /resolution of this kind/);
});

test('a clear no is a refusal that is not tried again', () => {
  assert.equal(short(judge(replied(400, apimartError(400, 'bad duration', 'invalid_request_error')))), 'refused invalid');
  assert.equal(short(judge(replied(401, apimartError(401, 'bad key', 'authentication_error')))), 'refused auth');
  assert.equal(short(judge(replied(401, { error: { code: '', message: 'bad key', type: 'invalid_request_error' } }))), 'refused auth');
  assert.equal(short(judge(replied(402, toapisError('insufficient_quota', 'no money', 'payment_required')))), 'refused balance');
  assert.equal(short(judge(replied(403, apimartError(403, 'not yours', 'permission_error')))), 'refused denied');
  assert.equal(short(judge(replied(404, '<html>nowhere</html>'))), 'refused invalid');
  assert.equal(short(judge(replied(413, '<html>too large</html>'))), 'refused invalid');
  assert.equal(short(judge(replied(422, toapisError('content_policy_violation', 'no', 'invalid_request_error')))), 'refused content');
  assert.equal(short(judge(replied(400, apimartError(400, 'prompt contains sensitive words', 'invalid_request_error')))), 'refused content');
  assert.equal(short(judge(replied(307, ''))), 'refused invalid');
});

test('an error under HTTP 200 is read by its code', () => {
  assert.equal(short(judge(replied(200, { code: 402, message: 'no money' }))), 'refused balance');
  assert.equal(short(judge(replied(200, { code: '401', msg: 'bad key' }))), 'refused auth');
  assert.equal(short(judge(replied(200, { code: 1026, message: 'input sensitive' }))), 'refused content');
  assert.equal(short(judge(replied(200, { code: 1002, message: 'slow down' }))), 'refused rate, again');
  assert.equal(short(judge(replied(200, { code: 2013, message: 'bad parameter' }))), 'refused invalid');
  assert.equal(short(judge(replied(200, { success: false, message: 'no' }))), 'refused server');
  assert.equal(short(judge(replied(200, { code: 500, message: 'boom' }))), 'unknown-outcome');
  assert.equal(short(judge(replied(200, { code: 1013, message: 'internal' }))), 'unknown-outcome');
});

test('a task id beside an unclear error is kept: its status will tell', () => {
  assert.equal(short(judge(replied(200, { code: 500, data: { task_id: 'task_8' } }))), 'accepted task_8');
  assert.equal(short(judge(replied(200, { code: 402, data: { task_id: 'task_8' } }))), 'refused balance');
});

test('only what says that nothing was executed goes out again by itself', () => {
  assert.equal(short(judge(replied(429, ''))), 'refused rate, again');
  assert.equal(short(judge(replied(503, toapisError('rate_limit_unavailable', 'later', 'server_error')))), 'refused rate, again');
  assert.equal(short(judge(replied(503, apimartError('idempotency_unavailable', 'not executed', 'server_error')))), 'refused server, again');
  assert.equal(short(judge(replied(503, apimartError('service_unavailable', 'upstream', 'server_error')))), 'unknown-outcome');
  assert.equal(short(judge(replied(500, apimartError('idempotency_unavailable', 'odd pair', 'server_error')))), 'unknown-outcome');
  const waited = submitOutcomeOf('ToAPIs', replied(429, ''), [], 7000);
  assert.equal(waited.kind === 'refused' && waited.retryAfterMs, 7000);
});

test('whatever may have been taken is an unknown outcome that the user resolves', () => {
  const lost: readonly HttpOutcome[] = [
    replied(200, ''), replied(200, '{"code":200,"da'), replied(200, '<html></html>'), replied(200, '[]'), replied(200, 'null'), replied(204, ''),
    replied(200, { code: 200, data: [] }), replied(200, { code: 200, data: [{ status: 'submitted' }] }), replied(200, { id: '' }), replied(200, { id: {} }),
    replied(500, notice('boom')), replied(502, '<html>bad gateway</html>'), replied(503, ''), replied(504, ''), replied(520, ''),
    replied(408, ''), replied(409, apimartError('idempotency_in_progress', 'wait', 'conflict')), replied(409, apimartError('idempotency_key_reused', 'other body', 'conflict')),
    replied(409, { error: { code: 409, message: 'idempotency_result_indeterminate' } }), replied(499, ''), replied(303, ''),
  ];
  for (const outcome of lost) {
    const judged = judge(outcome);
    assert.equal(judged.kind, 'unknown', JSON.stringify(outcome));
    assert.equal(judged.failure.class, 'unknown-outcome');
    assert.equal(judged.failure.command, 'resolveUnconfirmed');
    assert.ok(judged.failure.remedy);
  }
});

test('a fault is a refusal only when nothing can have been delivered', () => {
  const fault = (delivered: HttpFault['delivered'], reason: HttpFault['reason']): HttpOutcome => ({ kind: 'fault', fault: { delivered, reason, detail: 'x' } });
  for (const reason of ['name', 'refused', 'tls', 'connect-timeout', 'proxy', 'private', 'other'] as const) {
    assert.equal(short(judge(fault('no', reason))), 'refused network, again', reason);
  }
  for (const reason of ['timeout', 'reset', 'too-large', 'other'] as const) {
    assert.equal(short(judge(fault('maybe', reason))), 'unknown-outcome', reason);
  }
});

test('any reply at all has a verdict, and no 5xx or silent 2xx is ever a refusal or repeated', () => {
  assertProperty(fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
    const judged = judge(replied(status, text));
    if (status >= 500 && !text.includes('_unavailable')) { assert.equal(judged.kind, 'unknown'); }
    if (judged.kind === 'accepted') { assert.ok(status < 300); }
    if (judged.kind === 'refused' && judged.retry) { assert.ok(status === 429 || status === 503 || status < 300); }
  }), { runs: 500 });
});

test('the key and signed links do not come back in words', () => {
  const judged = judge(replied(401, { error: { message: 'Bearer sk-secret-key is wrong, see https://host.example/x?sig=abc', code: 'sk-secret-key' } }));
  assert.doesNotMatch(JSON.stringify(judged), /secret-key|sig=abc/);
  assert.equal(judged.kind === 'refused' && judged.failure.message, 'APIMart didn’t accept the API key (Bearer *** is wrong, see https://host.example/x?***).');
});
