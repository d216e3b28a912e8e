import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseUrl } from '../gateways/baseUrl.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import { gatewayIds } from '../gateways/gateway.ts';
import { directiveLanguageOf, uploadLimitOf } from '../gateways/limits.ts';
import { commands } from '../host/ids.ts';
import { ask, showError } from '../host/messages.ts';
import { outputFolder } from '../host/outputFolder.ts';
import { pick } from '../host/pick.ts';
import type { PaidGatewayId } from '../host/settings.ts';
import { gatewaySetting, gatewayStyle, shotSettings } from '../host/settings.ts';
import { isCutAddress } from '../shots/cutAddress.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import type { Shot } from '../shots/shot.ts';
import { refusalsFor } from '../shots/validate.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { Task } from '../tasks/task.ts';
import type { NewTask, Tasks } from '../tasks/tasks.ts';
import { gatewayName } from '../gateways/sites.ts';
import { createAll } from './createAll.ts';
import { locateFirstFrame, lookAtFirstFrame } from './firstFrames.ts';
import type { KeyDesk } from './keys.ts';
import type { Orders } from './orders.ts';

/** What is asked for: a prompt, and every setting that says something; the rest comes from the user's settings. */
export interface WantedShot {
  readonly prompt: string;
  readonly written: WrittenSettings;
  readonly source?: PromptSource;
}

export interface StartDependencies {
  readonly tasks: Pick<Tasks, 'create'>;
  readonly keys: KeyDesk;
  readonly baseUrlOf: (gateway: PaidGatewayId) => BaseUrl;
  /** Our own folder, for takes that have no workspace folder to go to. */
  readonly storage: vscode.Uri;
  /** Tasks made in this window: it is the one that announces their end. */
  readonly madeHere: Set<string>;
  readonly orders: Orders;
}

type Planned = { readonly kind: 'task'; readonly task: NewTask; readonly takes: number } | { readonly kind: 'refused'; readonly message: string };

function knownGateway(written: string | undefined, scope: vscode.Uri | undefined): GatewayId | undefined {
  return written === undefined ? gatewaySetting(scope) : gatewayIds.find((id) => id === written);
}

async function plan(wanted: WantedShot, deps: StartDependencies): Promise<Planned> {
  const refused = (message: string): Planned => ({ kind: 'refused', message });
  const scope = wanted.source ? vscode.Uri.parse(wanted.source.uri) : vscode.window.activeTextEditor?.document.uri;
  const { gateway: written, takes = 1, ...settings } = wanted.written;
  const gateway = knownGateway(written, scope);
  if (gateway === undefined) {
    return refused(l10n.t('There is no gateway "{0}"; write one of {1}.', written ?? '', gatewayIds.join(', ')));
  }
  const base = gateway === 'animatic' ? undefined : deps.baseUrlOf(gateway);
  if (base?.kind === 'refused') {
    return base;
  }
  const folder = outputFolder(scope, deps.storage);
  if (folder.kind === 'refused') {
    return folder;
  }
  if (settings.firstFrame !== undefined && isCutAddress(settings.firstFrame)) {
    return refused(l10n.t('The first frame {0} is kept without what stood after the "?", which may be a signature; give its whole address, or choose an image.', settings.firstFrame));
  }
  const firstFrame = settings.firstFrame === undefined ? undefined : locateFirstFrame(settings.firstFrame, scope);
  const shot: Shot = { prompt: wanted.prompt.trim(), settings: { ...shotSettings(scope), ...settings, ...(firstFrame === undefined ? {} : { firstFrame }) } };
  const style = gatewayStyle(scope);
  const language = directiveLanguageOf(gateway, style.directiveLanguage);
  const [refusal] = refusalsFor(shot, { ...(language && { language }), ...(await lookAtFirstFrame(firstFrame)), maxUploadBytes: uploadLimitOf(gateway) });
  if (refusal) {
    return refused(refusal.message);
  }
  return { kind: 'task', takes, task: { shot, gateway, folder: folder.path, ...(base && { baseUrl: base.url, style }), ...(wanted.source && { source: wanted.source }) } };
}

/** Paid gateways without a key: set one, take the free animatic instead, or let it be. */
async function withKeys(planned: readonly NewTask[], keys: KeyDesk): Promise<readonly NewTask[] | undefined> {
  let tasks = planned;
  for (const gateway of new Set(planned.map((task) => task.gateway))) {
    if (gateway === 'animatic' || (await keys.has(gateway))) {
      continue;
    }
    const items = [
      { id: 'key', icon: 'key', label: l10n.t('Set the API key for {0}', gatewayName(gateway)), detail: l10n.t('Kept in the secret storage of this editor, checked without cost.') },
      { id: 'animatic', icon: 'device-camera-video', label: l10n.t('Render the animatic'), detail: l10n.t('Free and offline: a preview of the camera, not of the picture.') },
    ];
    const picked = await pick(items, { placeHolder: l10n.t('{0} needs an API key. How do you want to go on?', gatewayName(gateway)), ignoreFocusOut: true });
    if (!picked || (picked.id === 'key' && !(await keys.ask(gateway)))) {
      return undefined;
    }
    if (picked.id === 'animatic') {
      tasks = tasks.map((task) => (task.gateway === gateway ? toAnimatic(task) : task));
    }
  }
  return tasks;
}

function toAnimatic({ baseUrl: _paidOnly, style: _itsStyle, ...task }: NewTask): NewTask {
  return { ...task, gateway: 'animatic' };
}

async function confirmSeveral(tasks: readonly NewTask[]): Promise<boolean> {
  if (tasks.length < 2) {
    return true;
  }
  const paid = tasks.filter((task) => task.gateway !== 'animatic').length;
  const go = l10n.t('Generate {0} videos', tasks.length);
  const detail = paid > 0 ? l10n.t('{0} of them are paid for, each on its own.', paid) : l10n.t('The animatic is free.');
  return ask({ question: l10n.t('Generate {0} videos?', tasks.length), detail, yes: go, tone: 'information' });
}

/** A key held down or a double click must not pay twice; a second take on purpose costs one more click. */
async function confirmRepeat(tasks: readonly NewTask[]): Promise<boolean> {
  const again = tasks.length === 1 ? l10n.t('Order once more') : l10n.t('Generate {0} videos', tasks.length);
  const detail = l10n.t('Each order is paid for on its own.');
  return ask({ question: l10n.t('The same shot was ordered a moment ago. Order it once more?'), detail, yes: again });
}

/**
 * Checks, asks what has to be asked, and writes the tasks down. Resolves to the tasks, or to undefined when the user
 * cancelled (silently) or something was refused (which is shown). Nothing is sent unless every shot passes. A paid order
 * that comes again while it is still being placed is the same order.
 */
export async function startShots(wanted: readonly WantedShot[], deps: StartDependencies): Promise<readonly Task[] | undefined> {
  const plans = await Promise.all(wanted.map((shot) => plan(shot, deps)));
  const refused = plans.find((one) => one.kind === 'refused');
  if (refused) {
    showError(refused.message);
    return undefined;
  }
  const planned = plans.flatMap((one) => (one.kind === 'task' ? Array.from({ length: one.takes }, () => one.task) : []));
  return deps.orders.place(planned, () => order(planned, deps));
}

async function order(planned: readonly NewTask[], { tasks, keys, madeHere, orders }: StartDependencies): Promise<readonly Task[] | undefined> {
  const ready = await withKeys(planned, keys);
  if (!ready || !(await (orders.isRepeat(ready) ? confirmRepeat(ready) : confirmSeveral(ready)))) {
    return undefined;
  }
  const { made, trouble } = await createAll(ready, tasks, ({ id }, wanted) => {
    madeHere.add(id);
    orders.ordered(wanted);
  });
  if (trouble !== undefined) {
    const show = { label: l10n.t('Show Tasks'), run: () => vscode.commands.executeCommand(commands.showTasks) };
    showError(trouble, made.length > 0 ? [show] : []);
  }
  return made.length > 0 ? made : undefined;
}
