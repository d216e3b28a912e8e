import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertProperty } from '../../support/property.ts';
import { createBalances } from '../../../src/wallet/balances.ts';
import { isSpendingCsv, spendingCsv } from '../../../src/wallet/csv.ts';
import { sums } from '../../../src/wallet/money.ts';
import type { Order } from '../../../src/wallet/order.ts';
import { counted } from '../../../src/wallet/order.ts';
import { startOf } from '../../../src/wallet/period.ts';
import { spendingOf } from '../../../src/wallet/spending.ts';

const now = new Date(2026, 10, 28, 12).getTime();
const day = 86_400_000;
const base: Order = { id: 'a', task: 'a', shot: 'Gulls', gateway: 'apimart', seconds: 6, resolution: '768p', holder: { session: '', pid: 1, host: '', at: 0 }, state: 'charged', at: now, film: 'pier.hailuo', quoted: { micros: 280_000, unit: 'USD', source: 'own' } };

const order = fc.record({
  at: fc.integer({ min: now - 60 * day, max: now }), state: fc.constantFrom('reserved' as const, 'sent' as const, 'charged' as const, 'released' as const, 'unconfirmed' as const),
  gateway: fc.constantFrom('apimart' as const, 'toapis' as const), film: fc.constantFrom('pier.hailuo', 'boat.hailuo'),
  quoted: fc.record({ micros: fc.integer({ min: 0, max: 5_000_000 }), unit: fc.constantFrom('USD', 'credits'), source: fc.constant('own' as const) }),
}).map((facts): Order => ({ ...base, ...facts }));

describe('the sums of the view', () => {
  it('add up: the days of this month, the gateways and the films to the month, the last day to today', () => {
    assertProperty(fc.property(fc.array(order, { maxLength: 60 }), (orders) => {
      const { today, month, days, gateways, films } = spendingOf(orders, now);
      const sorted = (amounts: readonly { micros: number; unit: string }[]): unknown => [...sums(amounts)].filter(({ micros }) => micros > 0).sort((a, b) => (a.unit < b.unit ? -1 : 1));
      assert.equal(days.length, 30);
      assert.deepEqual(sorted(days.at(-1)?.totals ?? []), sorted(today));
      assert.deepEqual(sorted(gateways.flatMap(({ totals }) => totals)), sorted(month));
      assert.deepEqual(sorted(films.flatMap(({ totals }) => totals)), sorted(month));
      assert.deepEqual(sorted(days.filter(({ key }) => key >= startOf('month', now)).flatMap(({ totals }) => totals)), sorted(month));
      const counting = orders.filter(({ at, state }) => at >= startOf('month', now) && state !== 'released').flatMap((one) => counted(one) ?? []);
      assert.deepEqual(sorted(counting), sorted(month));
    }), { runs: 300 });
  });

  it('name what is in flight, in doubt, charged otherwise than quoted, and without a price', () => {
    const { quoted: _none, ...unpriced } = base;
    const spending = spendingOf([
      { ...base, id: '1', state: 'sent' }, { ...base, id: '2', state: 'unconfirmed', at: now - 40 * day }, { ...base, id: '3', charged: { micros: 310_000, unit: 'USD', source: 'reported' } },
      { ...base, id: '4', charged: { micros: 280_000, unit: 'USD', source: 'reported' } }, { ...unpriced, id: '5' },
    ], now);
    assert.deepEqual([spending.inFlight, spending.unconfirmed, spending.differing].map((orders) => orders.map(({ id }) => id)), [['1'], ['2'], ['3']]);
    assert.equal(spending.unpriced, 1);
  });
});

describe('the ledger as CSV', () => {
  it('has a line an order, exact amounts, and no formula of a stranger’s', () => {
    const rows = spendingCsv([{ ...base, shot: '=HYPERLINK("http://x"),1', charged: { micros: 310_000, unit: 'USD', source: 'reported' }, remoteId: 'task_1', endedAt: now }]).split('\r\n');
    assert.equal(rows.length, 3);
    assert.equal(rows[0]?.split(',').length, 18);
    assert.ok(rows[1]?.includes(`"'=HYPERLINK(""http://x""),1",pier.hailuo,apimart,6,768p,charged,0.28,USD,own,0.31,USD,reported,0.31,USD,task_1,a`), rows[1]);
  });

  it('is known again, also that of a release with fewer columns, and no other table is taken for it', () => {
    assert.ok(isSpendingCsv(spendingCsv([])) && isSpendingCsv(spendingCsv([base])));
    assert.ok(isSpendingCsv('ordered,ended,shot,film,gateway,seconds,resolution,state,quoted,quoted_unit,quoted_source,charged,charged_unit,charged_source,remote_id,task\r\n'));
    for (const other of ['', 'day,sum\r\n', 'ordered,ended,shot\r\n', 'ordered;ended;shot;film;gateway\r\n', `\r\n${spendingCsv([])}`]) assert.equal(isSpendingCsv(other), false, other);
  });

  for (const [shot, written] of [
    ['Pier;=1+1', `"Pier;'=1+1"`], ['Pier\t@SUM(A1)', `"Pier\t'@SUM(A1)"`], [' =1+1', `' =1+1`], ['Pier; "+1', `"Pier;' ""+1"`], ['\u00A0=1', `'\u00A0=1`], ['-5', `'-5`], ['Pier 1-2', 'Pier 1-2'], ['a;b', '"a;b"'],
  ] as const) {
    it(`begins no formula where semicolons or tabs part the cells: ${JSON.stringify(shot)}`, () => {
      assert.ok(spendingCsv([{ ...base, shot }]).includes(`,${written},`), spendingCsv([{ ...base, shot }]));
    });
  }
});

describe('balances', () => {
  it('are read at most once a minute by themselves, at once when asked, and not at all without a key', async () => {
    let at = 0;
    const asked: string[] = [];
    const balances = createBalances({
      gateways: ['apimart', 'toapis'],
      ask: (gateway) => {
        asked.push(gateway);
        return Promise.resolve(gateway === 'apimart' ? { kind: 'balance', unlimited: false, remaining: 12.34, words: '' } : undefined);
      },
    }, { now: () => at, after: () => () => undefined, random: () => 0 });
    await balances.read();
    assert.deepEqual(balances.readings().map(({ gateway }) => gateway), ['apimart']);
    await balances.read();
    assert.equal(asked.length, 2);
    await balances.read({ now: true, only: 'apimart' });
    assert.equal(asked.length, 3);
    at = 60_000;
    await balances.read();
    assert.equal(asked.length, 5);
  });
});
