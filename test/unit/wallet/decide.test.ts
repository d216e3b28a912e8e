import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertProperty } from '../../support/property.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { newHolder } from '../../../src/storage/holder.ts';
import type { Task } from '../../../src/tasks/task.ts';
import type { Caps } from '../../../src/wallet/cap.ts';
import { countedIn, usedIn } from '../../../src/wallet/cap.ts';
import { createDecisions } from '../../../src/wallet/decide.ts';
import type { Entry } from '../../../src/wallet/entry.ts';
import { readEntry } from '../../../src/wallet/entry.ts';
import type { Order } from '../../../src/wallet/order.ts';
import { after } from '../../../src/wallet/order.ts';
import { overCapWords } from '../../../src/wallet/refusal.ts';
import { spendingWords } from '../../../src/wallet/spendingWords.ts';

const hour = 3_600_000;
const cents = (count: number): number => count * 10_000;

/** A ledger in memory, with time at hand. */
function world(caps: Caps, prices: unknown = { 'apimart 768p 6 s': '0.28', 'apimart 1080p 6 s': '0.49' }) {
  const orders = new Map<string, Order>();
  const time = { now: new Date(2026, 10, 28, 9).getTime() };
  const decide = createDecisions({ settings: () => ({ prices, caps }), now: () => time.now, holder: newHolder(), language: 'en' });
  const add = (lines: readonly Entry[]): void => {
    for (const line of lines) {
      // Through the text, as it goes through the file.
      const entry = readEntry(JSON.stringify(line));
      assert.ok(entry, JSON.stringify(line));
      const order = after(orders.get(entry.id), entry);
      if (order) orders.set(order.id, order);
    }
  };
  let made = 0;
  const reserve = (count = 1, more: Partial<Parameters<typeof decide.reserve>[1][number]> = {}) => {
    const wanted = Array.from({ length: count }, () => ({ task: `task-${++made}`, shot: 'Gulls', gateway: 'apimart' as const, seconds: 6 as const, resolution: '768p' as const, ...more }));
    const { lines, result } = decide.reserve([...orders.values()], wanted);
    add(lines);
    return { result, tasks: lines.length > 0 ? wanted.map(({ task }) => task) : [] };
  };
  const used = (period: 'day' | 'month', unit = ''): number => countedIn(unit, usedIn(period, orders.values(), time.now));
  return { orders, time, decide, add, reserve, used };
}

function task(id: string, more: Partial<Task>): Task {
  return {
    version: 1, id, revision: 1, gateway: 'apimart', state: 'running', progress: 0, prompt: 'A cat', sentPrompt: 'A cat', settings: defaultSettings, folder: '/videos',
    createdAt: 0, submittedAt: 1, idempotencyKey: 'key', ...more,
  };
}

describe('the limits', () => {
  it('let through what fits, refuse what does not with what is left and when it resets, and count what is in flight and unconfirmed', () => {
    const { reserve, decide, add, orders, time } = world({ day: cents(60) });
    const first = reserve();
    assert.equal(first.result.kind, 'reserved');
    add(decide.settle(orders, [task(first.tasks[0] ?? '', { state: 'unconfirmed' })]));
    assert.equal(reserve().result.kind, 'reserved');
    const third = reserve().result;
    assert.ok(third.kind === 'over');
    assert.deepEqual({ ...third.over, resetsAt: undefined }, {
      period: 'day', fits: 0, cap: { micros: cents(60), unit: '' }, used: { micros: cents(56), unit: '' }, left: { micros: cents(4), unit: '' }, wanted: { micros: cents(28), unit: '' }, resetsAt: undefined,
    });
    assert.equal(third.over.resetsAt, new Date(2026, 10, 29).getTime());
    time.now = third.over.resetsAt;
    assert.equal(reserve().result.kind, 'reserved');
  });

  it('reserve all of a film or nothing, and say how many fit', () => {
    const { reserve, orders } = world({ month: cents(100) });
    const { result } = reserve(6);
    assert.ok(result.kind === 'over');
    assert.deepEqual([result.over.fits, result.over.period, orders.size], [3, 'month', 0]);
  });

  it('count an unknown price as the dearest known one of its gateway', () => {
    const { reserve } = world({ day: cents(60) });
    assert.equal(reserve(1, { seconds: 10 }).result.kind, 'reserved');
    const { result } = reserve(1, { seconds: 10 });
    assert.ok(result.kind === 'over');
    assert.equal(result.over.used.micros, cents(49));
  });

  it('are free again for what was certainly not bought', () => {
    const { reserve, decide, add, orders } = world({ day: cents(28) });
    const [id = ''] = reserve().tasks;
    add(decide.permit([...orders.values()], task(id, { state: 'waiting' })).lines);
    assert.equal(reserve().result.kind, 'over');
    add(decide.settle(orders, [task(id, { state: 'failed', remoteId: 'remote' })]));
    assert.equal(orders.get(id)?.state, 'released');
    assert.equal(reserve().result.kind, 'reserved');
  });

  it('stop a second try of a lost request that they leave no room for, and keep counting the first', () => {
    const { reserve, decide, add, orders } = world({ day: cents(50) });
    const [id = ''] = reserve().tasks;
    add(decide.permit([...orders.values()], task(id, { state: 'waiting' })).lines);
    add(decide.settle(orders, [task(id, { state: 'unconfirmed' })]));
    const again = task(id, { state: 'waiting', mayBeCharged: true });
    const refused = decide.permit([...orders.values()], again);
    assert.match(refused.result?.message ?? '', /daily limit is 0\.50; 0\.28 of it is spent, in progress or unconfirmed, so 0\.22 is left/u);
    const roomy = world({ day: cents(60) });
    const [other = ''] = roomy.reserve().tasks;
    roomy.add(roomy.decide.permit([...roomy.orders.values()], task(other, { state: 'waiting' })).lines);
    // The doubt was not written down before the second try began.
    roomy.add(roomy.decide.permit([...roomy.orders.values()], { ...again, id: other }).lines);
    assert.deepEqual([...roomy.orders.values()].map(({ state }) => state), ['unconfirmed', 'sent']);
    // Put off by the gateway and sent again: the same second try, not a third.
    assert.deepEqual(roomy.decide.permit([...roomy.orders.values()], { ...again, id: other }), { lines: [], result: undefined });
    assert.equal(roomy.used('day'), cents(56));
  });

  it('count each unit by itself, and what has no unit in every money', () => {
    const prices = { 'apimart 768p 6 s': '2 USD', 'apimart 768p 10 s': '2', 'apimart 1080p 6 s': '2 元', 'toapis 768p 6 s': '4 credits' };
    const { reserve, used } = world({ day: cents(500) }, prices);
    const kinds = { usd: {}, bare: { seconds: 10 }, yuan: { resolution: '1080p' }, credits: { gateway: 'toapis' } } as const;
    const order = (kind: keyof typeof kinds): string => reserve(1, kinds[kind]).result.kind;
    // 2 USD + 2 of something is 4 of 5; one more of either may be 6 dollars.
    assert.deepEqual([order('usd'), order('bare'), order('usd'), order('bare')], ['reserved', 'reserved', 'over', 'over']);
    // What may be dollars may be yuan as well, but is no credits.
    assert.deepEqual([order('yuan'), order('yuan'), order('credits'), order('credits')], ['reserved', 'over', 'reserved', 'over']);
    assert.deepEqual(['USD', 'CNY', 'credits', ''].map((unit) => used('day', unit)), [cents(400), cents(400), cents(400), cents(200)]);
    const { result } = reserve(1, kinds.usd);
    assert.ok(result.kind === 'over');
    assert.deepEqual([result.over.used, result.over.left, result.over.wanted], [{ micros: cents(400), unit: 'USD' }, { micros: cents(100), unit: 'USD' }, { micros: cents(200), unit: 'USD' }]);
  });

  it('say all that an order costs, in every unit, and where its price is unknown what it counts as', () => {
    const prices = { 'apimart 768p 6 s': '28 credits', 'toapis 768p 6 s': '31 USD' };
    const { decide, reserve, orders } = world({ day: cents(6000) }, prices);
    const [credits, dollars] = [{ gateway: 'apimart', seconds: 6, resolution: '768p' }, { gateway: 'toapis', seconds: 6, resolution: '768p' }] as const;
    const over = decide.over([], [credits, credits, credits, dollars, credits, credits]);
    assert.ok(over !== undefined);
    assert.match(overCapWords(over, 6, 'en'), /^These 6 videos cost about 140 credits \+ 31 USD; 2 of them fit\. Your daily limit is 60 credits; 0 credits of it is spent/u);
    assert.equal(reserve(2, credits).result.kind, 'reserved');
    const all = [...orders.values()];
    const unknown = decide.over(all, [{ ...credits, resolution: '1080p' }]);
    assert.ok(unknown !== undefined);
    assert.match(overCapWords(unknown, 1, 'en'), /^The price of this video is unknown, so it counts as 28 credits, the most that a video there is known to cost\. Your daily limit is 60 credits; 56 credits/u);
    const both = decide.over(all, [credits, { ...credits, resolution: '1080p' }]);
    assert.ok(both !== undefined);
    assert.match(overCapWords(both, 2, 'en'), /about 56 credits; 0 of them fit\. The price of 1 of them is unknown; /u);
    // Dollars have a limit of their own, which stands beside that of the credits that were spent.
    assert.equal(decide.over(all, [dollars]), undefined);
    const limit = { caps: { day: cents(6000) } };
    assert.equal(spendingWords(all, limit, all[0]?.at ?? 0).spending, 'Today so far: 56 credits. Left of the daily limit: 4 credits.');
    assert.equal(spendingWords(all, limit, all[0]?.at ?? 0, ['USD']).spending, 'Today so far: 56 credits. Left of the daily limit: 4 credits, 60 USD.');
  });

  it('are not made roomier by a gateway that charges in another unit than the user’s own price', () => {
    const { reserve, decide, add, orders, used } = world({ day: cents(100) }, { 'apimart 768p 6 s': '0.28 USD' });
    const [first = '', second = '', third = ''] = reserve(3).tasks;
    for (const id of [first, second, third]) add(decide.permit([...orders.values()], task(id, { state: 'waiting' })).lines);
    add(decide.settle(orders, [task(first, { state: 'completed', cost: '2.8 credits' }), task(second, { state: 'completed', cost: '2.8 credits' })]));
    assert.equal(used('day', 'USD'), cents(84));
    assert.equal(reserve().result.kind, 'over');
    assert.deepEqual(orders.get(first)?.charged, { micros: 2_800_000, unit: 'credits', source: 'reported' });
  });

  it('take a bare number that a gateway reports for dollars beside a price in dollars, never for yuan', () => {
    for (const [price, unit, counts] of [['0.28 USD', 'USD', cents(31)], ['2 元', '', cents(200)], ['0.28', '', cents(31)]] as const) {
      const { reserve, decide, add, orders, used } = world({}, { 'apimart 768p 6 s': price });
      const [id = ''] = reserve().tasks;
      add(decide.settle(orders, [task(id, { state: 'completed', cost: '0.31' })]));
      assert.deepEqual([orders.get(id)?.charged?.unit, used('day', price.includes('元') ? 'CNY' : unit)], [unit, counts], price);
    }
  });

  it('are never passed in 10,000 random histories, whatever happens in which order', () => {
    const event = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('reserve' as const), count: fc.integer({ min: 1, max: 4 }), like: fc.constantFrom({}, { resolution: '1080p' as const }, { seconds: 10 as const }, { gateway: 'toapis' as const }) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('send' as const), which: fc.nat(20) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('end' as const), which: fc.nat(20), state: fc.constantFrom('completed' as const, 'failed' as const, 'unconfirmed' as const, 'cancelled' as const), cheaper: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat(20) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('gone' as const) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 200 }) }) },
    );
    let refused = 0;
    const mixed = { 'apimart 768p 6 s': '0.28', 'apimart 1080p 6 s': '0.49 USD', 'apimart 768p 10 s': '0.40', 'toapis 768p 6 s': '0.50 credits' };
    assertProperty(fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 400 }), fc.array(event, { maxLength: 14 }), (day, month, events) => {
      const caps = { day: cents(day), month: cents(month) };
      const { reserve, decide, add, orders, time, used } = world(caps, mixed);
      const ids: string[] = [];
      for (const one of events) {
        const id = 'which' in one ? ids[one.which % Math.max(1, ids.length)] : undefined;
        if (one.kind === 'reserve') {
          const { result, tasks } = reserve(one.count, one.like);
          refused += result.kind === 'over' ? 1 : 0;
          ids.push(...tasks);
        } else if (one.kind === 'wait') {
          time.now += one.hours * hour;
        } else if (one.kind === 'gone') {
          add(decide.reconcile(orders, () => undefined, []));
        } else if (id !== undefined) {
          if (one.kind === 'send') add(decide.permit([...orders.values()], task(id, { state: 'waiting' })).lines);
          else if (one.kind === 'again') add(decide.permit([...orders.values()], task(id, { state: 'waiting', mayBeCharged: true })).lines);
          else add(decide.settle(orders, [task(id, { state: one.state, remoteId: 'remote', ...(one.cheaper && { cost: '0.20' }) })]));
        }
        for (const unit of ['', 'USD', 'credits']) assert.ok(used('day', unit) <= caps.day && used('month', unit) <= caps.month, JSON.stringify({ unit, caps, used: [used('day', unit), used('month', unit)] }));
      }
    }), { runs: 10_000 });
    assert.ok(refused > 1_000, `the limits were reached ${refused} times`);
  });
});

describe('what became of an order', () => {
  const ended = (more: Partial<Task>, sent = true): Order | undefined => {
    const { reserve, decide, add, orders } = world({});
    const [id = ''] = reserve().tasks;
    if (sent) add(decide.permit([...orders.values()], task(id, { state: 'waiting' })).lines);
    add(decide.settle(orders, [task(id, more)]));
    return orders.get(id);
  };
  it('is charged as reported, else as quoted, with where the price is from', () => {
    assert.deepEqual(ended({ state: 'completed', cost: '0.31', remoteId: 'r' })?.charged, { micros: cents(31), unit: '', source: 'reported' });
    // Nobody said what was charged: it counts as quoted, and is no charge that a later quote could rest on.
    const unsaid = ended({ state: 'completed' });
    assert.deepEqual([unsaid?.state, unsaid?.charged, unsaid?.quoted], ['charged', undefined, { micros: cents(28), unit: '', source: 'own' }]);
    assert.deepEqual(ended({ state: 'completed', cost: '28 credits' })?.charged, { micros: 28_000_000, unit: 'credits', source: 'reported' });
    assert.equal(ended({ state: 'failed', cost: '0.10', remoteId: 'r' })?.state, 'charged');
    // A relay that counts no costs: the limits go by the quote.
    assert.deepEqual(['0', '0.00 USD', '0 credits'].map((cost) => ended({ state: 'completed', cost })?.charged), [undefined, undefined, undefined]);
    assert.deepEqual(['0', '0.00 USD', '0 credits'].map((cost) => ended({ state: 'failed', cost, remoteId: 'r' })?.state), ['released', 'released', 'released']);
  });
  it('is in doubt where the person stopped what the gateway may go on with, and nothing where it never left', () => {
    assert.equal(ended({ state: 'cancelled', remoteId: 'r' })?.state, 'unconfirmed');
    assert.equal(ended({ state: 'cancelled', mayBeCharged: true })?.state, 'unconfirmed');
    // What it was said to cost while it was rendered is nothing that it cost.
    assert.equal(ended({ state: 'cancelled', remoteId: 'r', cost: '0' })?.state, 'unconfirmed');
    assert.equal(ended({ state: 'cancelled', remoteId: 'r', cost: '0', failure: { class: 'cancelled', message: '' } })?.state, 'released');
    assert.equal(ended({ state: 'cancelled', remoteId: 'r', failure: { class: 'cancelled', message: '' } })?.state, 'released');
    assert.equal(ended({ state: 'cancelled', failure: { class: 'rate', message: '' } })?.state, 'released');
    const { submittedAt: _never, ...waiting } = task('task-1', { state: 'cancelled' });
    const { reserve, decide, add, orders } = world({});
    reserve();
    orders.set('task-1', { ...[...orders.values()][0]!, id: 'task-1', task: 'task-1' });
    add(decide.settle(orders, [waiting]));
    assert.equal(orders.get('task-1')?.state, 'released');
  });
  it('stays in doubt until the person says that it was not charged, or the video comes', () => {
    const { reserve, decide, add, orders } = world({});
    const [id = '', other = ''] = reserve(2).tasks;
    for (const one of [id, other]) {
      add(decide.permit([...orders.values()], task(one, { state: 'waiting' })).lines);
      add(decide.settle(orders, [task(one, { state: 'unconfirmed' })]));
    }
    add(decide.settle(orders, [task(id, { state: 'cancelled' }), task(other, { state: 'completed', remoteId: 'adopted' })]));
    assert.deepEqual([orders.get(id)?.state, orders.get(other)?.state, orders.get(other)?.remoteId], ['released', 'charged', 'adopted']);
  });
});

describe('what the balance lost', () => {
  const price = { micros: cents(30), unit: 'USD' };
  const done = (more: Partial<Task>) => {
    const made = world({}, {});
    const [id = ''] = made.reserve().tasks;
    made.add(made.decide.permit([...made.orders.values()], task(id, { state: 'waiting' })).lines);
    made.add(made.decide.settle(made.orders, [task(id, { state: 'completed', remoteId: 'r', ...more })]));
    return { ...made, id, measure: (money = price) => { made.add(made.decide.measure(made.orders, id, money)); return made.orders.get(id); } };
  };
  it('is the charge of a video whose cost nobody named, once, and of one that failed and was not given back', () => {
    const { measure, decide, orders } = done({});
    assert.deepEqual(measure()?.charged, { ...price, source: 'balance' });
    assert.deepEqual(measure({ ...price, micros: 1 })?.charged?.micros, cents(30));
    const quote = decide.quote([...orders.values()], { gateway: 'apimart', seconds: 6, resolution: '768p' });
    assert.deepEqual([quote?.micros, quote?.unit, quote?.source, quote?.of], [cents(30), 'USD', 'balance', 1]);
    const failed = done({ state: 'failed' });
    assert.equal(failed.orders.get(failed.id)?.state, 'released');
    assert.deepEqual([failed.measure()?.state, failed.used('day', 'USD')], ['charged', cents(30)]);
  });
  it('gives way to what the gateway itself reports', () => {
    const { measure, decide, orders, reserve, add } = done({ cost: '0.28 USD' });
    assert.equal(measure()?.charged?.micros, cents(28));
    const [id = ''] = reserve().tasks;
    add(decide.settle(orders, [task(id, { state: 'completed' })]));
    add(decide.measure(orders, id, price));
    assert.deepEqual([orders.get(id)?.charged?.source, decide.quote([...orders.values()], { gateway: 'apimart', seconds: 6, resolution: '768p' })?.source], ['balance', 'reported']);
  });
});

describe('a quote', () => {
  it('is the user’s own price, else the middle of what the last ten takes of the kind were reported to cost, else unknown', () => {
    const { reserve, decide, add, orders, time } = world({}, { 'toapis 768p 6 s': '28 credits' });
    const kind = { gateway: 'apimart', seconds: 6, resolution: '768p' } as const;
    assert.equal(decide.quote([], kind), undefined);
    for (const cost of ['9', ...Array.from({ length: 10 }, (_, at) => `0.2${at}`)]) {
      const [id = ''] = reserve().tasks;
      time.now += hour;
      add(decide.settle(orders, [task(id, { state: 'completed', cost })]));
    }
    const quote = decide.quote([...orders.values()], kind);
    assert.deepEqual([quote?.micros, quote?.source, quote?.of, quote?.at], [cents(25), 'reported', 10, time.now]);
    assert.deepEqual(decide.quote([...orders.values()], { ...kind, gateway: 'toapis' }), { micros: 28_000_000, unit: 'credits', source: 'own' });
    assert.equal(decide.quote([...orders.values()], { ...kind, seconds: 10 }), undefined);
  });

  it('is never nothing but by the user’s own price, so that no number of videos passes a limit that is nearly used up', () => {
    for (const [state, cost] of [['failed', '0'], ['failed', '0 credits'], ['cancelled', '0'], ['completed', '0']] as const) {
      const { reserve, decide, add, orders } = world({ day: cents(50) }, {});
      const kind = { gateway: 'apimart', seconds: 6, resolution: '768p' } as const;
      const [dear = '', first = ''] = reserve(2).tasks;
      add(decide.settle(orders, [task(dear, { state: 'completed', cost: '0.45', remoteId: 'a' }), task(first, { state, cost, remoteId: 'b' })]));
      // As an earlier release wrote it.
      add([{ v: 1, at: 1, id: 'old', kind: 'reserved', task: 'old', shot: 'Old', ...kind, holder: { ...newHolder(), at: 1 } }, { v: 1, at: 2, id: 'old', kind: 'charged', price: { amount: '0', unit: '', source: 'reported' } }]);
      assert.deepEqual([decide.quote([...orders.values()], kind)?.micros, reserve().result.kind], [cents(45), 'over'], `${state} ${cost}`);
      assert.equal(decide.quote([...orders.values()].filter(({ id }) => id !== dear), kind), undefined);
    }
    assert.equal(world({}, { 'apimart 768p 6 s': '0' }).decide.quote([], { gateway: 'apimart', seconds: 6, resolution: '768p' })?.micros, 0);
  });
});
