import fc from 'fast-check';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Task } from '../../../../src/tasks/task.ts';
import type { TaskEvent } from '../../../../src/tasks/taskEvent.ts';

/** A record as `create` makes it. */
export function waitingTask(more: Partial<Task> = {}): Task {
  return {
    version: 1, id: '0mwpo96b7-y32z2d', revision: 1, gateway: 'apimart', baseUrl: 'https://api.apimart.ai', state: 'waiting', progress: 0,
    prompt: '[Push in] A cat', sentPrompt: '[Push in] A cat', settings: defaultSettings, folder: '/film/videos', createdAt: 1000, idempotencyKey: 'one-key', ...more,
  };
}

/** A record of a shot that continues the one before, as `create` makes it. */
export function heldTask(more: Partial<Task> = {}): Task {
  return waitingTask({ state: 'held', waitsFor: { shot: 'Kitchen', task: 'a' }, ...more });
}

const failure = fc.constantFrom(
  { class: 'network', message: 'no connection' } as const,
  { class: 'auth', message: 'no key', command: 'setApiKey' } as const,
  { class: 'content', message: 'refused by the content filter' } as const,
);
const at = fc.integer({ min: 1000, max: 1e9 });
/** When requests leave: few times, so that a refusal is often of the last one. */
const left = fc.constantFrom(2000, 3000, 4000);
const of = fc.constantFrom(0, 2000, 3000, 4000);
const remoteId = fc.constantFrom('task_a', 'task_b');
const prepared = fc.constantFrom('[推进] A cat', '[推进] A dog').map((sentPrompt) => ({ sentPrompt, body: { prompt: sentPrompt } }));
const reading = fc.record({
  phase: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('queued' as const, 'running' as const, 'completed' as const) },
    { weight: 1, arbitrary: fc.constantFrom('failed' as const, 'cancelled' as const) },
  ),
  progress: fc.integer({ min: -10, max: 130 }),
  result: fc.constantFrom({ kind: 'link', url: 'https://files.example/a.mp4' } as const, { kind: 'file', path: '/tmp/a.mp4' } as const),
  failure,
}, { requiredKeys: ['phase'] });

const waitsFor = fc.record({ shot: fc.constant('Kitchen'), task: fc.constantFrom('a', 'b'), file: fc.constant('/film/videos/kitchen.mp4') }, { requiredKeys: ['shot'] });

const kind = <K extends TaskEvent['kind']>(name: K): fc.Arbitrary<K> => fc.constant(name);

const anyEvent: fc.Arbitrary<TaskEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: kind('approved'), at }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('submitting'), prepared, idempotencyKey: fc.constantFrom('new-key', 'newer-key'), at: left }, { requiredKeys: ['kind', 'prepared', 'at'] }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('accepted'), remoteId, at }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('deferred'), failure, retryAt: at, of }, { requiredKeys: ['kind', 'failure', 'retryAt'] }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('refused'), failure, at, of }, { requiredKeys: ['kind', 'failure', 'at'] }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('unknownOutcome'), failure }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('ownerLost'), failure }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('read'), reading, at }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('troubled'), failure }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('lost') }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('unknownRemote'), failure, at }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('fetching'), target: fc.constant('/film/videos/a.mp4') }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('saved'), file: fc.constant('/film/videos/a.mp4'), bytes: fc.nat(), sha256: fc.constant('ab'), at }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('paused'), failure, of }, { requiredKeys: ['kind', 'failure'] }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('checkRequested'), at }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('savedIn'), folder: fc.constant('/elsewhere'), at }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('frameTaken'), frame: fc.constant('/film/videos/kitchen-last-frame.png'), of: waitsFor }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('noFrame'), failure, of: waitsFor }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('waitsOn'), task: fc.constantFrom('a', 'b'), file: fc.constant('/film/videos/kitchen.mp4') }, { requiredKeys: ['kind'] }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('startWithout') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('stopped'), at }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('trackedAgain'), at }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('adopted'), remoteId, at }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('notCharged'), at }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('submitAgain'), at }) },
);

/** Anything that can happen, in any order; what ends a task is rarer, so that lives become long. */
export const anyLife = fc.array(anyEvent, { maxLength: 80, size: 'max' });
