import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Reading, StatusOutcome } from '../../../../src/gateways/gateway.ts';
import { statusOutcomeOf } from '../../../../src/gateways/remote/statusOutcome.ts';
import * as replies from '../../../support/replies.ts';
import { assertProperty } from '../../../support/property.ts';

function read(status: number, body: unknown): StatusOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return statusOutcomeOf('APIMart', { kind: 'reply', reply: { status, headers: {}, text } }, ['sk-secret-key'], undefined);
}

function readingIn(body: unknown): Reading {
  const outcome = read(200, body);
  assert.equal(outcome.kind, 'reading', JSON.stringify(outcome));
  return outcome.reading;
}

const link = 'https://cdn.example/video.mp4?sig=1';

test('a completed task of either gateway gives its link and expiry', () => {
  const facts = { id: 'task_1', status: 'completed', progress: 100, created: 1762853430, completed: 1762853695 };
  assert.deepEqual(readingIn(replies.apimartStatus({ ...facts, url: [link], expiresAt: 1762940095 })), {
    phase: 'completed', progress: 100, expiresAt: 1762940095_000, estimatedSeconds: 600, result: { kind: 'link', url: link },
  });
  assert.deepEqual(readingIn(replies.toapisStatus({ ...facts, url: link, expiresAt: 1778656300 })), {
    phase: 'completed', progress: 100, expiresAt: 1778656300_000, result: { kind: 'link', url: link },
  });
});

test('older and relayed forms give their link too', () => {
  assert.deepEqual(readingIn(replies.apimartOlderStatus({ id: 'a', status: 'success', progress: '100%', url: link })).result, { kind: 'link', url: link });
  assert.deepEqual(readingIn(replies.apimartStatus({ id: 'a', status: 'completed', url: link })).result, { kind: 'link', url: link });
  assert.deepEqual(readingIn(replies.toapisStatus({ id: 'a', status: 'completed', url: [link] })).result, { kind: 'link', url: link });
  assert.deepEqual(readingIn({ code: 'success', data: { task_id: 'a', status: 'SUCCESS', video_url: link } }).result, { kind: 'link', url: link });
  assert.deepEqual(readingIn({ code: 200, data: [{ id: 'a', status: 'Succeeded', result: { videos: [{ url: [[link]] }] } }] }).result, { kind: 'link', url: link });
  assert.deepEqual(readingIn({ id: 'a', status: 'completed', data: { url: 'other' }, result: { data: [{ url: link }] } }).result, { kind: 'link', url: link });
});

test('completed without a link is told as just that', () => {
  for (const result of [undefined, {}, { videos: [] }, { videos: [{ url: [] }] }, { videos: [{ url: '' }] }, { data: [{}] }, 'none', null]) {
    const reading = readingIn({ code: 200, data: { id: 'a', status: 'completed', result } });
    assert.deepEqual([reading.phase, reading.result], ['completed', undefined]);
  }
});

test('every known word has its phase, and an unknown one means still running', () => {
  const words = {
    queued: ['submitted', 'pending', 'QUEUED', 'queueing', 'Preparing', 'created'], running: ['processing', 'in_progress', 'IN-PROGRESS', 'in progress', 'running', 'generating'],
    completed: ['completed', 'complete', 'success', 'succeeded'], failed: ['failed', 'fail', 'failure', 'error', 'expired'], cancelled: ['cancelled', 'canceled'],
  };
  for (const [phase, all] of Object.entries(words)) { for (const status of all) { assert.equal(readingIn({ id: 'a', status }).phase, phase, status); } }
  for (const status of ['thinking', '', '完成', 'constructor', '__proto__']) { assert.equal(readingIn({ id: 'a', status }).phase, 'running', status); }
});

test('progress is a number or a percentage, and 0 tells nothing', () => {
  const progress = (value: unknown): number | undefined => readingIn({ id: 'a', status: 'running', progress: value }).progress;
  assert.deepEqual([50, '50%', ' 7 %', 0, '0%', -3, 250, 99.6, 0.2, '0.455', '0.4%', 'soon', null, {}].map(progress), [50, 50, 7, undefined, undefined, undefined, 100, 100, 20, 46, 1, undefined, undefined, undefined]);
});

test('times in seconds, milliseconds or as a date are understood, nonsense is not', () => {
  const expiry = (value: unknown): number | undefined => readingIn({ id: 'a', status: 'running', expires_at: value }).expiresAt;
  assert.deepEqual([1778656300, '1778656300', 1778656300000, '2026-05-13T07:11:40Z', 0, -1, 'soon', 1e300].map(expiry), [1778656300000, 1778656300000, 1778656300000, 1778656300000, undefined, undefined, undefined, undefined]);
});

test('the cost is passed on as reported', () => {
  const cost = (data: object): string | undefined => readingIn({ code: 200, data: { id: 'a', status: 'completed', ...data } }).cost;
  assert.deepEqual([cost({ cost: 0.28 }), cost({ cost: '0.28' }), cost({ credits_cost: 56 }), cost({ cost: 0.28, credits_cost: 56 }), cost({ cost: null }), cost({ cost: { amount: 2.5, currency: 'CNY' } })], ['0.28', '0.28', '56 credits', '0.28', undefined, '2.5 CNY']);
});

test('a failed task says why, by class, in the words of the gateway', () => {
  const failure = (body: unknown): [string | undefined, string | undefined] => {
    const reading = readingIn(body);
    assert.equal(reading.phase, 'failed');
    return [reading.failure?.class, reading.failure?.message];
  };
  assert.deepEqual(failure(replies.apimartStatus({ id: 'a', status: 'failed', error: { code: 500, message: 'upstream gave up' } })), ['server', 'APIMart couldn’t generate this video (upstream gave up).']);
  assert.deepEqual(failure(replies.toapisStatus({ id: 'a', status: 'failed', error: { code: 'generation_failed', message: 'Content violates the content policy' } })), ['content', 'APIMart rejected the content of this shot (Content violates the content policy).']);
  assert.deepEqual(failure(replies.apimartStatus({ id: 'a', status: 'failed', error: { code: 1027, message: 'output' } }))[0], 'content');
  assert.deepEqual(failure({ id: 'a', status: 'fail', reason: 'no luck' }), ['server', 'APIMart couldn’t generate this video (no luck).']);
  assert.deepEqual(failure({ code: 'success', data: { status: 'FAILURE', fail_reason: 'no luck' } })[1], 'APIMart couldn’t generate this video (no luck).');
  assert.deepEqual(failure({ id: 'a', status: 'failed' })[1], 'APIMart couldn’t generate this video (no reason given).');
  assert.deepEqual(failure({ id: 'a', status: 'failed', error: 'broken <b>pipe</b>\n\u202Eright to left' })[1], 'APIMart couldn’t generate this video (broken pipe right to left).');
});

test('a read that goes wrong is tried again, and only what the user can mend pauses: key, balance, being let through', () => {
  const then = (status: number, body: unknown): string => {
    const outcome = read(status, body);
    return outcome.kind === 'unreadable' ? `${outcome.then}${outcome.notFound ? ' not found' : ''} ${outcome.failure.class}` : outcome.kind;
  };
  assert.equal(then(408, ''), 'again server');
  assert.equal(then(429, ''), 'again rate');
  assert.equal(then(500, 'boom'), 'again server');
  assert.equal(then(502, '<html></html>'), 'again server');
  assert.equal(then(200, '<html>checking your browser</html>'), 'again server');
  assert.equal(then(200, {}), 'again server');
  assert.equal(then(302, ''), 'again server');
  assert.equal(then(400, replies.apimartError(400, 'bad id', 'invalid_request_error')), 'again server');
  assert.equal(then(404, replies.toapisError(404, 'Task not found', 'not_found_error')), 'again not found server');
  assert.equal(then(200, { code: 404, message: 'no task' }), 'again not found server');
  assert.equal(then(401, ''), 'pause auth');
  assert.equal(then(402, ''), 'pause balance');
  assert.equal(then(403, '<html></html>'), 'pause denied');
  assert.equal(then(200, { code: 401, message: 'bad key' }), 'pause auth');
});

test('a read that is refused in the words of a refused order advises nothing that would pay for the video again', () => {
  const refusals: readonly (readonly [number, string, string, boolean])[] = [
    [503, 'model_not_found', 'No available channel for model MiniMax-Hailuo-2.3 under group default', false],
    [503, '', '当前分组 default 下对于模型 MiniMax-Hailuo-2.3 无可用渠道', false],
    [403, 'model_access_denied', 'this token has no access to model MiniMax-Hailuo-2.3', true],
    [400, 'content_policy', 'the prompt violates the content policy', false],
    [400, 'invalid_request_error', 'duration must be 6 or 10', true],
    [405, '', 'method not allowed', true],
  ];
  for (const [status, code, message, doubtsId] of refusals) {
    const outcome = read(status, { error: { code, message } });
    assert.ok(outcome.kind === 'unreadable' && outcome.then === 'again', message);
    assert.deepEqual([outcome.failure.class, outcome.failure.remedy, outcome.doubtsId === true], ['server', 'Try again later.', doubtsId], message);
    assert.ok(outcome.failure.message.includes(message), outcome.failure.message);
  }
});

test('a fault is a read to be tried again', () => {
  const outcome = statusOutcomeOf('APIMart', { kind: 'fault', fault: { delivered: 'maybe', reason: 'reset', detail: 'x' } }, [], undefined);
  assert.equal(outcome.kind === 'unreadable' && outcome.then, 'again');
});

const oddValue: fc.Arbitrary<unknown> = fc.oneof(fc.jsonValue(), fc.constantFrom('completed', 'failed', '50%', 1e308, -1, '', '__proto__', [[[[[]]]]]));
const oddTask = fc.record({
  id: oddValue, task_id: oddValue, status: oddValue, progress: oddValue, result: fc.oneof(oddValue, fc.record({ videos: oddValue, data: oddValue })), result_url: oddValue,
  error: fc.oneof(oddValue, fc.record({ code: oddValue, message: oddValue, type: oddValue })), expires_at: oddValue, cost: oddValue, estimated_time: oddValue, message: oddValue, reason: oddValue,
}, { requiredKeys: [] });

test('reading never throws, whatever comes, and what it gives is well-formed', () => {
  const envelope = fc.oneof(oddTask, fc.record({ code: oddValue, success: oddValue, data: fc.oneof(oddTask, fc.array(oddTask)) }, { requiredKeys: [] }));
  assertProperty(fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(envelope.map((body) => JSON.stringify(body)), fc.string()), (status, text) => {
    const outcome = read(status, text);
    if (outcome.kind === 'unreadable') { assert.ok(outcome.failure.message.length > 0); return; }
    assert.equal(outcome.kind, 'reading');
    const { phase, progress, result, failure, expiresAt } = outcome.reading;
    assert.ok(progress === undefined || (progress >= 1 && progress <= 100));
    assert.ok(expiresAt === undefined || Number.isFinite(new Date(expiresAt).getTime()));
    assert.equal(failure !== undefined, phase === 'failed');
    if (result) { assert.equal(phase, 'completed'); assert.ok(result.kind === 'link' && result.url.length > 0); }
  }), { runs: 2000 });
});

test('no word outside the list ends a task by itself', () => {
  const ending = new Set(['completed', 'complete', 'success', 'succeeded', 'failed', 'fail', 'failure', 'error', 'expired', 'cancelled', 'canceled']);
  assertProperty(fc.property(fc.string(), (status) => {
    fc.pre(!ending.has(status.trim().toLowerCase()) && !/fail|reject|abort|time|terminat|moderat|nsfw|flagged|banned/i.test(status));
    assert.ok(['queued', 'running'].includes(readingIn({ id: 'a', status }).phase));
  }));
});

test('deeply nested replies neither throw nor take long', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  assert.equal(readingIn(`{"id":"a","status":"completed","result":{"videos":${deep}}}`).result, undefined);
});
