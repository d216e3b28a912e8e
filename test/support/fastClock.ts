import type { Clock } from '../../src/storage/clock.ts';

/**
 * Time in which only what somebody waits for takes any, `speed` times less than it says: at the end of a wait the clock stands
 * there, and between the ends it stands still. So a machine that is busy for half a minute does not use up half an hour of the
 * product's patience, a lease or a gateway's first minute before the product had its turn.
 */
export function fastClock(speed: number): Clock {
  let now = Date.now();
  return {
    now: () => now,
    after(milliseconds, work) {
      const end = now + Math.max(0, milliseconds);
      const timer = setTimeout(() => {
        now = Math.max(now, end);
        work();
      }, Math.max(0, milliseconds) / speed);
      return () => { clearTimeout(timer); };
    },
    random: () => 0.5,
  };
}
