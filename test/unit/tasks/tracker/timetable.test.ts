import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTimetable } from '../../../../src/tasks/tracker/timetable.ts';
import { assertProperty } from '../../../support/property.ts';

/** A clock whose timers fire when told, by so much too early. */
function handClock(): { readonly clock: Parameters<typeof createTimetable>[0]; readonly timers: () => number; fire(early: number): void } {
  let now = 1_000_000;
  const timers = new Map<number, { readonly at: number; readonly work: () => void }>();
  let last = 0;
  return {
    clock: {
      now: () => now,
      random: () => 0.5,
      after(milliseconds, work) {
        const id = ++last;
        timers.set(id, { at: now + milliseconds, work });
        return () => { timers.delete(id); };
      },
    },
    timers: () => timers.size,
    fire(early) {
      const [id, { at, work }] = [...timers].reduce((a, b) => (a[1].at <= b[1].at ? a : b));
      timers.delete(id);
      now = Math.max(now, at - early);
      work();
    },
  };
}

describe('the timetable', () => {
  it('calls nothing before its time and forgets nothing when a timer fires a little early', () => {
    const { clock, fire, timers } = handClock();
    const called: string[] = [];
    const timetable = createTimetable(clock, (ids) => { called.push(...ids); });
    timetable.set('a', clock.now() + 500);
    fire(1);
    assert.deepEqual(called, []);
    assert.equal(timetable.get('a'), clock.now() + 1);
    fire(0);
    assert.deepEqual(called, ['a']);
    assert.equal(timetable.get('a'), undefined);
    assert.equal(timers(), 0, 'no timer runs when nothing is due');
  });

  it('keeps one timer, and calls each when it is due, whatever is set, put off and deleted', () => {
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), delay: fc.option(fc.integer({ min: 0, max: 100 })), early: fc.constantFrom(0, 0.4, 2) });
    assertProperty(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { clock, fire, timers } = handClock();
      const wanted = new Map<string, number>();
      const timetable = createTimetable(clock, (ids) => {
        for (const id of ids) {
          assert.ok(clock.now() >= (wanted.get(id) ?? Infinity), 'not before its time');
          wanted.delete(id);
        }
      });
      for (const { id, delay, early } of steps) {
        if (delay === null) {
          timetable.delete(id);
          wanted.delete(id);
        } else {
          timetable.set(id, clock.now() + delay);
          wanted.set(id, clock.now() + delay);
        }
        assert.equal(timers(), wanted.size > 0 ? 1 : 0);
        if (timers() > 0 && early > 0) {
          fire(early);
        }
      }
      for (let left = 200; timers() > 0 && left > 0; left--) {
        fire(0);
      }
      assert.equal(wanted.size, 0, 'each was called');
    }));
  });
});
