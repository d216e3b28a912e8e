import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { assertProperty } from '../../support/property.ts';
import { endOf, lastDays, startOf } from '../../../src/wallet/period.ts';

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Shanghai', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Pacific/Apia', 'Pacific/Kiritimati', 'America/St_Johns', 'Africa/Cairo', 'Asia/Beirut'];
const before = process.env.TZ;
const moment = fc.integer({ min: Date.UTC(2011, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('a day and a month of a limit', () => {
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  for (const zone of zones) {
    it(`hold every moment of ${zone}, one after the other without a gap, clock changes or not`, () => {
      process.env.TZ = zone;
      assertProperty(fc.property(moment, fc.constantFrom('day' as const, 'month' as const), (at, period) => {
        const [start, end] = [startOf(period, at), endOf(period, at)];
        assert.ok(start <= at && at < end, `${zone} ${new Date(at).toISOString()}`);
        assert.equal(startOf(period, start), start);
        assert.equal(startOf(period, end - 1), start);
        assert.equal(startOf(period, end), end);
        const date = new Date(end);
        assert.equal(date.getDate(), period === 'month' ? 1 : date.getDate());
      }), { runs: 800 });
    });
  }

  it('reset at local midnight, of days of 23 and 25 hours too', () => {
    process.env.TZ = 'America/New_York';
    const hours = (year: number, month: number, day: number): number => (endOf('day', new Date(year, month, day, 12).getTime()) - startOf('day', new Date(year, month, day, 12).getTime())) / 3_600_000;
    assert.deepEqual([hours(2026, 2, 8), hours(2026, 10, 1), hours(2026, 6, 1)], [23, 25, 24]);
    assert.equal(endOf('day', new Date(2026, 10, 1, 23, 59, 59, 999).getTime()), new Date(2026, 10, 2).getTime());
    assert.equal(endOf('month', new Date(2026, 11, 31, 23, 59).getTime()), new Date(2027, 0, 1).getTime());
  });

  it('are thirty different days for the view, the last one today', () => {
    process.env.TZ = 'Europe/Berlin';
    const now = new Date(2026, 9, 30, 9).getTime();
    const days = lastDays(30, now);
    assert.equal(new Set(days).size, 30);
    assert.equal(days.at(-1), startOf('day', now));
    for (const day of days) assert.equal(startOf('day', day), day);
  });
});
