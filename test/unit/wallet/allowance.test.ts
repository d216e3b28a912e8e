import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAllowance } from '../../../src/wallet/allowance.ts';
import { readMoney } from '../../../src/wallet/money.ts';
import { temporaryFolder } from '../tasks/support/world.ts';

const usd = (text: string): NonNullable<ReturnType<typeof readMoney>> => readMoney(`${text} USD`) ?? { micros: 0, unit: 'USD' };
const clockAt = (start: Date): { readonly now: () => number; readonly after: () => () => void; readonly random: () => number; at: number } => {
  const clock = { at: start.getTime(), now: () => clock.at, after: () => () => undefined, random: () => 0.5 };
  return clock;
};

describe('what agents may spend without a question', () => {
  it('is nothing until a person set it, in that workspace alone, until midnight', async (t) => {
    const folder = await temporaryFolder(t);
    const clock = clockAt(new Date(2026, 10, 28, 23, 0));
    const [here, elsewhere] = [createAllowance(folder, 'file:///a', clock), createAllowance(folder, 'file:///b', clock)];
    assert.equal(await here.take('q-1', [usd('0.01')]), false);
    await here.set(usd('1'));
    assert.deepEqual([await here.left(), await elsewhere.left()], [usd('1'), undefined]);
    clock.at += 59 * 60_000;
    assert.equal(await here.covers([usd('1')]), true);
    clock.at += 60_000;
    assert.deepEqual([await here.left(), await here.take('q-1', [usd('0.01')])], [undefined, false]);
    clock.at -= 3 * 24 * 3_600_000;
    assert.equal(await here.left(), undefined, 'a clock that was put back brings nothing back');
  });

  it('is taken all or nothing, once for a quote, in its own unit, and for known prices alone', async (t) => {
    const allowance = createAllowance(await temporaryFolder(t), '', clockAt(new Date(2026, 10, 28, 12, 0)));
    await allowance.set(usd('0.60'));
    assert.equal(await allowance.take('q-a', [usd('0.28'), undefined]), false);
    assert.equal(await allowance.take('q-b', [readMoney('28 credits')]), false);
    assert.equal(await allowance.take('q-c', [usd('0.28'), usd('0.33')]), false);
    assert.deepEqual(await allowance.left(), usd('0.60'));
    assert.equal(await allowance.take('q-d', [usd('0.28'), usd('0.28')]), true);
    assert.equal(await allowance.take('q-d', [usd('0.28'), usd('0.28')]), true, 'the same quote is the same order');
    assert.deepEqual(await allowance.left(), usd('0.04'));
  });

  it('is given back once for what did not go, and again there for the same quote', async (t) => {
    const folder = await temporaryFolder(t);
    const clock = clockAt(new Date(2026, 10, 28, 12, 0));
    const [allowance, other] = [createAllowance(folder, 'w', clock), createAllowance(folder, 'w', clock)];
    await allowance.set(usd('1'));
    await allowance.take('q-a', [usd('0.28'), usd('0.28')]);
    await allowance.take('q-b', [usd('0.30')]);
    await Promise.all([allowance.keep('q-a', []), other.keep('q-a', [])]);
    assert.deepEqual(await allowance.left(), usd('0.70'), 'what another quote took stays taken');
    assert.equal(await allowance.take('q-a', [usd('0.28'), usd('0.28')]), true);
    await allowance.keep('q-a', [usd('0.28')]);
    assert.deepEqual(await allowance.left(), usd('0.42'));
    await allowance.keep('q-a', [usd('0.28'), usd('0.28')]);
    assert.deepEqual(await allowance.left(), usd('0.42'), 'keeping takes nothing');
    assert.equal(await allowance.take('q-a', [usd('0.28'), usd('0.28')]), true, 'the rest of it, ordered once more');
    assert.deepEqual(await other.left(), usd('0.14'));
  });

  it('does not stay taken for a quote whose window was killed before a task was there', async (t) => {
    const folder = await temporaryFolder(t);
    const clock = clockAt(new Date(2026, 10, 28, 12, 0));
    const [killed, next] = [createAllowance(folder, 'w', clock), createAllowance(folder, 'w', clock)];
    await killed.set(usd('1'));
    await killed.take('q-killed', [usd('0.30')]);
    await killed.take('q-there', [usd('0.30')]);
    await next.heal((quote) => Promise.resolve(quote === 'q-killed'));
    await next.heal((quote) => Promise.resolve(quote === 'q-killed'));
    assert.deepEqual(await next.left(), usd('0.70'));
  });

  it('is not passed by twenty orders of two windows at once', async (t) => {
    const folder = await temporaryFolder(t);
    const clock = clockAt(new Date(2026, 10, 28, 12, 0));
    const windows = [createAllowance(folder, 'w', clock), createAllowance(folder, 'w', clock)];
    await windows[0]?.set(usd('1'));
    const taken = await Promise.all(Array.from({ length: 20 }, (_, at) => windows[at % 2]!.take(`q-${String(at)}`, [usd('0.30')])));
    assert.equal(taken.filter((one) => one).length, 3);
    assert.deepEqual(await windows[1]?.left(), usd('0.10'));
  });
});
