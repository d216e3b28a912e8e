import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { BaseUrl } from '../gateways/baseUrl.ts';
import type { Gateway, KeyOutcome } from '../gateways/gateway.ts';
import { readKey } from '../gateways/keyText.ts';
import { commands, contexts, settingsSection } from '../host/ids.ts';
import type { MessageAction } from '../host/messages.ts';
import { ask, failureWords, openSettings, showError, showInformation, showWarning } from '../host/messages.ts';
import { pick } from '../host/pick.ts';
import { plain } from '../host/plain.ts';
import type { Keys } from '../host/secrets.ts';
import { gatewaySetting, type PaidGatewayId } from '../host/settings.ts';
import { gatewayName } from '../gateways/sites.ts';
import { oneLine } from '../shots/oneLine.ts';

const paidGateways = ['apimart', 'toapis'] as const satisfies readonly PaidGatewayId[];
/** How long a key check may take, in milliseconds; a key that could not be checked is stored and said to be unchecked. */
const checkMs = 20_000;
const argumentSchema = z.object({ gateway: z.optional(z.enum(paidGateways)), key: z.optional(z.string()) });

export interface KeyDeskDependencies {
  readonly keys: Keys;
  /** The base URL that the settings name now. */
  readonly baseUrlOf: (gateway: PaidGatewayId) => BaseUrl;
  readonly withKey: (gateway: PaidGatewayId, baseUrl: string, key: string) => Promise<Pick<Gateway, 'checkKey'>>;
  readonly keyPage: (gateway: PaidGatewayId) => string;
  /** Asks a question that stops everything else. */
  readonly ask?: typeof ask;
  /** Windows do not hear of each other's keys until they are reloaded: VS Code in a browser. */
  readonly windowsApart?: boolean;
}

/** Asks for keys, checks them without cost and keeps them in SecretStorage. */
export interface KeyDesk {
  /** Resolves to whether a key for the gateway's present origin is stored. */
  has(gateway: PaidGatewayId): Promise<boolean>;
  /** Whether none is here, but one was set in another window, which this one sees after a reload. */
  isElsewhere(gateway: PaidGatewayId): Promise<boolean>;
  /** Asks for a key; resolves to whether one was stored. Silent when cancelled. */
  ask(gateway: PaidGatewayId): Promise<boolean>;
}

async function pickGateway(placeHolder: string, among: readonly PaidGatewayId[]): Promise<PaidGatewayId | undefined> {
  const picked = await pick(among.map((gateway) => ({ label: gatewayName(gateway), gateway })), { placeHolder });
  return picked?.gateway;
}

function toBaseUrl(gateway: PaidGatewayId): MessageAction {
  return openSettings(`${gateway}.baseUrl`);
}

function argumentsOf(argument: unknown): z.infer<typeof argumentSchema> {
  const parsed = argumentSchema.safeParse(argument ?? {});
  return parsed.success ? parsed.data : {};
}

/** What became of a key; `session`: it is in memory alone, for the storage refused it. */
export type KeptKey = KeyOutcome & { readonly session?: boolean };

export interface KeyStore {
  /** Checks a key and stores it unless it is invalid; undefined when it was refused, which is said, or given up by `signal`. */
  store(gateway: PaidGatewayId, key: string, signal?: AbortSignal): Promise<KeptKey | undefined>;
}

export function createKeyDesk(deps: KeyDeskDependencies): KeyDesk & KeyStore {
  const checked = async (gateway: PaidGatewayId, baseUrl: string, key: string, signals: readonly AbortSignal[]): Promise<KeyOutcome> => {
    try {
      return await (await deps.withKey(gateway, baseUrl, key)).checkKey(AbortSignal.any([AbortSignal.timeout(checkMs), ...signals]));
    } catch {
      const message = l10n.t('{0} didn’t reply within {1} s.', gatewayName(gateway), checkMs / 1000);
      return { kind: 'unchecked', failure: { class: 'network', message } };
    }
  };

  const store = async (gateway: PaidGatewayId, key: string, signal?: AbortSignal): Promise<KeptKey | undefined> => {
    const base = deps.baseUrlOf(gateway);
    if (base.kind === 'refused') {
      showError(base.message, [toBaseUrl(gateway)]);
      return undefined;
    }
    const outcome = await checked(gateway, base.url, key, signal ? [signal] : []);
    if (signal?.aborted) {
      return undefined;
    }
    return outcome.kind === 'invalid' ? outcome : keep(gateway, new URL(base.url).origin, key, outcome);
  };

  /** No keyring, or a locked one, must not keep anybody from working: the key may stay in memory, if they want. */
  const keep = async (gateway: PaidGatewayId, origin: string, key: string, outcome: KeptKey): Promise<KeptKey | undefined> => {
    try {
      await deps.keys.set(gateway, origin, key);
      await tellHasKey(true);
      return outcome;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const isWanted = await (deps.ask ?? ask)({
        question: l10n.t('VS Code couldn’t save the key. Keep it for this session only?'),
        detail: l10n.t('Reason: {0}. For this session, the key stays in memory and is gone when you close the window.', reason.replace(/[.。]$/u, '')),
        yes: l10n.t('For This Session Only'),
      });
      if (!isWanted) {
        showWarning(l10n.t('{0} key not saved: {1}', gatewayName(gateway), reason));
        return undefined;
      }
      deps.keys.keepForSession(gateway, origin, key);
      await tellHasKey(true);
      return { ...outcome, session: true };
    }
  };

  const askKey = async (gateway: PaidGatewayId): Promise<boolean> => {
    const base = deps.baseUrlOf(gateway);
    if (base.kind === 'refused') {
      showError(base.message, [toBaseUrl(gateway)]);
      return false;
    }
    const box = vscode.window.createInputBox();
    const openPage: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: l10n.t('Get a key from {0}', gatewayName(gateway)) };
    box.title = plain(l10n.t('{0} API key', gatewayName(gateway)));
    box.prompt = plain(oneLine([
      ...(await isElsewhere(gateway) ? [elsewhereWords(gateway)] : []),
      l10n.t('Stored securely in VS Code; sent only to {0}. No key yet? Use the button above to get one.', new URL(base.url).origin),
      ...(deps.windowsApart ? [l10n.t('Other windows of this browser see it after a reload; set it while only one window is open.')] : []),
    ]), 700);
    box.placeholder = 'sk-…';
    box.password = true;
    box.ignoreFocusOut = true;
    box.buttons = [openPage];
    return new Promise((resolve) => {
      let stored = false;
      // Escape while the key is being checked means that it is not wanted.
      const leaving = new AbortController();
      box.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(deps.keyPage(gateway))));
      box.onDidChangeValue(() => (box.validationMessage = undefined));
      box.onDidHide(() => {
        leaving.abort();
        box.dispose();
        resolve(stored);
      });
      box.onDidAccept(async () => {
        const key = readKey(box.value);
        if (key === '' || box.busy) {
          box.validationMessage = key === '' ? l10n.t('Paste the key, or press Escape.') : undefined;
          return;
        }
        box.busy = true;
        const outcome = await store(gateway, key, leaving.signal);
        if (leaving.signal.aborted) {
          return;
        }
        box.busy = false;
        if (outcome?.kind === 'invalid') {
          box.validationMessage = plain(failureWords(outcome.failure), 500);
          return;
        }
        if (outcome === undefined) {
          // Why is said; the key is still in the box.
          box.show();
          return;
        }
        stored = true;
        report(gateway, outcome);
        box.hide();
      });
      box.show();
    });
  };

  const isElsewhere = async (gateway: PaidGatewayId): Promise<boolean> => {
    const base = deps.baseUrlOf(gateway);
    return base.kind === 'base' && deps.keys.isElsewhere(gateway, new URL(base.url).origin);
  };

  return {
    store,
    ask: askKey,
    isElsewhere,
    has: async (gateway) => {
      const base = deps.baseUrlOf(gateway);
      return base.kind === 'base' && (await deps.keys.get(gateway, new URL(base.url).origin)) !== undefined;
    },
  };
}

/** The walkthrough's step is done while there is a key, and only then one can be removed. */
async function tellHasKey(hasKey: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', contexts.hasKey, hasKey);
}

/** A key was set, and not here. */
export function elsewhereWords(gateway: PaidGatewayId): string {
  return l10n.t('The key for {0} was set in another window of this browser. Reload this window to use it; if it still isn’t there, set it again.', gatewayName(gateway));
}

function report(gateway: PaidGatewayId, outcome: KeptKey | undefined): void {
  if (outcome?.session) {
    showWarning(l10n.t('The {0} key is kept until you close this window.', gatewayName(gateway)));
    return;
  }
  if (outcome?.kind === 'valid') {
    const use = { label: l10n.t('Use {0}', gatewayName(gateway)), run: () => vscode.commands.executeCommand(commands.selectGateway, { gateway }) };
    // Whoever sets a key wants to generate there; the setting alone decides where.
    const isUsed = gatewaySetting(vscode.window.activeTextEditor?.document.uri) === gateway;
    showInformation(l10n.t('{0} key saved. {1}', gatewayName(gateway), outcome.words), isUsed ? [] : [use]);
  } else if (outcome?.kind === 'unchecked') {
    showWarning(l10n.t('{0} key saved, but it couldn’t be checked: {1}', gatewayName(gateway), failureWords(outcome.failure)), [toBaseUrl(gateway)]);
  } else if (outcome?.kind === 'invalid') {
    showError(l10n.t('{0} key not saved: {1}', gatewayName(gateway), failureWords(outcome.failure)));
  }
}

/** *Set API Key* `{gateway, key}` and *Remove API Key* `{gateway}`, and whether there is a key, for the menus. */
export function registerKeyCommands(desk: ReturnType<typeof createKeyDesk>, deps: Pick<KeyDeskDependencies, 'keys' | 'baseUrlOf'>, secrets: Pick<vscode.SecretStorage, 'onDidChange'>): vscode.Disposable {
  const setKey = async (argument: unknown): Promise<boolean> => {
    const given = argumentsOf(argument);
    const gateway = given.gateway ?? (await pickGateway(l10n.t('Which gateway’s API key do you want to set?'), paidGateways));
    if (!gateway) {
      return false;
    }
    if (given.key === undefined || readKey(given.key) === '') {
      return desk.ask(gateway);
    }
    const outcome = await desk.store(gateway, readKey(given.key));
    report(gateway, outcome);
    return outcome !== undefined && outcome.kind !== 'invalid';
  };

  const keptKeys = async (): Promise<PaidGatewayId[]> => {
    const has = await Promise.all(paidGateways.map((gateway) => desk.has(gateway)));
    return paidGateways.filter((_, index) => has[index]);
  };
  const tell = async (): Promise<void> => tellHasKey((await keptKeys()).length > 0);

  const removeKey = async (argument: unknown): Promise<boolean> => {
    const kept = await keptKeys();
    const wanted = argumentsOf(argument).gateway;
    if (kept.length === 0 || (wanted && !kept.includes(wanted))) {
      showInformation(wanted ? l10n.t('No {0} key is saved.', gatewayName(wanted)) : l10n.t('No keys are saved.'));
      return false;
    }
    const gateway = wanted ?? (await pickGateway(l10n.t('Which gateway’s API key do you want to remove?'), kept));
    const base = gateway && deps.baseUrlOf(gateway);
    if (!gateway || base?.kind !== 'base') {
      return false;
    }
    const removed = await deps.keys.remove(gateway, new URL(base.url).origin).catch((error: unknown) => {
      showError(l10n.t('VS Code couldn’t remove the key: {0}', error instanceof Error ? error.message : String(error)));
      return undefined;
    });
    if (removed === undefined) {
      return false;
    }
    await tell();
    showInformation(l10n.t('{0} key removed.', gatewayName(gateway)));
    return removed;
  };

  void tell();
  return vscode.Disposable.from(
    // Another window sets keys, too, and a base URL says which of them counts.
    secrets.onDidChange(() => void tell()),
    new vscode.Disposable(deps.keys.onDidKeep(() => void tell())),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (paidGateways.some((gateway) => change.affectsConfiguration(`${settingsSection}.${gateway}.baseUrl`))) void tell();
    }),
    vscode.commands.registerCommand(commands.setApiKey, setKey),
    vscode.commands.registerCommand(commands.removeApiKey, removeKey),
  );
}
