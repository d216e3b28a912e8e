import * as l10n from '@vscode/l10n';
import { ask } from '../host/messages.ts';
import type { Task } from '../tasks/task.ts';
import { costsMoney, finalStates } from '../tasks/task.ts';
import { isHeld } from '../tasks/transition.ts';
import { gatewayName } from '../gateways/sites.ts';
import { taskTitle } from '../tasks/words.ts';

function confirm(question: string, detail: string, yes: string): Promise<boolean> {
  return ask({ question, detail, yes });
}

/** Says what stopping means, truthfully: no gateway can cancel. An animatic, or what was not sent yet, stops at once and costs nothing. */
export async function confirmStop(tasks: readonly Task[]): Promise<boolean> {
  const out = tasks.filter((task) => costsMoney(task.gateway) && task.state !== 'waiting' && !isHeld(task));
  const [first] = out;
  if (!first) {
    return true;
  }
  const stop = l10n.t('Stop Tracking');
  return out.length === 1
    ? confirm(l10n.t('Stop tracking this task?'), l10n.t('{0} can’t cancel tasks: this one continues there and may still be charged. Its video won’t be downloaded.', gatewayName(first.gateway)), stop)
    : confirm(l10n.t('Stop tracking {0} tasks?', out.length), l10n.t('Gateways can’t cancel tasks: these continue there and may still be charged. Their videos won’t be downloaded.'), stop);
}

/** Asks before tasks that have not ended are removed; those that have are forgotten at once, their files stay. */
export async function confirmRemoval(tasks: readonly Task[]): Promise<boolean> {
  const active = tasks.filter(({ state }) => !finalStates.has(state));
  const [first] = active;
  if (!first) {
    return true;
  }
  const paid = active.some(({ gateway }) => costsMoney(gateway));
  const remove = l10n.t('Remove');
  if (active.length > 1) {
    const detail = paid ? l10n.t('They may still be charged, and their videos won’t be downloaded.') : l10n.t('Their rendering stops.');
    return confirm(l10n.t('Remove {0} tasks that haven’t ended?', active.length), detail, remove);
  }
  const detail = paid ? l10n.t('{0} may still charge for it, and its video won’t be downloaded.', gatewayName(first.gateway)) : l10n.t('Its rendering stops.');
  return confirm(l10n.t('Remove “{0}” before it has ended?', taskTitle(first)), detail, remove);
}
