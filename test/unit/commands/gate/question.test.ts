import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AskedShot } from '../../../../src/commands/gate/question.ts';
import { questionFor } from '../../../../src/commands/gate/question.ts';

const gulls: AskedShot = { name: 'Gulls', gateway: 'apimart', seconds: 6, resolution: '768p', takes: 1, warnings: [], price: { micros: 280_000, unit: 'USD', source: 'own' } };
const { price: _known, ...unpriced } = gulls;
const boat: AskedShot = { ...unpriced, name: 'Boat', seconds: 10, takes: 2 };
const free: AskedShot = { ...gulls, name: 'Pier', gateway: 'animatic', warnings: [{ words: 'A problem.' }] };
const file = { uri: 'file:///clone/shots.hailuo', name: 'shots.hailuo', content: 'x' };
const nothing = { statements: [], isRepeat: false, language: 'en' };

describe('the question about an order', () => {
  it('is none for one paid video with nothing to say, and none for anything free', () => {
    assert.equal(questionFor({ ...nothing, shots: [gulls] }), undefined);
    assert.equal(questionFor({ ...nothing, shots: [free, free, { ...free, takes: 9 }] }), undefined);
    assert.equal(questionFor({ ...nothing, isRepeat: true, shots: [free] }), undefined);
    assert.equal(questionFor({ ...nothing, shots: [gulls, free] }), undefined);
  });

  it('names shots, seconds and gateway of several', () => {
    const question = questionFor({ ...nothing, shots: [gulls, boat, free], spending: 'Today so far: 0.56.' });
    assert.equal(question?.title, 'Generate 3 paid videos with APIMart?');
    assert.deepEqual(question.detail.filter((line) => line !== ''), [
      'Gulls · 6 s · 768p · APIMart · about 0.28 USD', 'Boat · 10 s · 768p · APIMart · 2 takes', '3 videos, 26 s in total, charged separately by APIMart.',
      'About 0.28 USD in all, and the price of 2 of them is unknown. Prices: your own prices.', 'Today so far: 0.56.',
    ]);
    assert.deepEqual(question.choices, [{ id: 'go', label: 'Generate 3 videos' }]);
  });

  it('is asked about one video too when its price is above what the person wants to be asked from, or nobody knows it', () => {
    assert.equal(questionFor({ ...nothing, shots: [gulls], price: 'above' })?.title, 'Generate “Gulls” with APIMart?');
    const unknown = questionFor({ ...nothing, shots: [{ ...boat, takes: 1 }], price: 'unknown' });
    assert.ok(unknown?.detail.includes('Its price is unknown.') ?? false);
    assert.deepEqual(unknown?.choices.map(({ id }) => id), ['go', 'quiet']);
    assert.match(questionFor({ ...nothing, shots: [{ ...boat, takes: 1 }], price: 'unlimited' })?.title ?? '', /so your limit can’t count it/u);
  });

  it('says the price of one video once, with where it is known from and since when', () => {
    const at = new Date(2026, 10, 27, 12).getTime();
    const of = (price: NonNullable<AskedShot['price']>): string => (questionFor({ ...nothing, price: 'above', language: 'en', shots: [{ ...gulls, price }] })?.detail ?? []).join('\n');
    const all = [
      of(gulls.price ?? assert.fail()), of({ micros: 280_000, unit: 'USD', source: 'reported', at, of: 3 }), of({ micros: 280_000, unit: 'USD', source: 'balance', at, of: 1 }), of({ micros: 280_000, unit: 'USD', source: 'listed', at }),
    ];
    for (const words of all) assert.equal(words.match(/0\.28/gu)?.length, 1, words);
    assert.match(all[0] ?? '', /by your own price\.$/u);
    assert.match(all[1] ?? '', /the last 3 similar takes, as of Nov 27, 2026\.$/u);
    assert.match(all[2] ?? '', /for the last similar take, as of Nov 27, 2026\.$/u);
    assert.match(all[2] ?? '', /the balance dropped by that .* as of Nov 27, 2026\.$/u);
    assert.match(all[3] ?? '', /by its price list as read on Nov 27, 2026\.$/u);
  });

  it('names the problems and what fixing does about them, with both ways on', () => {
    const question = questionFor({ ...nothing, shots: [{ ...gulls, warnings: [{ words: '“Orbit” is unknown.', fix: 'Change to “Truck left, Pan right”' }, { words: 'Too many moves.' }] }] });
    assert.deepEqual(question?.detail.slice(0, 2), ['• “Orbit” is unknown. Fix: Change to “Truck left, Pan right”.', '• Too many moves.']);
    assert.deepEqual(question.choices.map(({ id, label }) => `${id} ${label}`), ['fix Fix and Generate', 'go Generate Anyway']);
    assert.deepEqual(questionFor({ ...nothing, shots: [{ ...gulls, warnings: [{ words: 'Too many moves.' }] }] })?.choices.map(({ id }) => id), ['go']);
  });

  it('offers a look first, which Enter then is, where it may come unawaited, asks about what others wrote, or pays once more', () => {
    const lookAt = (more: object): string | undefined => questionFor({ ...nothing, price: 'above', shots: [gulls], ...more })?.lookAt;
    assert.equal(lookAt({}), undefined);
    assert.equal(lookAt({ statements: [{ kind: 'unknownPrice', gateway: 'apimart' }] }), undefined);
    assert.equal(lookAt({ confirm: true }), 'shot');
    assert.equal(lookAt({ confirm: true, shots: [gulls, boat] }), 'shots');
    assert.equal(lookAt({ statements: [{ kind: 'gateway', file, gateway: 'apimart' }] }), 'shot');
    assert.equal(lookAt({ statements: [{ kind: 'restricted', gateway: 'apimart' }] }), 'shot');
    assert.equal(lookAt({ isRepeat: true }), 'tasks');
  });

  it('is one that says everything', () => {
    const question = questionFor({
      language: 'en', isRepeat: true, shots: [gulls, { ...boat, warnings: [{ words: 'Too many moves.' }] }],
      statements: [
        { kind: 'gateway', gateway: 'apimart', file }, { kind: 'picture', gateway: 'apimart', picture: '/home/me/cat.png', file },
        { kind: 'picture', gateway: 'apimart', picture: '/home/me/family.mp4', isVideo: true, file }, { kind: 'restricted', gateway: 'apimart' },
      ],
    });
    const words = [question?.title, ...question?.detail ?? []].join('\n');
    for (const part of [/^shots\.hailuo generates with APIMart/u, /shots\.hailuo sends \/home\/me\/cat\.png, which is outside this workspace/u, /sends the last frame of \/home\/me\/family\.mp4, which/u, /Restricted Mode/u, /You just submitted/u, /Boat: Too many moves/u, /Generate 3 paid videos/u, /26 s in total/u]) {
      assert.match(words, part);
    }
    assert.equal(question?.tone, 'warning');
  });
});
