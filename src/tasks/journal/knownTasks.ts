import type { Failure } from '../../gateways/failure.ts';
import type { Task } from '../task.ts';
import type { TaskChange } from '../change.ts';

/** The tasks as this window last saw them, and who wants to hear of changes. Changes are told in batches, soon after. */
export interface KnownTasks {
  get(id: string): Task | undefined;
  ids(): Iterable<string>;
  /** Newest first. */
  list(): readonly Task[];
  /** Takes what was read or written, unless something newer is known. */
  absorb(task: Task): void;
  drop(id: string): void;
  /** Shows a failure that could not be written, until the next revision. */
  note(id: string, failure: Failure): void;
  onDidChange(listener: (change: TaskChange) => void): () => void;
  /** No more changes are told. */
  close(): void;
}

export function createKnownTasks(): KnownTasks {
  const known = new Map<string, Task>();
  const listeners = new Set<(change: TaskChange) => void>();
  const changed = new Map<string, Task>();
  const removed = new Set<string>();
  let telling = false;
  let order: readonly string[] | undefined;
  let sorted: readonly Task[] | undefined;

  function tell(): void {
    if (telling) {
      return;
    }
    telling = true;
    setImmediate(() => {
      telling = false;
      const change: TaskChange = { changed: [...changed.values()], removed: [...removed] };
      changed.clear();
      removed.clear();
      listeners.forEach((listener) => { listener(change); });
    });
  }

  function show(task: Task): void {
    order = known.has(task.id) ? order : undefined;
    sorted = undefined;
    known.set(task.id, task);
    changed.set(task.id, task);
    tell();
  }

  return {
    get: (id) => known.get(id),
    ids: () => known.keys(),
    list() {
      order ??= [...known.keys()].sort((a, b) => (a < b ? 1 : -1));
      sorted ??= order.map((id) => known.get(id)).filter((task) => task !== undefined);
      return sorted;
    },
    absorb(task) {
      if ((known.get(task.id)?.revision ?? -1) < task.revision) {
        show(task);
      }
    },
    drop(id) {
      if (known.delete(id)) {
        order = undefined;
        sorted = undefined;
        changed.delete(id);
        removed.add(id);
        tell();
      }
    },
    note(id, failure) {
      const task = known.get(id);
      if (task) {
        show({ ...task, failure });
      }
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
    },
  };
}
