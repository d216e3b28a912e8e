import * as l10n from '@vscode/l10n';
import type { BalanceOutcome, GatewayId } from '../gateways/gateway.ts';
import type { Clock } from '../storage/clock.ts';
import { realClock } from '../storage/clock.ts';
import { moneyText, readMoney } from './money.ts';

export type PaidGateway = Exclude<GatewayId, 'animatic'>;

/** A balance as a gateway told it. `at`: milliseconds since the epoch. */
export interface BalanceReading {
  readonly gateway: PaidGateway;
  readonly at: number;
  readonly outcome: BalanceOutcome;
}

/** The balances at the gateways that have a key, as last read. Reading one is free. */
export interface Balances {
  readings(): readonly BalanceReading[];
  /** Reads them again; by itself at most once a minute for each, unless `now`. Never rejects. */
  read(options?: { readonly now?: boolean; readonly only?: PaidGateway }): Promise<void>;
  onDidChange(listener: () => void): () => void;
}

export interface BalancesDependencies {
  readonly gateways: readonly PaidGateway[];
  /** Undefined: there is no key, so nothing is asked. */
  readonly ask: (gateway: PaidGateway, signal: AbortSignal) => Promise<BalanceOutcome | undefined>;
}

const paceMs = 60_000;
const patienceMs = 20_000;

export function createBalances({ gateways, ask }: BalancesDependencies, clock: Clock = realClock): Balances {
  const known = new Map<PaidGateway, BalanceReading>();
  const asked = new Map<PaidGateway, number>();
  const listeners = new Set<() => void>();
  const readOne = async (gateway: PaidGateway): Promise<void> => {
    asked.set(gateway, clock.now());
    const outcome = await ask(gateway, AbortSignal.timeout(patienceMs)).catch(() => undefined);
    if (outcome) known.set(gateway, { gateway, at: clock.now(), outcome });
    else known.delete(gateway);
  };
  return {
    readings: () => gateways.flatMap((gateway) => known.get(gateway) ?? []),
    read: async ({ now = false, only } = {}) => {
      const due = gateways.filter((gateway) => (only === undefined || only === gateway) && (now || clock.now() - (asked.get(gateway) ?? -paceMs) >= paceMs));
      if (due.length === 0) return;
      await Promise.all(due.map(readOne));
      listeners.forEach((listener) => { listener(); });
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `12.34`, `12.34 USD` where the gateway says what its credits are worth, `unlimited`. */
export function balanceWords({ unlimited, remaining, usd }: Extract<BalanceOutcome, { kind: 'balance' }>): string {
  if (unlimited) return l10n.t('unlimited');
  const money = usd === undefined ? undefined : readMoney(usd);
  return money ? moneyText({ ...money, unit: 'USD' }) : String(remaining ?? '');
}
