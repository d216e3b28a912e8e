import type { Clock } from './clock.ts';

/** When each task is due; one timer for the earliest. */
export interface Timetable {
  set(id: string, at: number): void;
  get(id: string): number | undefined;
  delete(id: string): void;
  clear(): void;
}

/** Timers of Node may fire a little early; what is due within this goes along. */
const slackMs = 5;

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
    const now = clock.now() + slackMs;
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
