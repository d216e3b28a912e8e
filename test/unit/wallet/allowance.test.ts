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
