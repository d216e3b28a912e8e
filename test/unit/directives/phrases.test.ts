import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { phraseEdit, phrasesIn } from '../../../src/directives/phrases.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

const asDirectives = (prompt: string) => applyEdits(prompt, phrasesIn(prompt).map((phrase) => phraseEdit(prompt, phrase)));

describe('phrasesIn', () => {
  it('turns what is said of the camera into directives', () => {
    assert.equal(asDirectives('The camera pans left, revealing a castle. Then the camera slowly pushes in.'), '[Pan left] revealing a castle. Then [Push in] slowly.');
    assert.equal(asDirectives('A street. The camera tracks right as the camera is rising'), 'A street. [Truck right] as [Pedestal up]');
    assert.equal(asDirectives('The camera follows the cat; camera is handheld, the camera stays still.'), '[Tracking shot] the cat; [Shake] [Static shot]');
    assert.equal(asDirectives('镜头缓慢推进，猫看着。镜头向左摇，出现城堡'), '[推进]缓慢，猫看着。[左摇]出现城堡');
  });

  it('keeps truck and pan, push and zoom, pedestal and tilt apart', () => {
    const ids = (prompt: string) => phrasesIn(prompt).map(({ directive }) => directive);
    assert.deepEqual(ids('The camera moves left. The camera turns left.'), ['truck-left', 'pan-left']);
    assert.deepEqual(ids('The camera pushes in. The camera zooms in.'), ['push-in', 'zoom-in']);
    assert.deepEqual(ids('The camera cranes down. The camera tilts down.'), ['pedestal-down', 'tilt-down']);
  });

  it('leaves what is said of others', () => {
    assert.deepEqual(phrasesIn('A man pans for gold, turns left and follows the camera to the left. Cameras everywhere.'), []);
  });

  it('leaves what is forbidden: a directive would order it', () => {
    for (const prompt of [
      'A cat. No camera shake.', 'Don’t let the camera zoom in.', "Don't let the camera zoom in", 'without camera shake', 'Negative prompt: camera shake',
      'Negative prompt: blurry, low quality, camera shake', 'negative_prompt: "text, camera shake"', 'A cat --no text, camera shake', 'No sudden camera shake',
      'Static shot, no blur, noise or camera shake', 'No blur, no noise, camera shake', 'never have the camera pan left', 'Avoid making the camera tilt up', 'camera shake: off',
      'Do not zoom or let the camera pan left', '~~The camera pans left~~', 'without the camera moving left', 'Camera shake is not allowed', 'Avoid any handheld camera shake and blur', 'do not use camera shake',
      '避免镜头晃动', '不要让镜头推进', '避免画面模糊和镜头晃动', '没有剧烈的镜头晃动', '不要出现明显的镜头抖动', '负面提示词：模糊，镜头晃动', '禁止镜头推进', '镜头晃动：禁止', '不要抖动、镜头推进',
    ]) assert.deepEqual(phrasesIn(prompt), [], prompt);
  });

  it('finds what is said beside something forbidden', () => {
    const ids = (prompt: string) => phrasesIn(prompt).map(({ directive }) => directive);
    for (const prompt of [
      'No people. The camera pans left.', 'No people, the camera pans left.', 'She does not move as the camera pans left.', 'Nobody is there and the camera slowly pans left.',
      'Negative prompt: text. The camera pans left.', 'Avoid: text\nThe camera pans left', 'Not only the camera pans left, she turns.', 'The camera pans left, never right.', 'Why not let the camera pan left?',
    ]) assert.deepEqual(ids(prompt), ['pan-left'], prompt);
    for (const prompt of ['不断有人走来，镜头推进', '没有人说话。镜头推进', '她一动不动，镜头推进', '无人机升起，镜头推进', '非常安静，镜头推进']) assert.deepEqual(ids(prompt), ['push-in'], prompt);
  });

  it('leaves what stands in brackets, which would get others', () => {
    for (const prompt of ['[camera pans left] A clock', '[the camera pans left, slowly] A clock', '【镜头推进】猫', '[1: the camera\npans left] A clock', '[camera pans left A clock', '[Push in, camera\nshakes] A clock']) assert.deepEqual(phrasesIn(prompt), [], prompt);
    assert.deepEqual(phrasesIn('[Push in] A clock; the camera pans left [1]').length, 1);
    assert.deepEqual(phrasesIn('[Push in A clock\n\nThe camera pans left.').length, 1);
  });

  it('makes no bracket within another one', () => {
    assertProperty(fc.property(promptText, (prompt) => {
      for (const phrase of phrasesIn(prompt)) {
        const after = applyEdits(prompt, [phraseEdit(prompt, phrase)]);
        assert.doesNotMatch(after.slice(0, phrase.start).slice(-300), /\[[^\]】］〕〗」』\r\n]*$/u);
        assert.equal(after.charAt(phrase.start), '[');
      }
    }));
  });

  it('keeps offsets and order on any text', () => {
    assertProperty(fc.property(promptText, (prompt) => {
      let done = 0;
      for (const { start, end } of phrasesIn(prompt)) {
        assert.ok(start >= done && end > start && end <= prompt.length);
        done = end;
      }
    }));
  });
});
