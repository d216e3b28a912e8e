import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headingTitle, promptTitle, shotName } from '../../../src/shots/title.ts';

describe('a prompt as a name', () => {
  it('is cut at a word, on one line, without splitting a character', () => {
    assert.equal(promptTitle('A cat\n\n runs'), 'A cat runs');
    assert.equal(promptTitle('one two three four', 12), 'one two…');
    assert.equal(promptTitle('🎬'.repeat(20), 5), '🎬🎬🎬🎬…');
  });

  it('is its title, else its prose, and its directives where there is nothing else', () => {
    assert.equal(shotName({ title: ' Harbour  at dawn ', prompt: 'A cat' }), 'Harbour at dawn');
    assert.equal(shotName({ title: ' ', prompt: '[Push in] A cat [Pan left, 上升] runs' }), 'A cat runs');
    assert.equal(shotName({ prompt: '[Push in]' }), '[Push in]');
    assert.equal(shotName({ prompt: '[1] A list' }), '[1] A list');
    assert.equal(shotName({ prompt: '' }), '');
  });

  it('is as wide wherever it stands: 32 columns, of which a Chinese character takes two', () => {
    assert.equal(shotName({ prompt: 'A fishing harbour at dawn, [Push in] an old man mends his net' }), 'A fishing harbour at dawn, an…');
    assert.equal(shotName({ title: 'The longest title that anybody wrote', prompt: '' }), 'The longest title that anybody…');
    assert.equal(shotName({ prompt: '清晨的江南水乡，薄雾缓缓散开，小船从石桥下划过' }), '清晨的江南水乡，薄雾缓缓散开…');
    assert.equal(shotName({ prompt: '一二三四五六七八九十一二三四五六' }), '一二三四五六七八九十一二三四五六');
    assert.equal(shotName({ prompt: 'x'.repeat(32) }), 'x'.repeat(32));
    assert.equal([...shotName({ prompt: 'x'.repeat(33) })].length, 32);
  });
});

it('a heading is a clause or whole words, and no cut shows', () => {
  assert.equal(headingTitle('[Push in] A red kite over the harbour at dusk, [Pan left] the lighthouse above the roofs.'), 'A red kite over the harbour at dusk');
  assert.equal(headingTitle('清晨的江南水乡，薄雾缓缓散开，小船从石桥下划过，岸边的老人提着灯笼走过青石板路，远处传来钟声。'), '清晨的江南水乡');
  assert.equal(headingTitle('A cat runs.'), 'A cat runs');
  assert.equal(headingTitle('one two three four five six seven eight nine ten eleven'), 'one two three four five six seven');
  assert.equal(headingTitle('[Push in]'), '');
  assert.equal(promptTitle('A red kite over the harbour at dusk, and more', 38), 'A red kite over the harbour at dusk…');
});
