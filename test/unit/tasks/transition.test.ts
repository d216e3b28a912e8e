import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Task } from '../../../src/tasks/task.ts';
import { finalStates, taskStates } from '../../../src/tasks/task.ts';
import { readEntry, taskText } from '../../../src/tasks/journal/record.ts';
import type { TaskEvent } from '../../../src/tasks/taskEvent.ts';
import { transition } from '../../../src/tasks/transition.ts';
import { anyLife, heldTask, waitingTask } from './support/records.ts';
import { assertProperty, draw } from '../../support/property.ts';

const prepared = { sentPrompt: '[推进] A cat', body: { prompt: '[推进] A cat' } };
const failure = { class: 'network', message: 'cut' } as const;
const link = { kind: 'link', url: 'https://files.example/a.mp4' } as const;

function after(task: Task, ...events: readonly TaskEvent[]): Task {
  return events.reduce((now, event) => {
    const step = transition(now, event);
    assert.ok(step.kind === 'changed', `${event.kind} in ${now.state}`);
    return step.task;
  }, task);
}

const proposed = (): Task => waitingTask({ state: 'needsApproval', approval: { quote: 'q', concerns: [] } });
const submitting = (): Task => after(waitingTask(), { kind: 'submitting', prepared, at: 2000 });
const queued = (): Task => after(submitting(), { kind: 'accepted', remoteId: 'task_a', at: 3000 });
const downloading = (): Task => after(queued(), { kind: 'read', reading: { phase: 'completed', result: link }, at: 4000 });

/** Visits each step of a random life. */
function live(task: Task, events: readonly TaskEvent[], visit: (before: Task, event: TaskEvent, next: Task | undefined) => void): Task {
  return events.reduce((now, event) => {
    const step = transition(now, event);
    visit(now, event, step.kind === 'changed' ? step.task : undefined);
    return step.kind === 'changed' ? step.task : now;
  }, task);
}

/** A clear refusal, in each of its ways, of the request that left last. */
const isOfLast = ({ submittedAt }: Task, event: TaskEvent): boolean => submittedAt !== undefined && 'of' in event && event.of === submittedAt;

const anyGateway = fc.constantFrom('apimart' as const, 'toapis' as const, 'animatic' as const);

describe('whatever happens to a task, in whatever order,', () => {
  it('every state is reached (or the promises below would be tested on little)', () => {
    const reached = new Set<string>();
    for (const events of draw(anyLife, 300)) {
      for (const first of [waitingTask(), heldTask()]) {
        live(first, events, (_before, _event, next) => reached.add(next?.state ?? ''));
      }
      live(proposed(), events, (before) => reached.add(before.state));
    }
    assert.deepEqual(taskStates.filter((state) => !reached.has(state)), []);
  });

  it('a final state is final; a stopped task notes a late id or a late refusal, and is tracked again by the id that it has', () => {
    assertProperty(fc.property(anyGateway, anyLife, (gateway, events) => {
      live(waitingTask({ gateway }), events, (before, event, next) => {
        if (finalStates.has(before.state) && next && event.kind === 'trackedAgain') {
          assert.deepEqual([before.state, next.state, next.remoteId, next.file], ['cancelled', 'queued', before.remoteId, undefined]);
          assert.notEqual(before.remoteId, undefined);
        } else if (finalStates.has(before.state) && next && event.kind !== 'accepted') {
          assert.ok(before.state === 'cancelled' && before.mayBeCharged && before.remoteId === undefined && isOfLast(before, event), event.kind);
          const { mayBeCharged: _charged, secondTry: _second, failure: _failure, ...same } = before;
          const { mayBeCharged: _chargedNow, secondTry: _secondNow, failure: _failureNow, ...sameNow } = next;
          assert.deepEqual(sameNow, { ...same, revision: before.revision + 1 });
        } else if (finalStates.has(before.state) && next) {
          assert.deepEqual(next, { ...before, revision: before.revision + 1, remoteId: next.remoteId });
          assert.equal(before.remoteId, undefined);
        }
      });
    }));
  });

  it('an agent’s order goes nowhere but to its end until it is approved, and is approved once', () => {
    assertProperty(fc.property(anyLife, (events) => {
      live(proposed(), events, (before, event, next) => {
        if (before.state === 'needsApproval' && next) assert.ok(['approved', 'stopped'].includes(event.kind), event.kind);
        if (before.state !== 'needsApproval' && event.kind === 'approved') assert.equal(next, undefined);
      });
    }));
    const approved = after(proposed(), { kind: 'approved', at: 9 });
    assert.deepEqual([approved.state, approved.approval?.approvedAt], ['waiting', 9]);
  });

  it('progress stays within 0 and 100 and never goes back', () => {
    assertProperty(fc.property(anyGateway, anyLife, (gateway, events) => {
      live(waitingTask({ gateway }), events, (before, _event, next) => {
        assert.ok(!next || (next.progress >= before.progress && next.progress <= 100), `${String(before.progress)} → ${String(next?.progress)}`);
      });
    }));
  });

  it('each change is one revision, and the record survives being written and read', () => {
    assertProperty(fc.property(anyGateway, anyLife, (gateway, events) => {
      const end = live(waitingTask({ gateway }), events, (before, _event, next) => {
        assert.equal(next?.revision ?? before.revision + 1, before.revision + 1);
      });
      assert.deepEqual(readEntry(taskText(end)), { kind: 'task', task: end });
    }));
  });

  it('a paid task is sent again only after a clear refusal or by the user’s own decision', () => {
    assertProperty(fc.property(fc.constantFrom('apimart' as const, 'toapis' as const), anyLife, (gateway, events) => {
      let mayHaveBeenCharged = false;
      live(waitingTask({ gateway }), events, (before, event, next) => {
        if (next?.state === 'submitting') {
          assert.equal(mayHaveBeenCharged, false);
          mayHaveBeenCharged = true;
        } else if (next && before.state === 'submitting') {
          // Only what says that nothing was accepted, and `paused`, which is written for nothing else, lifts the doubt.
          mayHaveBeenCharged = !['deferred', 'refused', 'paused'].includes(event.kind);
          assert.ok(!('of' in event) || isOfLast(before, event), 'a refusal of another request');
        } else if (next && before.state === 'unconfirmed' && ['deferred', 'refused', 'paused'].includes(event.kind)) {
          assert.ok(isOfLast(before, event));
          mayHaveBeenCharged = next.state === 'unconfirmed';
        } else if (next && event.kind === 'submitAgain') {
          mayHaveBeenCharged = false;
        }
      });
    }), { runs: 500 });
  });

  it('the question whether the first try was charged stays open until a task exists or the user closes it', () => {
    assertProperty(fc.property(fc.constantFrom('apimart' as const, 'toapis' as const), anyLife, (gateway, events) => {
      /** Which of its requests, counted from 1, may have been charged. */
      let inDoubt: readonly number[] = [];
      let sent = 0;
      live(waitingTask({ gateway }), events, (before, event, next) => {
        if (!next) return;
        sent += event.kind === 'submitting' ? 1 : 0;
        if (before.state === 'submitting' && ['unknownOutcome', 'ownerLost', 'stopped'].includes(event.kind)) inDoubt = [...inDoubt, sent];
        if (['unconfirmed', 'cancelled'].includes(before.state) && isOfLast(before, event)) inDoubt = inDoubt.filter((one) => one !== sent);
        if (['accepted', 'adopted', 'trackedAgain', 'notCharged'].includes(event.kind)) inDoubt = [];
        assert.ok(inDoubt.length === 0 || next.state === 'unconfirmed' || next.mayBeCharged, `${event.kind}: ${before.state} → ${next.state}`);
        if (before.mayBeCharged && !next.mayBeCharged) {
          assert.ok(['accepted', 'adopted', 'trackedAgain', 'notCharged'].includes(event.kind) || next.state === 'unconfirmed' || (before.state === 'cancelled' && isOfLast(before, event)), `${event.kind} → ${next.state}`);
        }
        assert.ok(!next.mayBeCharged || !['failed', 'paused'].includes(next.state));
      });
    }), { runs: 500 });
  });

  it('the request that may have been charged never changes, nor the key that makes a second one harmless; both change together', () => {
    assertProperty(fc.property(anyGateway, anyLife, (gateway, events) => {
      live(waitingTask({ gateway }), events, (before, event, next) => {
        const isAnew = event.kind === 'submitting' && event.idempotencyKey !== undefined && !before.mayBeCharged;
        assert.equal(next?.idempotencyKey ?? before.idempotencyKey, next && isAnew ? event.idempotencyKey : before.idempotencyKey);
        assert.ok(!next || !before.prepared || next.prepared === (isAnew ? event.prepared : before.prepared));
      });
    }));
  });

  it('a task is completed only with its file, and followed only with its id', () => {
    assertProperty(fc.property(anyGateway, anyLife, (gateway, events) => {
      live(waitingTask({ gateway }), events, (_before, _event, next) => {
        assert.ok(next?.state !== 'completed' || next.file !== undefined);
        assert.ok(!next || !['queued', 'running', 'downloading'].includes(next.state) || next.remoteId !== undefined);
      });
    }));
  });

  it('a shot that continues another is never sent while it waits, and ends its wait for good', () => {
    const seen = new Set<string>();
    assertProperty(fc.property(anyGateway, anyLife, (gateway, events) => {
      live(heldTask({ gateway }), events, (before, event, next) => {
        if (!next) return;
        seen.add(`${before.state} → ${next.state}`);
        assert.ok(next.waitsFor === undefined || next.state === 'held' || next.state === 'cancelled' || (next.state === 'paused' && next.pausedFrom === 'held'), `${event.kind} → ${next.state}`);
        assert.ok(next.state !== 'held' || next.waitsFor !== undefined);
        assert.ok(before.waitsFor !== undefined || next.waitsFor === undefined);
        if (next.settings.firstFrame !== before.settings.firstFrame) {
          assert.ok(event.kind === 'frameTaken' && before.submittedAt === undefined);
        }
      });
    }));
    assert.ok(['held → waiting', 'held → paused', 'paused → held', 'held → cancelled', 'paused → waiting'].every((way) => seen.has(way)), [...seen].join(', '));
  });

  it('a paid task never loses the id that the gateway gave', () => {
    assertProperty(fc.property(fc.constantFrom('apimart' as const, 'toapis' as const), anyLife, (gateway, events) => {
      live(waitingTask({ gateway }), events, (before, event, next) => {
        if (next && before.remoteId !== undefined && next.remoteId !== before.remoteId) {
          assert.ok(before.adopted && event.kind === 'unknownRemote', event.kind);
        }
      });
    }));
  });
});

describe('a task', () => {
  it('goes from waiting to completed', () => {
    const done = after(downloading(), { kind: 'fetching', target: '/film/a.mp4' }, { kind: 'saved', file: '/film/a.mp4', bytes: 9, sha256: 'ab', at: 5000 });
    assert.equal(done.state, 'completed');
    assert.equal(done.progress, 100);
    assert.deepEqual([done.createdAt, done.submittedAt, done.completedAt], [1000, 2000, 5000]);
    assert.equal(done.sentPrompt, '[推进] A cat');
    assert.equal(done.target, undefined);
  });

  it('takes the frame of the take that it waits for, not of one that the person has changed for another', () => {
    const held = heldTask();
    const of = { shot: 'Kitchen', task: 'a' };
    const on = after(held, { kind: 'frameTaken', frame: '/film/a-last-frame.png', of });
    assert.deepEqual([on.state, on.settings.firstFrame, on.waitsFor], ['waiting', '/film/a-last-frame.png', undefined]);
    const elsewhere = after(held, { kind: 'waitsOn', file: '/film/b.mp4' });
    assert.equal(transition(elsewhere, { kind: 'frameTaken', frame: '/film/a-last-frame.png', of }).kind, 'refused');
    assert.equal(transition(elsewhere, { kind: 'noFrame', failure, of }).kind, 'refused');
    const paused = after(held, { kind: 'noFrame', failure: { class: 'result', message: 'It failed.', command: 'startWithout' }, of });
    assert.deepEqual([paused.state, paused.pausedFrom, paused.failure?.command], ['paused', 'held', 'startWithout']);
    assert.equal(after(paused, { kind: 'waitsOn', task: 'b' }).state, 'held');
    assert.equal(after(paused, { kind: 'checkRequested', at: 9 }).state, 'held');
    assert.deepEqual(after(paused, { kind: 'startWithout' }).settings, held.settings);
  });

  it('is unconfirmed when its reply was lost, or the window that sent it', () => {
    assert.equal(after(submitting(), { kind: 'unknownOutcome', failure }).state, 'unconfirmed');
    assert.equal(after(submitting(), { kind: 'ownerLost', failure }).state, 'unconfirmed');
  });

  it('goes back to waiting when the lost window was rendering it for free', () => {
    const free = after(waitingTask({ gateway: 'animatic' }), { kind: 'submitting', prepared, at: 2000 });
    assert.equal(after(free, { kind: 'ownerLost', failure }).state, 'waiting');
    const rendering = after(free, { kind: 'accepted', remoteId: 'job', at: 3000 });
    const lost = after(rendering, { kind: 'lost' });
    assert.equal(lost.state, 'waiting');
    assert.equal(lost.remoteId, undefined);
    assert.equal(transition(queued(), { kind: 'lost' }).kind, 'refused');
  });

  it('believes a reply that comes after all', () => {
    const late = after(submitting(), { kind: 'ownerLost', failure }, { kind: 'accepted', remoteId: 'task_a', at: 9000 });
    assert.equal(late.state, 'queued');
    assert.equal(late.failure, undefined);
  });

  it('believes a late reply when the user has asked for a second try that did not go out yet', () => {
    const asked = after(submitting(), { kind: 'ownerLost', failure }, { kind: 'submitAgain', at: 8000 });
    const late = after(asked, { kind: 'accepted', remoteId: 'task_a', at: 9000 });
    assert.deepEqual([late.state, late.remoteId, late.mayBeCharged], ['queued', 'task_a', undefined]);
    assert.equal(transition(late, { kind: 'submitting', prepared, at: 9100 }).kind, 'refused', 'no second POST');
    assert.equal(after(asked, { kind: 'deferred', failure, retryAt: 8500 }, { kind: 'accepted', remoteId: 'task_a', at: 9000 }).retryAt, undefined);
    assert.equal(transition(waitingTask(), { kind: 'accepted', remoteId: 'task_a', at: 9000 }).kind, 'refused');
  });

  it('keeps an adopted id that a read has shown to be right', () => {
    const adopted = after(submitting(), { kind: 'unknownOutcome', failure }, { kind: 'adopted', remoteId: 'task_a', at: 3000 });
    const verified = after(adopted, { kind: 'read', reading: { phase: 'running' }, at: 3100 });
    const later = after(verified, { kind: 'unknownRemote', failure, at: 5 });
    assert.deepEqual([later.state, later.remoteId], ['paused', 'task_a']);
  });

  it('always names the way on when it is paused', () => {
    assert.equal(after(queued(), { kind: 'paused', failure: { class: 'balance', message: 'no credit' } }).failure?.command, 'checkNow');
    assert.equal(after(queued(), { kind: 'paused', failure: { class: 'auth', message: 'no key', command: 'setApiKey' } }).failure?.command, 'setApiKey');
  });

  it('keeps the id of a request that was out when the user stopped it', () => {
    const stopped = after(submitting(), { kind: 'stopped', at: 2500 }, { kind: 'accepted', remoteId: 'task_a', at: 2600 });
    assert.equal(stopped.state, 'cancelled');
    assert.equal(stopped.remoteId, 'task_a');
  });

  it('is tracked again where the user stopped it, but not where the gateway gave it up', () => {
    const fetching = after(downloading(), { kind: 'fetching', target: '/film/a.mp4', partial: { bytes: 9 } });
    const again = after(fetching, { kind: 'stopped', at: 5000 }, { kind: 'trackedAgain', at: 6000 });
    assert.deepEqual([again.state, again.remoteId, again.prompt, again.followedSince, again.completedAt, again.target, again.partial], ['queued', 'task_a', fetching.prompt, 6000, undefined, undefined, undefined]);
    const givenUp = after(queued(), { kind: 'read', reading: { phase: 'cancelled', failure: { class: 'cancelled', message: 'given up' } }, at: 5000 });
    const unsent = after(waitingTask(), { kind: 'stopped', at: 5000 });
    for (const task of [givenUp, unsent, queued()]) assert.equal(transition(task, { kind: 'trackedAgain', at: 6000 }).kind, 'refused');
  });

  it('may have been charged when it was stopped while its request was out or its reply lost, and not when the person says so', () => {
    const lost = after(submitting(), { kind: 'unknownOutcome', failure });
    const stop = { kind: 'stopped', at: 2500 } as const;
    const free = after(waitingTask({ gateway: 'animatic' }), { kind: 'submitting', prepared, at: 2000 });
    assert.deepEqual([submitting(), lost, waitingTask(), after(submitting(), { kind: 'deferred', failure, retryAt: 9 }), free].map((task) => after(task, stop).mayBeCharged), [true, true, undefined, undefined, undefined]);
    // The reply of the second try was lost as well.
    const twice = after(lost, { kind: 'submitAgain', at: 3000 }, { kind: 'submitting', prepared, at: 3100 }, { kind: 'unknownOutcome', failure });
    assert.deepEqual([lost, twice].map((task) => after(task, { kind: 'notCharged', at: 3200 }).mayBeCharged), [undefined, undefined]);
  });

  it('is asked about a wrongly adopted id again', () => {
    const adopted = after(submitting(), { kind: 'unknownOutcome', failure }, { kind: 'adopted', remoteId: 'task_wrong', at: 3000 });
    assert.equal(adopted.state, 'queued');
    const again = after(adopted, { kind: 'unknownRemote', failure, at: 5 });
    assert.equal(again.state, 'unconfirmed');
    assert.equal(again.remoteId, undefined);
    assert.equal(after(queued(), { kind: 'unknownRemote', failure, at: 5 }).state, 'paused');
  });

  it('goes on from a pause where it stood', () => {
    const paused = after(downloading(), { kind: 'paused', failure }, { kind: 'checkRequested', at: 5000 });
    assert.equal(paused.state, 'paused');
    assert.equal(paused.followedSince, 5000);
    assert.equal(after(paused, { kind: 'read', reading: { phase: 'running' }, at: 5100 }).state, 'downloading');
    const unsent = after(waitingTask(), { kind: 'paused', failure }, { kind: 'checkRequested', at: 5000 });
    assert.equal(unsent.state, 'waiting');
  });

  it('takes another folder only where its own could not take the video, and begins the download anew there', () => {
    const full = { class: 'storage', code: 'ENOSPC', message: 'full' } as const;
    const paused = after(downloading(), { kind: 'fetching', target: '/old/a.mp4', partial: { bytes: 9 } }, { kind: 'paused', failure: full });
    const moved = after(paused, { kind: 'savedIn', folder: '/new', at: 5000 });
    assert.deepEqual([moved.folder, moved.target, moved.partial, moved.checkRequestedAt], ['/new', undefined, undefined, 5000]);
    assert.equal(transition(after(downloading(), { kind: 'paused', failure }), { kind: 'savedIn', folder: '/new', at: 5000 }).kind, 'refused');
    assert.equal(transition(downloading(), { kind: 'savedIn', folder: '/new', at: 5000 }).kind, 'refused');
  });

  it('keeps its place when the gateway’s words go back', () => {
    const running = after(queued(), { kind: 'read', reading: { phase: 'running', progress: 40 }, at: 4000 });
    const odd = after(running, { kind: 'read', reading: { phase: 'queued', progress: 3 }, at: 4100 });
    assert.equal(odd.state, 'running');
    assert.equal(odd.progress, 40);
  });

  it('is not over when the gateway gives no link', () => {
    assert.equal(after(queued(), { kind: 'read', reading: { phase: 'completed' }, at: 4000 }).state, 'running');
  });
});
