import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { sourceOf } from '../../../src/shots/promptSource.ts';
import { sourceAfter } from '../../../src/shots/sourceAfter.ts';

const uri = 'file:///film/shots.hailuo';
const before = '@let hero = A red fox\n\n### Fox\n[Puhs in] {{hero}} runs.\n';
const after = before.replace('Puhs', 'Push');
const source = { uri, line: 3, title: 'Fox', written: '[Puhs in] {{hero}} runs.' };

describe('the source of a prompt', () => {
  it('has its line, its title, and how it is written where words were put into it', () => {
    const [shot] = readDocument(before, 'hailuo').shots;
    assert.ok(shot);
    assert.deepEqual(sourceOf(uri, shot, (offset) => before.slice(0, offset).split('\n').length - 1), source);
    const [plain] = readDocument('A fox runs, [Push in] fast.', 'hailuo').shots;
    assert.ok(plain);
    assert.deepEqual(sourceOf(uri, plain, () => 0), { uri, line: 0 });
  });
});

describe('the source of a prompt that was fixed', () => {
  it('is how it is written after the fix, with its names', () => {
    assert.deepEqual(sourceAfter(source, { prompt: '[Push in] A red fox runs.', text: after, kind: 'hailuo' }), { ...source, written: '[Push in] {{hero}} runs.' });
  });

  it('moves with lines that the fix took out above it', () => {
    assert.deepEqual(sourceAfter({ ...source, line: 4 }, { prompt: '[Push in] A red fox runs.', text: after, kind: 'hailuo' }).line, 3);
  });

  it('no longer tells of the mistake where its words stand in no text', () => {
    const { written: _gone, ...place } = source;
    assert.deepEqual(sourceAfter(source, { prompt: '[Push in] A red fox runs.' }), place);
    assert.deepEqual(sourceAfter(source, { prompt: '[Push in] A red fox runs.', text: '### Wolf\nA wolf sleeps.', kind: 'hailuo' }), place);
  });
});
