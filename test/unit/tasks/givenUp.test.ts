import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { removalQuestion, stopQuestion, stoppedUnsent, whyNoneStoppable, whyNotStoppable } from '../../../src/tasks/givenUp.ts';
import type { Task } from '../../../src/tasks/task.ts';
import { canStop, isAtStake, taskStates } from '../../../src/tasks/task.ts';
import { heldTask, waitingTask } from './support/records.ts';

const failure = { class: 'balance', message: 'The balance is too low.' } as const;
/** Of each way in which nothing has left yet, one. */
const unsent: Readonly<Record<string, Task>> = {
  'waits its turn': waitingTask(), 'waits for another shot': heldTask(), 'waited for another shot in vain': heldTask({ state: 'paused', pausedFrom: 'held', failure }),
  'needs approval': waitingTask({ state: 'needsApproval', approval: { quote: 'q', concerns: [] } }),
  'is over a limit, has no key or no balance': waitingTask({ state: 'paused', pausedFrom: 'waiting', failure }),
  'was refused clearly before': waitingTask({ submittedAt: 1, tries: 1, failure }),
};
const sent: Readonly<Record<string, Task>> = {
  'is leaving': waitingTask({ state: 'submitting', submittedAt: 1 }), 'lost its reply': waitingTask({ state: 'unconfirmed', submittedAt: 1 }),
  'is sent once more after its reply was lost': waitingTask({ mayBeCharged: true, submittedAt: 1 }), runs: waitingTask({ state: 'running', remoteId: 'task_a' }),
  'is not followed at the moment': waitingTask({ state: 'paused', pausedFrom: 'running', remoteId: 'task_a' }),
};
const animatic = waitingTask({ gateway: 'animatic', state: 'running', remoteId: 'file' });

describe('what is said before a task is given up', () => {
  for (const [how, task] of Object.entries(unsent)) {
    it(`never holds a charge where it ${how}`, () => {
      assert.equal(isAtStake(task), false);
      assert.equal(stopQuestion([task]), undefined);
      assert.equal(removalQuestion([task])?.detail, task.submittedAt === undefined ? 'Nothing has been sent.' : 'Nothing was charged.');
    });
  }
  for (const [how, task] of Object.entries(sent)) {
    it(`always holds the charge where it ${how}`, () => {
      assert.match(stopQuestion([task])?.detail ?? '', /^APIMart can’t cancel tasks: this one continues there and may still be charged\./u);
      assert.match(removalQuestion([task])?.detail ?? '', /^APIMart may still charge for it/u);
    });
  }

  it('of an animatic is that its rendering stops', () => {
    assert.deepEqual([stopQuestion([animatic]), removalQuestion([animatic])?.detail], [undefined, 'Its rendering stops.']);
  });

  it('of several says how many may be charged, and that the others cost nothing', () => {
    const [waits, runs, lost] = [waitingTask(), waitingTask({ state: 'running', remoteId: 'task_a' }), waitingTask({ state: 'unconfirmed' })];
    assert.deepEqual(stopQuestion([waits, runs, animatic]), {
      question: 'Stop tracking 3 tasks?', detail: 'APIMart can’t cancel tasks: one of these continues there and may still be charged. Its video won’t be downloaded. The others cost nothing.',
    });
    assert.match(stopQuestion([waits, runs, runs])?.detail ?? '', /: 2 of these continue there and may still be charged\..* The others cost nothing\.$/u);
    assert.match(stopQuestion([runs, runs])?.detail ?? '', /: these continue there and may still be charged\./u);
    assert.equal(removalQuestion([waits, heldTask(), animatic])?.detail, 'Nothing has been sent.');
    assert.match(removalQuestion([waits, lost])?.detail ?? '', /^One of them may still be charged, .* The others cost nothing\.$/u);
    assert.match(removalQuestion([waits, runs, lost])?.detail ?? '', /^2 of them may still be charged, /u);
    assert.match(removalQuestion([runs, lost])?.detail ?? '', /^They may still be charged, /u);
    assert.equal(removalQuestion([animatic, animatic])?.detail, 'Their rendering stops.');
    assert.equal(removalQuestion([waitingTask({ state: 'failed', remoteId: 'task_a' })]), undefined);
  });
});

describe('what is said after paid tasks were stopped', () => {
  const after = (...tasks: readonly Task[]) => (id: string): Task | undefined => tasks.find((task) => task.id === id);
  const waits = waitingTask();

  it('is that nothing has been sent, where that is sure', () => {
    assert.equal(stoppedUnsent([waits, animatic], after({ ...waits, state: 'cancelled' })), 'Stopped. Nothing has been sent.');
    const refused = waitingTask({ submittedAt: 1, tries: 1 });
    assert.equal(stoppedUnsent([refused], after({ ...refused, state: 'cancelled' })), 'Stopped. Nothing was charged.');
  });

  it('is nothing where it went out in between, was out before, is not stopped, or costs nothing', () => {
    for (const now of [{ ...waits, state: 'cancelled', submittedAt: 2 }, { ...waits, state: 'cancelled', remoteId: 'task_a' }, { ...waits, state: 'running', remoteId: 'task_a' }] as const) {
      assert.equal(stoppedUnsent([waits], after(now)), undefined);
    }
    const runs = waitingTask({ state: 'running', remoteId: 'task_a' });
    assert.equal(stoppedUnsent([runs], after({ ...runs, state: 'cancelled' })), undefined);
    assert.equal(stoppedUnsent([animatic], after({ ...animatic, state: 'cancelled' })), undefined);
  });
});

describe('stopping', () => {
  it('is for what is followed or waits: a request is refused instead, and what may have been charged resolved', () => {
    assert.deepEqual(taskStates.filter((state) => !canStop({ state })), ['needsApproval', 'unconfirmed', 'completed', 'failed', 'cancelled']);
    assert.match(whyNotStoppable(waitingTask({ state: 'needsApproval' })) ?? '', /needs your approval/u);
    assert.match(whyNotStoppable(waitingTask({ state: 'unconfirmed' })) ?? '', /may have been charged\. Choose Resolve Unconfirmed first\.$/u);
    assert.equal(whyNotStoppable(waitingTask({ state: 'completed' })), undefined);
  });

  it('of several is possible where one can be stopped; else it says what is in the way of the first that hasn’t ended', () => {
    const [done, lost] = [waitingTask({ state: 'completed' }), waitingTask({ state: 'unconfirmed' })];
    assert.equal(whyNoneStoppable([done, lost, waitingTask()]), undefined);
    assert.deepEqual(whyNoneStoppable([done, lost]), { why: whyNotStoppable(lost), task: lost });
    assert.deepEqual([whyNoneStoppable([done]), whyNoneStoppable([])], [{ why: 'Nothing is running.' }, { why: 'Nothing is running.' }]);
  });
});
