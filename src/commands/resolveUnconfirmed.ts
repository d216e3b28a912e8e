import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { ask, showInformation, showWarning } from '../host/messages.ts';
import { pick } from '../host/pick.ts';
import type { Task } from '../tasks/task.ts';
import type { Resolution, Tasks } from '../tasks/tasks.ts';
import { gatewayName, taskSiteOf } from '../gateways/sites.ts';
import { stateWords, taskTitle } from '../tasks/words.ts';
import { pickTask } from './pickTask.ts';
import { askTaskId } from './askTaskId.ts';

const argumentSchema = z.object({ resolution: z.enum(['adopt', 'notCharged', 'submitAgain']), remoteId: z.optional(z.string()) });

function givenResolution(argument: unknown): Resolution | undefined {
  const given = argumentSchema.safeParse(argument);
  if (!given.success) {
    return undefined;
  }
  const { resolution, remoteId } = given.data;
  if (resolution !== 'adopt') {
    return { kind: resolution };
  }
  return remoteId?.trim() ? { kind: 'adopt', remoteId: remoteId.trim() } : undefined;
}

async function askAdoption({ gateway }: Task): Promise<Resolution | undefined> {
  const remoteId = gateway === 'animatic' ? undefined : await askTaskId(gateway);
  return remoteId === undefined ? undefined : { kind: 'adopt', remoteId };
}

async function confirmSecond(task: Task): Promise<Resolution | undefined> {
  const submit = l10n.t('Submit Again');
  const detail = task.gateway === 'apimart'
    ? l10n.t('The same request is sent with the same Idempotency-Key, so APIMart should return the first task instead of creating a second one. It doesn’t promise that for this model.')
    : l10n.t('ToAPIs can’t tell a repeated request from a new one. If the first was accepted, you’ll pay twice.');
  const question = l10n.t('The first request may have been charged. Submit this shot again anyway?');
  const site = taskSiteOf(task);
  const first = { label: l10n.t('Check on {0}', site.name), run: () => vscode.env.openExternal(vscode.Uri.parse(site.page)) };
  return (await ask({ question, detail, yes: submit, first })) ? { kind: 'submitAgain' } : undefined;
}

async function askResolution(task: Task): Promise<Resolution | undefined> {
  const name = gatewayName(task.gateway);
  const site = taskSiteOf(task);
  const items = [
    { id: 'look', icon: 'link-external', label: l10n.t('Check on {0}', site.name), detail: l10n.t('See if the request is in your task list.') },
    { id: 'adopt', icon: 'link', label: l10n.t('It’s there: enter its task ID'), detail: l10n.t('Tracks that task and downloads its video. No extra charge.') },
    { id: 'notCharged', icon: 'circle-slash', label: l10n.t('It’s not there: mark as not charged'), detail: l10n.t('Ends this task. Nothing is sent.') },
    { id: 'submitAgain', icon: 'warning', label: l10n.t('Submit again anyway'), detail: l10n.t('Sends the same request again. You may be charged twice.') },
  ];
  const title = l10n.t('Unconfirmed: {0}', taskTitle(task));
  const placeHolder = l10n.t('No reply from {0}, so it may have been charged. What did you find?', name);
  const picked = await pick(items, { title, placeHolder, ignoreFocusOut: true });
  switch (picked?.id) {
    case 'look':
      await vscode.env.openExternal(vscode.Uri.parse(site.page));
      return askResolution(task);
    case 'adopt': return askAdoption(task);
    case 'notCharged': return { kind: 'notCharged' };
    case 'submitAgain': return confirmSecond(task);
    default: return undefined;
  }
}

/** *Resolve Unconfirmed…* `{id, resolution?, remoteId?}`: the only way out of `unconfirmed`. */
export async function resolveUnconfirmed(argument: unknown, tasks: Pick<Tasks, 'get' | 'list' | 'resolveUnconfirmed'>): Promise<void> {
  const task = await pickTask(tasks, argument, {
    fits: ({ state }) => state === 'unconfirmed', none: l10n.t('There are no unconfirmed tasks.'),
    unfit: (one) => l10n.t('“{0}” isn’t unconfirmed ({1}), so there’s nothing to resolve.', taskTitle(one), stateWords(one)),
  });
  const given = givenResolution(argument);
  // Whoever runs the command, another extension or a key: what may be charged twice is asked about.
  const resolution = task && (given?.kind === 'submitAgain' ? await confirmSecond(task) : given ?? (await askResolution(task)));
  if (!task || !resolution) {
    return;
  }
  const outcome = await tasks.resolveUnconfirmed(task.id, resolution);
  if (outcome.kind === 'notDone') {
    showWarning(outcome.message);
  } else if (resolution.kind === 'notCharged') {
    showInformation(l10n.t('Marked as not charged. Nothing was sent.'));
  }
}
