import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { directives } from '../../../src/directives/vocabulary.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

/** What was read, in short: the bracket's own text and each word's directive or, unknown, its text in quotes. */
function read(prompt: string): readonly (readonly [string, ...string[]])[] {
  return parsePrompt(prompt).map((bracket) =>
    [prompt.slice(bracket.start, bracket.end), ...bracket.words.map((word) => word.directive ?? `"${word.text}"`)]);
}

describe('parsePrompt', () => {
  it('reads every directive in both languages, whatever the case', () => {
    for (const { id, en, zh, aliases } of directives) {
      for (const spelling of [en, zh, ...aliases, en.toUpperCase(), en.toLowerCase(), en.replace(' ', '-')]) {
        assert.deepEqual(read(`a [${spelling}] b`), [[`[${spelling}]`, id]]);
      }
    }
  });

  it('reads full-width brackets and says that they are', () => {
    for (const text of ['【推进】', '［推进］', '[推进】', '【Push in]']) {
      assert.deepEqual(read(text), [[text, 'push-in']]);
      assert.equal(parsePrompt(text)[0]?.fullWidth, true);
    }
    assert.equal(parsePrompt('[推进]')[0]?.fullWidth, false);
  });

  it('reads several moves of one bracket, whatever the comma', () => {
    assert.deepEqual(read('[Pan left, Pedestal up]'), [['[Pan left, Pedestal up]', 'pan-left', 'pedestal-up']]);
    for (const comma of [',', '，', '、', ' ， ']) assert.deepEqual(read(`[左摇${comma}上升]`)[0]?.slice(1), ['pan-left', 'pedestal-up']);
  });

  it('keeps 左移 a truck and 左摇 a pan', () => {
    assert.deepEqual(read('[左移][左摇]'), [['[左移]', 'truck-left'], ['[左摇]', 'pan-left']]);
  });

  it('leaves other brackets alone', () => {
    const prose = '[1] [^2] [x] [ ] [] [link](url) [Push in](https://example.com/a_(b)) ![a cat](cat.png) [sic] [laughs] [Shot 2] [0:03] [citation needed] [左手]';
    assert.deepEqual(read(prose), []);
  });

  it('reports what was meant as a directive but is none', () => {
    for (const word of ['Orbit', 'Arc shot', 'Crane up', 'Handheld', '左环绕', 'Psuh in', 'Pan lfet', 'slow push in', '镜头缓慢推进', 'Dutch angle']) {
      assert.deepEqual(read(`[${word}] a cat`), [[`[${word}]`, `"${word}"`]]);
    }
    assert.deepEqual(read('[Levitate, Push in]'), [['[Levitate, Push in]', '"Levitate"', 'push-in']]);
  });

  it('counts an unclosed bracket as far as it holds directives', () => {
    assert.deepEqual(read('[Push in A cat\n[Zoom in]'), [['[Push in', 'push-in'], ['[Zoom in]', 'zoom-in']]);
    assert.deepEqual(read('[左摇，推进一只猫'), [['[左摇，推进', 'pan-left', 'push-in']]);
    assert.equal(parsePrompt('[Push in')[0]?.closed, false);
    assert.deepEqual(read('[Pu'), []);
    assert.deepEqual(read('[Shakespeare'), []);
  });

  it('reads the inner one of nested brackets', () => {
    assert.deepEqual(read('[[Push in]]'), [['[Push in]', 'push-in']]);
  });

  it('is total and lossless on any text', () => {
    assertProperty(fc.property(promptText, (prompt) => {
      let done = 0;
      for (const bracket of parsePrompt(prompt)) {
        assert.ok(bracket.start >= done && bracket.end > bracket.start && bracket.end <= prompt.length);
        assert.match(prompt[bracket.start]!, /[[【［]/);
        if (bracket.closed) assert.match(prompt[bracket.end - 1]!, /[\]】］]/);
        assert.ok(bracket.words.length > 0);
        let inside = bracket.start + 1;
        for (const word of bracket.words) {
          assert.ok(word.start >= inside && word.end <= bracket.end);
          assert.equal(prompt.slice(word.start, word.end), word.text);
          assert.match(prompt.slice(inside, word.start), /^[\s,，、]*$/u);
          inside = word.end;
        }
        done = bracket.end;
      }
    }));
  });

  it('forbids behind the label of a list, and not behind a no that somebody says in the scene', () => {
    const banned = (prompt: string): readonly boolean[] => parsePrompt(prompt).map(({ ban }) => ban !== undefined);
    for (const prompt of ['No: [Shake], [Zoom in]', 'A cat.\nno – [Shake], [Zoom in]', '{"prompt": "A cat", "no": "[Shake], [Zoom in]"}', 'A cat, no camera moves: [Shake], [Zoom in]', 'A cat. Never: [Shake], [Zoom in]']) {
      assert.deepEqual(banned(prompt), [true, true], prompt);
    }
    for (const prompt of ['She says no – [Push in] her face.', 'A sign reads "NO": [Push in] on it.', 'He will never - [Push in] a road.', 'They all tell her no: [Push in] she turns.']) {
      assert.deepEqual(banned(prompt), [false], prompt);
    }
  });

  it('reads a bracket the same whatever stands around it', () => {
    assertProperty(fc.property(fc.stringMatching(/^[^[\]【】［］(]*$/), fc.stringMatching(/^[^[\]【】［］(]*$/), (before, after) => {
      const alone = parsePrompt('[Pan left, 上升]')[0]!;
      const [found] = parsePrompt(`${before}[Pan left, 上升]${after}`);
      assert.deepEqual(found!.words.map((word) => word.directive), alone.words.map((word) => word.directive));
      assert.equal(found!.start, before.length);
    }));
  });
});
