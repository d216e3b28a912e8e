import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { dateText, dayText, exactText, hourText, weekdayText, whenText } from '../../../src/shots/dateText.ts';

const at = new Date(2026, 10, 28, 14, 32, 5).getTime();

describe('a date', () => {
  it('is written in the language of the editor, whatever the machine speaks', () => {
    assert.deepEqual([dayText, weekdayText, hourText, dateText, exactText].map((text) => text(at, 'en')), ['Nov 28, 2026', 'Sat, Nov 28', '2:32 PM', 'Nov 28, 2026, 2:32 PM', 'Nov 28, 2026, 2:32:05 PM']);
    assert.deepEqual([dayText, hourText, dateText].map((text) => text(at, 'zh-cn')), ['2026年11月28日', '14:32', '2026年11月28日 14:32']);
  });

  it('is as short as it is clear', () => {
    const [sameDay, sameYear, nextYear] = [new Date(2026, 10, 28, 23, 59), new Date(2026, 11, 31), new Date(2027, 0, 1)].map((now) => whenText(at, now.getTime(), 'en'));
    assert.deepEqual([sameDay, sameYear, nextYear], ['2:32 PM', 'Nov 28, 2:32 PM', 'Nov 28, 2026, 2:32 PM']);
  });

  it('is written in no other place: a date without a language would stand in that of the machine', () => {
    const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('dateText.ts'));
    assert.ok(files.length > 100);
    assert.deepEqual(files.filter((file) => /toLocale(?:Date|Time)?String\(|Intl\.DateTimeFormat/u.test(readFileSync(file, 'utf8'))), []);
  });
});
