import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { promptTitle, shortTitle, wordsTitle } from '../../../src/shots/title.ts';

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
