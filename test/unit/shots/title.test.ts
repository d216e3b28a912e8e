import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headingTitle, promptTitle, shortTitle, wordsTitle } from '../../../src/shots/title.ts';

describe('a prompt as a name', () => {
  it('is cut at a word, on one line, without splitting a character', () => {
    assert.equal(promptTitle('A cat\n\n runs'), 'A cat runs');
    assert.equal(promptTitle('one two three four', 12), 'one two…');
    assert.equal(promptTitle('🎬'.repeat(20), 5), '🎬🎬🎬🎬…');
  });

  it('is its prose, and empty or its directives where there is nothing else', () => {
    assert.equal(shortTitle('[Push in] A cat [Pan left, 上升] runs'), 'A cat runs');
    assert.equal(shortTitle('[Push in]'), '[Push in]');
    assert.equal(shortTitle('[1] A list'), '[1] A list');
    assert.equal(wordsTitle('[Push in]'), '');
    assert.equal(wordsTitle('[Push in] A cat runs', 4), 'A c…');
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
