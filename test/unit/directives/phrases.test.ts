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
