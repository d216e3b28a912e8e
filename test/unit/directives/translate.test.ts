import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { translatePrompt } from '../../../src/directives/translate.ts';
import { directives } from '../../../src/directives/vocabulary.ts';
import { canonicalPrompt, promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

describe('translatePrompt', () => {
  it('says every directive in both vocabularies and comes back', () => {
    for (const { en, zh } of directives) {
      assert.equal(translatePrompt(`[${en}] a cat`, 'zh'), `[${zh}] a cat`);
      assert.equal(translatePrompt(`[${zh}]一只猫`, 'en'), `[${en}]一只猫`);
      assert.equal(translatePrompt(translatePrompt(`[${en}]`, 'zh'), 'en'), `[${en}]`);
    }
  });

  it('sends 左移 as Truck left, not as the pan that a gateway page glosses it', () => {
    assert.equal(translatePrompt('[左移] [左摇]', 'en'), '[Truck left] [Pan left]');
  });

  it('makes brackets and commas ASCII and spelling canonical', () => {
    assert.equal(translatePrompt('【左摇，上升、push-in】', 'en'), '[Pan left,Pedestal up,Push in]');
    assert.equal(translatePrompt('【左摇，上升】', 'zh'), '[左摇,上升]');
  });

  it('changes nothing but known directives', () => {
    assert.equal(translatePrompt('[Orbit] [1] [link](url) [Levitate, Push in] [Push in', 'zh'), '[Orbit] [1] [link](url) [Levitate, 推进] [Push in');
    assert.equal(translatePrompt('【环绕】，[x]、猫', 'en'), '【环绕】，[x]、猫');
  });

  it('is the identity there and back for prompts in canonical spelling', () => {
    assertProperty(fc.property(canonicalPrompt('en'), (prompt) => assert.equal(translatePrompt(translatePrompt(prompt, 'zh'), 'en'), prompt)));
    assertProperty(fc.property(canonicalPrompt('zh'), (prompt) => assert.equal(translatePrompt(translatePrompt(prompt, 'en'), 'zh'), prompt)));
  });

  it('keeps what the camera does and every text between the brackets', () => {
    const moves = (prompt: string) => parsePrompt(prompt).filter((bracket) => bracket.closed).map((bracket) => bracket.words.map((word) => word.directive ?? word.text));
    const prose = (prompt: string) => {
      let done = 0;
      const parts: string[] = [];
      for (const bracket of parsePrompt(prompt)) {
        parts.push(prompt.slice(done, bracket.start));
        done = bracket.end;
      }
      return [...parts, prompt.slice(done)];
    };
    assertProperty(fc.property(promptText, fc.constantFrom('en' as const, 'zh' as const), (prompt, to) => {
      const translated = translatePrompt(prompt, to);
      assert.deepEqual(moves(translated), moves(prompt));
      assert.deepEqual(prose(translated), prose(prompt));
      assert.equal(translatePrompt(translated, to), translated);
    }));
  });
});
