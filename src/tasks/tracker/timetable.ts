import type { Clock } from '../../storage/clock.ts';

/** When each task is due; one timer for the earliest. */
export interface Timetable {
  set(id: string, at: number): void;
  get(id: string): number | undefined;
  delete(id: string): void;
  clear(): void;
}

export function createTimetable(clock: Clock, onDue: (ids: readonly string[]) => void): Timetable {
  const dues = new Map<string, number>();
  let timer: { readonly at: number; readonly cancel: () => void } | undefined;

  function arm(): void {
    let earliest = Infinity;
    for (const at of dues.values()) {
      earliest = Math.min(earliest, at);
    }
    if (timer?.at === earliest) {
      return;
    }
    timer?.cancel();
    timer = earliest === Infinity ? undefined : { at: earliest, cancel: clock.after(earliest - clock.now(), fire) };
  }

  function fire(): void {
    timer = undefined;
    // Timers of Node may fire a little early; what is not due by then is armed again, never called before its time.
    const now = clock.now();
    const ids = [...dues].filter(([, at]) => at <= now).map(([id]) => id);
    ids.forEach((id) => dues.delete(id));
    onDue(ids);
    arm();
  }

  return {
    set(id, at) {
      dues.set(id, at);
      if (!timer || at < timer.at) {
        arm();
      }
    },
    get: (id) => dues.get(id),
    delete(id) {
      if (dues.delete(id)) {
        arm();
      }
    },
    clear() {
      dues.clear();
      arm();
    },
  };
}
