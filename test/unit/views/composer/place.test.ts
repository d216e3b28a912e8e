import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/directives/textEdit.ts';
import { writePrompt } from '../../../../src/shots/edit.ts';
import type { Place } from '../../../../src/views/composer/place.ts';
import { followShot, placeAgain, placeAt, placeMeant, placeReading } from '../../../../src/views/composer/place.ts';
import { assertProperty } from '../../../support/property.ts';

const film = '@duration = 10\n\n### Wake\nA cat wakes.\n\n### Run\n@resolution = 1080p\n[Push in] A cat runs. // fast\n';

function change(text: string, find: string, put: string) {
  const at = text.indexOf(find);
  return { text: text.slice(0, at) + put + text.slice(at + find.length), changes: [{ rangeOffset: at, rangeLength: find.length, text: put }] };
}

describe('finding a shot', () => {
  it('takes the first one above it, in the comments and settings of the whole file', () => {
    assert.equal(placeAt(film, 'hailuo', 0), undefined);
    assert.equal(placeMeant(film, 'hailuo', 0)?.shot.prompt, 'A cat wakes.');
    assert.equal(placeMeant(film, 'hailuo', film.indexOf('A cat runs'))?.shot.prompt, '[Push in] A cat runs.');
    assert.equal(placeMeant('// nothing yet\n', 'hailuo', 0)?.shot.prompt, '');
  });
  it('takes the one at the offset', () => {
    assert.equal(placeAt(film, 'hailuo', film.indexOf('Run'))?.shot.prompt, '[Push in] A cat runs.');
  });
  it('prefers the one that still says what it said', () => {
    assert.equal(placeReading(film, 'hailuo', { line: 0, prompt: '[Push in] A cat runs.' })?.shot.title?.text, 'Run');
  });
  it('offers an empty one where there is none', () => {
    const place = placeAt('@duration = 10\n', 'hailuo', 0)!;
    assert.equal(place.shot.prompt, '');
    assert.equal(applyEdits('@duration = 10\n', writePrompt('@duration = 10\n', place.shot, 'A cat')), '@duration = 10\nA cat\n');
  });
  it('reads the line breaks of a cell and the margin of an item as such after changes of its own', () => {
    for (const before of ['| 1 | [Push in] A cat. |\n', '- [Push in] A cat.\n', '> [Push in] A cat.\n']) {
      let [text, place] = [before, placeAt(before, 'prose', before.indexOf('A cat'))];
      for (const prompt of ['[Push in] A cat.\nr', '[Push in] A cat.\nruns', '[Push in] A cat.\nruns\nhome']) {
        assert.ok(place);
        const edits = writePrompt(text, place.shot, prompt);
        text = applyEdits(text, edits);
        place = followShot(text, place, edits.map(({ start, end, text: put }) => ({ rangeOffset: start, rangeLength: end - start, text: put })), true);
        assert.equal(place?.shot.prompt, prompt, text);
      }
    }
  });
  it('takes the paragraph at the offset of prose, or the passage that reads so', () => {
    const prose = 'Notes.\n\nA cat\nruns home.\n\nMore.';
    assert.equal(placeAt(prose, 'prose', prose.indexOf('runs'))?.shot.prompt, 'A cat\nruns home.');
    assert.equal(placeReading(prose, 'prose', { line: 0, prompt: 'More.' })?.shot.prompt, 'More.');
    assert.equal(placeReading('A cat\r\nruns', 'prose', { line: 0, prompt: 'A cat\nruns' })?.shot.prompt, 'A cat\nruns');
  });
});

describe('following a shot through changes of its document', () => {
  const run = (text: string): Place => placeAt(text, 'hailuo', text.indexOf('### Run'))!;
  it('keeps it when lines are put in above, also right before its heading', () => {
    for (const find of ['### Wake', '### Run']) {
      const at = film.indexOf(find);
      const put = '### New\nA dog barks.\n\n';
      const next = film.slice(0, at) + put + film.slice(at);
      assert.equal(followShot(next, run(film), [{ rangeOffset: at, rangeLength: 0, text: put }], false)?.shot.title?.text, 'Run');
    }
  });
  it('reads what it says now', () => {
    const next = change(film, 'A cat runs', 'A dog runs');
    assert.equal(followShot(next.text, run(film), next.changes, false)?.shot.prompt, '[Push in] A dog runs.');
  });
  it('says so when it was taken out, and finds it again when that is undone', () => {
    const place = run(film);
    const next = change(film, film.slice(place.shot.start), '');
    assert.equal(followShot(next.text, place, next.changes, false), undefined);
    assert.equal(placeAgain(film, place)?.shot.title?.text, 'Run');
  });
  it('knows the only shot of a file even when all of it was replaced', () => {
    const place = placeAt('A cat', 'hailuo', 0)!;
    assert.equal(followShot('A dog', place, [{ rangeOffset: 0, rangeLength: 5, text: 'A dog' }], false)?.shot.prompt, 'A dog');
  });
  it('keeps a passage of prose that grows at both ends', () => {
    const place = placeAt('Notes.\n\nA cat runs.\n', 'prose', 10)!;
    const after = followShot('Notes.\n\n[Push in] A cat runs. Home!\n', place, [
      { rangeOffset: 19, rangeLength: 0, text: ' Home!' }, { rangeOffset: 8, rangeLength: 0, text: '[Push in] ' },
    ], false);
    assert.equal(after?.shot.prompt, '[Push in] A cat runs. Home!');
  });

  const word = fc.constantFrom('A cat', '[Push in]', 'runs home', '猫在跑', '\n', '. ', '[左摇]', ' ');
  const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')).filter((text) => text.trim() !== '');
  it('is where the composer wrote it, in a .hailuo text and in prose, and the rest stays', () => {
    assertProperty(fc.property(words, words, fc.boolean(), fc.constantFrom('\n', '\r\n'), (before, after, hailuo, eol) => {
      const [head, tail] = hailuo ? ['### One\nA dog.\n\n### Two\n@takes = 2\n', '\n\n### Three\nA bird.\n'] : ['Notes.\n\n', '\n\nMore notes.\n'];
      const text = (head + before.trim() + tail).replaceAll('\n', eol);
      const start = text.includes('### Two') ? text.indexOf('### Two') : `Notes.${eol}${eol}`.length;
      const place = placeAt(text, hailuo ? 'hailuo' : 'prose', start, { start, end: text.length - tail.replaceAll('\n', eol).length })!;
      assert.equal(place.shot.prompt, before.trim());
      const edits = writePrompt(text, place.shot, after);
      const next = applyEdits(text, edits);
      const now = followShot(next, place, edits.map(({ start: from, end, text: put }) => ({ rangeOffset: from, rangeLength: end - from, text: put })), true);
      assert.equal(now?.shot.prompt.trim(), after.trim());
      assert.ok(next.startsWith(hailuo ? `### One${eol}A dog.` : 'Notes.'));
      assert.ok(next.endsWith(hailuo ? `A bird.${eol}` : `More notes.${eol}`));
    }));
  });
});
