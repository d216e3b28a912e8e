import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assertProperty } from '../../support/property.ts';
import { amountText, keptMoney, median, moneyOf, moneySchema, moneyText, readMoney, sums, sumsText } from '../../../src/wallet/money.ts';

const micros = fc.integer({ min: 0, max: 9_000_000_000 });

describe('money', () => {
  it('is read in the forms that people and gateways write', () => {
    const forms: readonly [string | number, number, string][] = [
      ['0.28', 280_000, ''], [0.28, 280_000, ''], ['0.28 USD', 280_000, 'USD'], ['$0.28', 280_000, 'USD'], ['0,28 €', 280_000, 'EUR'], ['28 credits', 28_000_000, 'credits'],
      ['2元', 2_000_000, 'CNY'], ['¥ 2.5', 2_500_000, 'CNY'], ['12', 12_000_000, ''], [0, 0, ''], ['0.1234567', 123_457, ''], [1e-7, 1, ''],
      ['1,234', 1_234_000_000, ''], ['1,234.50 credits', 1_234_500_000, 'credits'], ['1.234,5 €', 1_234_500_000, 'EUR'], ['1,000,000', 1_000_000_000_000, ''], ['1.234.567', 1_234_567_000_000, ''], ['1.234', 1_234_000, ''], ['0,280', 280_000, ''], ['12,5', 12_500_000, ''],
      ['1e-7', 1, ''], ['2.8E-1', 280_000, ''], ['2 Credits', 2_000_000, 'credits'], ['2 积分', 2_000_000, 'credits'], ['US$ 3', 3_000_000, 'USD'], ['3 dollars', 3_000_000, 'USD'], ['3 gbp', 3_000_000, 'GBP'], ['3 人民币', 3_000_000, 'CNY'], ['3 lei', 3_000_000, 'lei'],
      ['28 積分', 28_000_000, 'credits'], ['28點', 28_000_000, 'credits'], ['28 點數', 28_000_000, 'credits'], ['28 点数', 28_000_000, 'credits'], ['2 塊', 2_000_000, 'CNY'], ['2 人民幣', 2_000_000, 'CNY'], ['2 歐元', 2_000_000, 'EUR'], ['2 美元', 2_000_000, 'USD'],
    ];
    for (const [text, amount, unit] of forms) assert.deepEqual(readMoney(text), { micros: amount, unit }, String(text));
  });

  it('is nothing that is no amount, or less than nothing', () => {
    for (const text of ['', 'free', '-1', '1.2.3', '1 2', '1,00,000', '1,234,5', 'NaN', Number.NaN, Number.POSITIVE_INFINITY, -0.5, '0x10', '1e3 USD x']) assert.equal(readMoney(text), undefined, String(text));
  });

  it('is written exactly as it is, and read back the same', () => {
    assertProperty(fc.property(micros, fc.constantFrom('', 'USD', 'credits', 'CNY'), (amount, unit) => {
      assert.deepEqual(readMoney(moneyText({ micros: amount, unit })), { micros: amount, unit });
      assert.deepEqual(moneyOf(moneySchema.parse(keptMoney({ micros: amount, unit }))), { micros: amount, unit });
    }), { runs: 2_000 });
    assert.deepEqual([amountText(280_000), amountText(12_000_000), amountText(1), amountText(2_500_000)], ['0.28', '12', '0.000001', '2.50']);
  });

  it('never drifts: any order of adding gives the same sum, to the last digit', () => {
    assertProperty(fc.property(fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 2_000 }), (cents) => {
      const amounts = cents.map((cent) => readMoney((cent / 100).toFixed(2)) ?? assert.fail());
      const total = cents.reduce((sum, cent) => sum + cent, 0);
      const expected = total === 0 ? '0' : `${Math.floor(total / 100)}${total % 100 === 0 ? '' : `.${String(total % 100).padStart(2, '0')}`}`;
      assert.equal(sumsText(amounts), expected);
      assert.deepEqual(sums([...amounts].reverse()), sums(amounts));
    }), { runs: 300 });
    assert.equal(sumsText(Array.from({ length: 10 }, () => readMoney('0.1') ?? assert.fail())), '1');
  });

  it('is never added to another unit', () => {
    assert.equal(sumsText([{ micros: 280_000, unit: 'USD' }, { micros: 28_000_000, unit: 'credits' }, { micros: 280_000, unit: 'USD' }]), '0.56 USD + 28 credits');
    assert.equal(sumsText([]), '0');
  });

  it('that an earlier release kept by a name it did not know is in the unit that the name means', () => {
    assert.deepEqual(['積分', '积分', 'credits', '點', '歐元', 'lei', ''].map((unit) => moneyOf({ amount: '28', unit }).unit), ['credits', 'credits', 'credits', 'credits', 'EUR', 'lei', '']);
  });

  it('has a middle that is one of the amounts', () => {
    assert.equal(median([5, 1, 9]), 5);
    assert.equal(median([1, 2]), 2);
    assert.equal(median([]), undefined);
  });
});
