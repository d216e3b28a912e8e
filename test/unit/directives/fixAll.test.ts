import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkPrompt } from '../../../src/directives/check.ts';
import { fixesFor } from '../../../src/directives/fix.ts';
import { planCamera } from '../../../src/directives/camera.ts';
import { isForbidding } from '../../../src/directives/negation.ts';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { translatePrompt } from '../../../src/directives/translate.ts';
import { assertProperty } from '../../support/property.ts';

const options = { seconds: 6 };

/** A prompt with everything fixed that leaves nothing to choose. */
function fixed(prompt: string): string {
  for (let text = prompt, round = 0; ; round++) {
    assert.ok(round < 50, prompt);
    const fix = checkPrompt(text, options).flatMap((problem) => fixesFor(text, problem, options)).find(({ sure }) => sure === true);
    if (fix === undefined) return text;
    text = applyEdits(text, fix.edits);
  }
}

const words = fc.constantFrom('Push in', 'slow push in', 'pan to the left', 'then Tilt up', 'Psuh in', 'no shake', 'never zoom in', '推进', '镜头缓慢左摇', '不要晃动', '左遥', 'Zoom in/out', 'Push in + Pan left', 'Orbit', 'Close-up', 'Roll out', 'Tracking shot of a dog', '推镜', 'Static shot', '1', 'ズームイン');
const bracket = fc.array(words, { minLength: 1, maxLength: 3 }).map((inside) => `[${inside.join(', ')}]`);
const prose = fc.constantFrom('A clock ticks.', 'the door shuts', '一只猫', '', ',', '\n', 'Shot 2:', '**', 'and runs', 'do not', '不要', 'Negative prompt:', 'or');
const prompts = fc.array(fc.oneof(bracket, prose), { maxLength: 7 }).map((parts) => parts.join(' '));

/** What stands outside of brackets, letters and digits alone. */
function outside(prompt: string): string {
  const brackets = parsePrompt(prompt);
  let [text, done] = ['', 0];
  for (const { start, end } of brackets) {
    text += prompt.slice(done, start);
    done = end;
  }
  return (text + prompt.slice(done)).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** True when the letters of one text are in another one in the same order. */
function within(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part.charAt(at)) at++;
  return at === part.length;
}

describe('everything that is fixed unasked', () => {
  it('keeps the prose, in order, with nothing more than what came out of a bracket', () => {
    assertProperty(fc.property(prompts, (prompt) => {
      assert.ok(within(outside(prompt), outside(fixed(prompt))), JSON.stringify([prompt, fixed(prompt)]));
    }), { runs: 300 });
  });

  it('loses no ban and makes no order of one', () => {
    assertProperty(fc.property(prompts, (prompt) => {
      const bans = (text: string) => (text.match(/no shake|never zoom in|不要晃动/g) ?? []).length;
      assert.equal(bans(fixed(prompt)), bans(prompt), fixed(prompt));
      assert.equal(isForbidding(fixed(prompt)), isForbidding(prompt));
    }), { runs: 300 });
  });

  it('moves the camera as it was meant before', () => {
    const moves = (prompt: string) => [...new Set(planCamera(prompt, 6).segments.flatMap((segment) => segment.moves))].sort();
    assertProperty(fc.property(prompts, (prompt) => {
      assert.deepEqual(moves(fixed(prompt)), moves(prompt), JSON.stringify([prompt, fixed(prompt)]));
    }), { runs: 300 });
  });

  it('changes nothing when it is done again, and is translated word for word', () => {
    assertProperty(fc.property(prompts, (prompt) => {
      const text = fixed(prompt);
      assert.equal(fixed(text), text);
      for (const language of ['en', 'zh'] as const) assert.equal(outside(translatePrompt(text, language)), outside(text));
    }), { runs: 200 });
  });

  it('keeps manner, target and order', () => {
    const rows: Readonly<Record<string, string>> = {
      '[slow push in] The gate opens.': '[Push in] slowly. The gate opens.',
      '[Tracking shot of a running dog]': '[Tracking shot] of a running dog',
      '[镜头缓慢推进]城门打开。': '[推进]缓慢，城门打开。',
      'The gate opens [slow push in].': 'The gate opens [Push in] slowly.',
      '[Pan left, then Push in] A clock.': '[Pan left] [Push in] A clock.',
      '[slow pan left, then fast push in] A clock.': '[Pan left] slowly [Push in] fast. A clock.',
      '[Push in, slowly] A clock.': '[Push in] slowly. A clock.',
      '[slow push in] the gate opens.': '[Push in] slowly, the gate opens.',
      'A boy [slow push in] Maria waves.': 'A boy [Push in] slowly, Maria waves.',
      '[Tracking shot of a fox] in the snow.': '[Tracking shot] of a fox in the snow.',
      '[Push in (slowly)] A clock.': '[Push in] slowly. A clock.',
      '[Push in slowly, Pan left] A clock.': '[Push in slowly, Pan left] A clock.',
      '[whip pan left] A clock.': '[whip pan left] A clock.',
      '[Push in + Pan left] A clock.': '[Push in, Pan left] A clock.',
      '[推进 左摇]猫': '[推进,左摇]猫',
      '[Push in,\nPan left] A clock.': '[Push in,\nPan left] A clock.',
      'A clock ticks [no shake].': 'A clock ticks [no shake].',
      '[Zoom in/out] A clock.': '[Zoom in/out] A clock.',
      '【镜头一】【推进】猫': '【镜头一】[推进]猫',
    };
    for (const [prompt, expected] of Object.entries(rows)) assert.equal(fixed(prompt), expected);
  });
});
