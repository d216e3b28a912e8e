import * as vscode from 'vscode';
import type { DirectiveLanguageSetting } from '../directives/translate.ts';
import type { GatewayId } from '../gateways/gateway.ts';
import { gatewayIds } from '../gateways/gateway.ts';
import { sites } from '../gateways/sites.ts';
import type { GatewayStyle } from '../gateways/style.ts';
import type { ShotSettings } from '../shots/shot.ts';
import { defaultSettings, durations, resolutions } from '../shots/shot.ts';
import type { Loosened } from '../wallet/agreed.ts';
import type { Caps } from '../wallet/cap.ts';
import { readCap } from '../wallet/cap.ts';
import type { Micros } from '../wallet/money.ts';
import { amountText } from '../wallet/money.ts';
import type { Period } from '../wallet/period.ts';
import { settings, settingsSection } from './ids.ts';

type Scope = vscode.ConfigurationScope | undefined;
export type PaidGatewayId = Exclude<GatewayId, 'animatic'>;

const directiveLanguages = ['auto', 'en', 'zh', 'asWritten'] as const satisfies readonly DirectiveLanguageSetting[];
const baseUrls = { apimart: settings.apimartBaseUrl, toapis: settings.toapisBaseUrl } as const;

function read(key: string, scope?: Scope): unknown {
  return vscode.workspace.getConfiguration(settingsSection, scope).get(key);
}

/** Settings are typed by hand in JSON: a value outside the list counts as not set. */
function oneOf<T>(values: readonly T[], key: string, scope: Scope, fallback: T): T {
  const value = read(key, scope);
  return values.includes(value as T) ? (value as T) : fallback;
}

function flag(key: string, scope: Scope, fallback: boolean): boolean {
  const value = read(key, scope);
  return typeof value === 'boolean' ? value : fallback;
}

function inRange(key: string, lowest: number, highest: number, fallback: number): number {
  const value = read(key);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(highest, Math.max(lowest, value)) : fallback;
}

/** Where shots of this scope go. */
export function gatewaySetting(scope: Scope): GatewayId {
  return oneOf(gatewayIds, settings.gateway, scope, 'animatic');
}

/** Where the user's own settings send shots, whatever a workspace says. */
export function usersGateway(): GatewayId {
  const value = vscode.workspace.getConfiguration(settingsSection).inspect<string>(settings.gateway)?.globalValue;
  return gatewayIds.find((id) => id === value) ?? 'animatic';
}

/** The gateway that the settings of this workspace or folder name; undefined when they name none, or do not count. */
export function workspaceGateway(scope: Scope): GatewayId | undefined {
  const said = vscode.workspace.getConfiguration(settingsSection, scope).inspect<string>(settings.gateway);
  const value = said?.workspaceFolderValue ?? said?.workspaceValue;
  return vscode.workspace.isTrusted ? gatewayIds.find((id) => id === value) : undefined;
}

/** Whether a paid prompt with known problems is asked about; application-scoped, so that no workspace switches it off. */
export function askAboutProblems(): boolean {
  return flag(settings.askAboutProblems, undefined, true);
}

/** Prices, limits and when to ask; all application-scoped, so that no workspace raises a limit or invents a price. */
export function spendingSettings(): { readonly prices: unknown; readonly askAbove?: Micros; readonly caps: Caps } {
  const [askAbove, day, month] = [settings.askAbove, settings.dailyCap, settings.monthlyCap].map((key) => readCap(read(key)));
  return { prices: read(settings.prices), ...(askAbove !== undefined && { askAbove }), caps: { ...(day !== undefined && { day }), ...(month !== undefined && { month }) } };
}

/** The name of the setting that limits a day or a month. */
export function limitSetting(period: Period): string {
  return period === 'day' ? settings.dailyCap : settings.monthlyCap;
}

/** Writes limits and prices back as the person had agreed to them. */
export async function restoreLimits(open: readonly Loosened[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const prices = { ...configuration.get<Readonly<Record<string, unknown>>>(settings.prices) };
  for (const one of open) {
    if (one.kind === 'limit') await configuration.update(limitSetting(one.period), Number(amountText(one.from)), vscode.ConfigurationTarget.Global);
    else prices[one.name] = one.from ?? '';
  }
  if (open.some(({ kind }) => kind === 'price')) await configuration.update(settings.prices, prices, vscode.ConfigurationTarget.Global);
}

/** Writes the choice where the person already keeps it: the workspace if it says something there, else user settings. */
export async function chooseGateway(gateway: GatewayId): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const current = configuration.inspect(settings.gateway);
  const inWorkspace = current?.workspaceValue !== undefined && vscode.workspace.isTrusted;
  await configuration.update(settings.gateway, gateway, inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}

/** What a shot has where it says nothing itself. */
export function shotSettings(scope: Scope): ShotSettings {
  return {
    duration: oneOf(durations, settings.duration, scope, defaultSettings.duration),
    resolution: oneOf(resolutions, settings.resolution, scope, defaultSettings.resolution),
    promptOptimizer: flag(settings.promptOptimizer, scope, defaultSettings.promptOptimizer),
    fastPretreatment: flag(settings.fastPretreatment, scope, defaultSettings.fastPretreatment),
    watermark: flag(settings.watermark, scope, defaultSettings.watermark),
  };
}

export function directiveLanguageSetting(scope?: vscode.ConfigurationScope): DirectiveLanguageSetting {
  return oneOf(directiveLanguages, settings.directiveLanguage, scope, 'auto');
}

/** How requests for shots of this scope are written. */
export function gatewayStyle(scope?: vscode.ConfigurationScope): GatewayStyle {
  return { directiveLanguage: directiveLanguageSetting(scope), apimartFirstFrame: apimartFirstFrame(), toapisRequestStyle: toapisRequestStyle() };
}

/** As typed, not yet checked; application-scoped, so that no workspace chooses where the key is sent. */
export function baseUrlSetting(gateway: PaidGatewayId): string {
  const value = read(baseUrls[gateway]);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : sites[gateway].defaultBaseUrl;
}

/** Whether first frames leave upright and without personal data; application-scoped, so that no workspace gives a place away. */
export function cleanFirstFrame(): boolean {
  return flag(settings.cleanFirstFrame, undefined, true);
}

function apimartFirstFrame(): 'upload' | 'inline' {
  return oneOf(['upload', 'inline'] as const, settings.apimartFirstFrame, undefined, 'upload');
}

function toapisRequestStyle(): 'metadata' | 'topLevel' {
  return oneOf(['metadata', 'topLevel'] as const, settings.toapisRequestStyle, undefined, 'metadata');
}

export function trackerSettings(): { maxConcurrent: number; pollIntervalMs: number } {
  return {
    maxConcurrent: Math.round(inRange(settings.maxConcurrent, 1, 50, 3)),
    pollIntervalMs: inRange(settings.pollInterval, 1, 300, 10) * 1000,
  };
}
