import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkPrompt } from '../../../src/directives/check.ts';
import { suggest } from '../../../src/directives/suggest.ts';
import { directives } from '../../../src/directives/vocabulary.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

/** The cursor is at the bar. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const suggestions = suggest(text, offset);
  const accept = (id: string) => {
    const item = suggestions?.items.find((other) => other.id === id);
    assert.ok(suggestions && item, `${id} is offered at ${marked}`);
    return text.slice(0, suggestions.start) + item.insert + text.slice(suggestions.end);
  };
  return { suggestions, ids: suggestions?.items.map(({ id }) => id), accept };
}

describe('suggest', () => {
  it('offers all 15 right after the bracket', () => {
    assert.deepEqual(at('a [|] b').ids, directives.map(({ id }) => id));
    assert.equal(at('a [|').ids?.length, 15);
  });

  it('offers nothing outside of brackets and in links', () => {
    for (const marked of ['push|', '[Push in]|', '[x|](url)', '[Push in\n|', '|[']) assert.equal(at(marked).suggestions, undefined, marked);
  });

  it('finds a directive by English, Chinese, pinyin, its second word, and in spite of a slip', () => {
    for (const typed of ['pus', 'Push in', '推', '推进', 'tj', 'tui', 'tuijin', 'psuh', 'dolly']) assert.equal(at(`[${typed}|]`).ids?.[0], 'push-in', typed);
    assert.deepEqual(at('[left|]').ids, ['truck-left', 'pan-left']);
    assert.deepEqual(at('[handheld|]').ids, ['shake']);
    assert.deepEqual(at('[qqq|]').ids, []);
  });

  it('writes in the language that the bracket, else the text uses', () => {
    assert.equal(at('一只猫 [push|]').accept('push-in'), '一只猫 [推进]');
    assert.equal(at('A cat [tj|]').accept('push-in'), 'A cat [Push in]');
    assert.equal(at('[Push in] 一只猫 [tj|').accept('push-in'), '[Push in] 一只猫 [Push in]');
    assert.equal(at('A cat [推进, ping|]').suggestions?.language, 'zh');
    assert.equal(at('[推|]').accept('push-in'), '[推进]');
  });

  it('replaces up to and with the auto-closed bracket, and closes one that nobody closed', () => {
    assert.equal(at('[Pu|] a').accept('push-in'), '[Push in] a');
    assert.equal(at('[Pu| a').accept('push-in'), '[Push in] a');
    assert.equal(at('[Pan left,|] a').accept('push-in'), '[Pan left, Push in] a');
    assert.equal(at('[Pan left, Pu|] a').accept('push-in'), '[Pan left, Push in] a');
    assert.equal(at('[Pu|, Pan left] a').accept('push-in'), '[Push in, Pan left] a');
    assert.equal(at('[Pu|ll out] a').accept('push-in'), '[Push in] a');
    assert.equal(at('[左摇，|]').accept('pedestal-up'), '[左摇，上升]');
  });

  it('keeps the sentence that a move is put in front of', () => {
    assert.equal(at('[|Rain falls').accept('truck-left'), '[Truck left] Rain falls');
    assert.equal(at('[|Rain falls [Push in] on').accept('truck-left'), '[Truck left] Rain falls [Push in] on');
    assert.equal(at('[Push in, |Rain falls').accept('truck-left'), '[Push in, Truck left] Rain falls');
    assert.equal(at('[pu|Rain falls').accept('push-in'), '[Push in] Rain falls');
    assert.equal(at('[tj|雨落下').accept('push-in'), '[推进]雨落下');
    assert.equal(at('【|Rain falls').accept('push-in'), '[Push in] Rain falls');
    assert.equal(at('[pan| left A cat').accept('pan-right'), '[Pan right] left A cat');
  });

  it('takes the rest of a directive’s own word along, closed or not', () => {
    assert.equal(at('[pu|sh in A cat').accept('push-in'), '[Push in] A cat');
    assert.equal(at('[pu|sh A cat').accept('pull-out'), '[Pull out] A cat');
    assert.equal(at('[Shake, pu|ll out A cat').accept('push-in'), '[Shake, Push in] A cat');
    assert.equal(at('[pu|sh in] A cat').accept('pull-out'), '[Pull out] A cat');
  });

  it('loses no text outside the bracket’s own word', () => {
    const typed = fc.constantFrom('', 'pu', 'Push in, ', 'tj', '推', 'left', ' ', '推进，');
    const behind = fc.oneof(promptText.filter((text) => !/^[^[【［\r\n]*[\]】］]/.test(text)), fc.constantFrom('Rain falls', '雨落下', 'in the rain', 'sh in A cat', '3 cats'));
    assertProperty(fc.property(promptText, typed, behind, (before, word, rest) => {
      const text = `${before}[${word}${rest}`;
      const offset = text.length - rest.length;
      const suggestions = suggest(text, offset);
      assert.ok(suggestions);
      const opened = before.length + 1 + word.length - (/[^,，]*$/.exec(word)?.[0].trimStart().length ?? 0);
      for (const { insert } of suggestions.items) {
        const after = text.slice(0, suggestions.start) + insert + text.slice(suggestions.end);
        const own = text.slice(opened, Math.max(offset, suggestions.end));
        assert.ok(after.endsWith(text.slice(Math.max(offset, suggestions.end))));
        assert.ok(after.startsWith(before));
        if (suggestions.end > offset) assert.ok(directives.some(({ en, aliases }) => [en, ...aliases].some((name) => name.toLowerCase().startsWith(own.toLowerCase().replace('-', ' ')))), JSON.stringify(own));
      }
    }), { runs: 500 });
  });

  it('writes full-width brackets as they are sent', () => {
    assert.equal(at('【tj|】猫').accept('push-in'), '[推进]猫');
    assert.equal(at('【|').accept('push-in'), '[Push in]');
  });

  it('does not offer what would repeat, contradict or overfill', () => {
    assert.deepEqual(directives.map(({ id }) => id).filter((id) => !at('[Push in, |]').ids?.includes(id)), ['push-in', 'pull-out', 'static-shot']);
    assert.deepEqual(at('[Push in, Pan left, Shake, |]').ids, []);
    assert.deepEqual(at('[Static shot, |]').ids, []);
    assert.ok(at('[Push in|, Pan left, Shake]').ids?.includes('push-in'));
  });

  it('never makes a prompt worse, whatever stands around', () => {
    const worse = new Set(['opposite-moves', 'static-with-move', 'repeated-move', 'too-many-moves']);
    const count = (text: string) => checkPrompt(text, { seconds: 6 }).filter(({ code }) => worse.has(code)).length;
    assertProperty(fc.property(promptText, fc.nat(), (text, place) => {
      const offset = place % (text.length + 1);
      const suggestions = suggest(text, offset);
      for (const { insert, id } of suggestions?.items ?? []) {
        assert.ok(suggestions!.start <= offset && offset <= suggestions!.end);
        const after = text.slice(0, suggestions!.start) + insert + text.slice(suggestions!.end);
        assert.ok(count(after) <= count(text), JSON.stringify([text, offset, id, after]));
      }
    }), { runs: 300 });
  });
});
