import type { Log } from '../gateways/log.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Wallet } from './wallet.ts';

/** Keeps the wallet in step with what becomes of tasks, in every window: whoever is first writes it. Returns what stops it. */
export function followTasks(wallet: Pick<Wallet, 'settle' | 'reconcile'>, tasks: Pick<Tasks, 'onDidChange' | 'ready' | 'get' | 'list'>, log: Log): () => void {
  // What cannot be written now is found at the next change or start.
  const orSay = (work: Promise<void>): void => { work.catch((error: unknown) => { log.warn(`The ledger of spending could not be written: ${String(error)}`); }); };
  const reconcile = (): Promise<void> => wallet.reconcile((id) => tasks.get(id), tasks.list());
  const stop = tasks.onDidChange(({ changed, removed }) => {
    orSay(wallet.settle(changed));
    if (removed.length > 0) orSay(reconcile());
  });
  tasks.ready.then(() => { orSay(reconcile()); }, () => undefined);
  return stop;
}
