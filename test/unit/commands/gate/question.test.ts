import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AskedShot } from '../../../../src/commands/gate/question.ts';
import { questionFor } from '../../../../src/commands/gate/question.ts';

const gulls: AskedShot = { name: 'Gulls', gateway: 'apimart', seconds: 6, resolution: '768p', takes: 1, warnings: [] };
const boat: AskedShot = { ...gulls, name: 'Boat', seconds: 10, takes: 2 };
const free: AskedShot = { ...gulls, name: 'Pier', gateway: 'animatic', warnings: [{ words: 'A problem.' }] };
const file = { uri: 'file:///clone/shots.hailuo', name: 'shots.hailuo', content: 'x' };
const nothing = { statements: [], isRepeat: false };

describe('the question about an order', () => {
  it('is none for one paid video with nothing to say, and none for anything free', () => {
    assert.equal(questionFor({ ...nothing, shots: [gulls] }), undefined);
    assert.equal(questionFor({ ...nothing, shots: [free, free, { ...free, takes: 9 }] }), undefined);
    assert.equal(questionFor({ ...nothing, isRepeat: true, shots: [free] }), undefined);
    assert.equal(questionFor({ ...nothing, shots: [gulls, free] }), undefined);
  });

  it('names shots, seconds and gateway of several', () => {
    const question = questionFor({ ...nothing, shots: [gulls, boat, free] });
    assert.equal(question?.title, 'Generate 3 paid videos at APIMart?');
    assert.deepEqual(question.detail.filter((line) => line !== ''), [
      'Gulls · 6 s · 768p · APIMart', 'Boat · 10 s · 768p · APIMart · 2 takes', '3 videos, 26 s in all, each charged separately at APIMart.',
    ]);
    assert.deepEqual(question.choices, [{ id: 'go', label: 'Generate 3 videos' }]);
  });

  it('names the problems and what fixing does about them, with both ways on', () => {
    const question = questionFor({ ...nothing, shots: [{ ...gulls, warnings: [{ words: '“Orbit” is unknown.', fix: 'Change to “Truck left, Pan right”' }, { words: 'Too many moves.' }] }] });
    assert.deepEqual(question?.detail.slice(0, 2), ['• “Orbit” is unknown. Fix: Change to “Truck left, Pan right”.', '• Too many moves.']);
    assert.deepEqual(question.choices.map(({ id, label }) => `${id} ${label}`), ['fix Fix and generate', 'go Generate as it is']);
    assert.deepEqual(questionFor({ ...nothing, shots: [{ ...gulls, warnings: [{ words: 'Too many moves.' }] }] })?.choices.map(({ id }) => id), ['go']);
  });

  it('is one that says everything', () => {
    const question = questionFor({
      isRepeat: true, shots: [gulls, { ...boat, warnings: [{ words: 'Too many moves.' }] }],
      statements: [
        { kind: 'gateway', gateway: 'apimart', file }, { kind: 'picture', gateway: 'apimart', picture: '/home/me/cat.png', file }, { kind: 'restricted', gateway: 'apimart' },
      ],
    });
    const words = [question?.title, ...question?.detail ?? []].join('\n');
    for (const part of [/^shots\.hailuo orders at APIMart/u, /shots\.hailuo sends \/home\/me\/cat\.png, which is outside this workspace/u, /Restricted Mode/u, /a moment ago/u, /Boat: Too many moves/u, /Generate 3 paid videos/u, /26 s in all/u]) {
      assert.match(words, part);
    }
    assert.equal(question?.tone, 'warning');
  });
});
