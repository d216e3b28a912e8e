import type { Handle } from '../../gateways/gateway.ts';
import type { TasksDependencies } from '../dependencies.ts';
import type { Task } from '../task.ts';

/** Free tasks whose work goes on in this process until it is let go. */
export interface Holdings {
  hold(task: Task, handle: Handle): void;
  letGo(id: string): void;
  letGoAll(): void;
}

export function createHoldings({ gatewayFor, log }: Pick<TasksDependencies, 'gatewayFor' | 'log'>): Holdings {
  const held = new Map<string, { readonly task: Task; readonly handle: Handle }>();
  const letGo = (id: string): void => {
    const holding = held.get(id);
    if (!holding) return;
    held.delete(id);
    gatewayFor(holding.task).then((gateway) => gateway.forget(holding.handle)).catch((error: unknown) => {
      log.warn(`Task ${id} could not be let go: ${String(error)}`);
    });
  };
  return {
    hold: (task, handle) => { held.set(task.id, { task, handle }); },
    letGo,
    letGoAll: () => { [...held.keys()].forEach(letGo); },
  };
}
