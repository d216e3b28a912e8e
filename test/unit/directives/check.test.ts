import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkPrompt } from '../../../src/directives/check.ts';
import { fixesFor } from '../../../src/directives/fix.ts';
import { parsePrompt } from '../../../src/directives/parse.ts';
import type { Problem, PromptProblemCode } from '../../../src/directives/problem.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

const options = { seconds: 6 };
const found = (prompt: string) => checkPrompt(prompt, options).map(({ code, start, end }) => [code, prompt.slice(start, end)]);

/** The prompts that the fixes of the first problem of this kind lead to. */
function mended(prompt: string, code: PromptProblemCode): readonly string[] {
  const problem = checkPrompt(prompt, options).find((other) => other.code === code);
  assert.ok(problem, `${code} in ${prompt}`);
  return fixesFor(prompt, problem, options).map(({ edits }) => applyEdits(prompt, edits));
}

const countOf = (problems: readonly Problem[], code: string) => problems.filter((problem) => problem.code === code).length;
const directivesIn = (prompt: string) => parsePrompt(prompt).flatMap(({ words }) => words).filter(({ directive }) => directive !== undefined).length;

/** The kinds of problems of which there are more than before. */
function added(before: readonly Problem[], after: readonly Problem[]): readonly string[] {
  return [...new Set(after.map(({ code }) => code))].filter((code) => countOf(after, code) > countOf(before, code));
}

describe('checkPrompt', () => {
  it('finds nothing in good prompts', () => {
    for (const prompt of ['', 'A cat runs', '[Push in] A cat', '[Pan left, Pedestal up] A cat [1] runs [Static shot] and stops there for long',
      '[推进]A cat running in the garden', '[左摇,上升]一只猫', '[Push in]']) assert.deepEqual(found(prompt), [], prompt);
  });

  it('finds unknown directives and names what comes nearest', () => {
    assert.deepEqual(found('[Orbit] a cat'), [['unknown-directive', 'Orbit']]);
    assert.deepEqual(found('[Push in, Levitate] a cat'), [['unknown-directive', 'Levitate']]);
    assert.match(checkPrompt('[Psuh in] a cat', options)[0]!.message, /“Psuh in”.*“Push in”/);
    assert.match(checkPrompt('[左环绕] 一只猫', options)[0]!.message, /“左移,右摇”/);
  });

  it('finds moves that cannot act together', () => {
    assert.deepEqual(found('[Push in, Pull out] a cat'), [['opposite-moves', 'Pull out']]);
    assert.deepEqual(found('[Push in, push-in] a cat'), [['repeated-move', 'push-in']]);
    assert.deepEqual(found('[Static shot, Pan left] a cat'), [['static-with-move', 'Pan left']]);
    assert.deepEqual(found('[Pan left, Static shot] a cat'), [['static-with-move', 'Static shot']]);
    assert.deepEqual(found('[Push in, Pan left, Tilt up, Shake, Tracking shot] a'), [['too-many-moves', 'Shake, Tracking shot']]);
  });

  it('finds brackets that are not closed or not ASCII', () => {
    assert.deepEqual(found('[Push in a cat'), [['unclosed-bracket', '[Push in']]);
    assert.deepEqual(found('【推进】猫'), [['full-width-brackets', '【推进】']]);
  });

  it('says what is sent, whether directives are translated or go out as written', () => {
    const words = (prompt: string, asWritten: boolean): string => checkPrompt(prompt, { ...options, asWritten })[0]!.message;
    assert.match(words('【推进】猫', false), /^Full-width brackets are sent as “\[ \]”/u);
    assert.match(words('【推进】猫', true), /sent as they are, but the model’s documentation uses/u);
    const mixed = '[Push in] a cat [推进] runs [Pan left] on and on';
    assert.match(words(mixed, false), /translated when sent/u);
    assert.match(words(mixed, true), /sent as written/u);
  });

  it('finds the directives that are not in the prompt’s language', () => {
    assert.deepEqual(found('[Push in] a cat [推进] runs [Pan left] on and on'), [['mixed-languages', '推进']]);
    assert.deepEqual(found('[推进] a cat runs'), []);
  });

  it('finds a move at the far end of the clip, in proportion to its length', () => {
    assert.deepEqual(found('[Pan left] A cat runs through the garden and jumps [Push in]'), [['late-move', '[Push in]']]);
    const late = 'A cat runs through the garden and [Push in] jumps';
    assert.equal(checkPrompt(late, { seconds: 6 }).length, 1);
    assert.equal(checkPrompt(late, { seconds: 10 }).length, 0);
  });

  it('finds nothing late where brackets stand behind their words, nor a static shot', () => {
    for (const prompt of ['A cat runs through the garden and jumps [Push in]', 'A cat wakes [Pedestal up], then the door shuts [Static shot].',
      '[Push in] A cat runs through the garden and stops [Static shot]', '一只猫跑过花园【推进】。']) assert.deepEqual(found(prompt).filter(([code]) => code === 'late-move'), [], prompt);
  });

  it('judges moves at the far end without text between together', () => {
    assert.deepEqual(found('A cat [Push in] [Pan left] [Zoom in] x'), [['late-move', '[Push in] [Pan left] [Zoom in]']]);
    assert.deepEqual(found('A cat runs home [Push in] [Pan left] and there it sleeps'), []);
    assert.deepEqual(found('[Push in] [Pan left] A cat'), []);
    assert.match(checkPrompt('A cat [Push in] [Pan left] x', options)[0]!.message, /These 2 moves share less than the last 2 of 6 s/);
  });
});

describe('fixesFor', () => {
  it('offers the nearest directives, then prose', () => {
    assert.deepEqual(mended('[Psuh in] a cat', 'unknown-directive'), ['[Push in] a cat', 'Psuh in, a cat']);
    assert.deepEqual(mended('[Orbit] a cat', 'unknown-directive'), ['[Truck left, Pan right] a cat', '[Truck right, Pan left] a cat', 'Orbit, a cat']);
    assert.deepEqual(mended('[推进, 特写]猫', 'unknown-directive'), ['[推进]特写，猫']);
    assert.deepEqual(mended('[Push in, Crane up] a cat', 'unknown-directive'), ['[Push in, Pedestal up] a cat', '[Push in] Crane up, a cat']);
  });

  it('offers a bracket of its own for a move that the bracket’s others exclude', () => {
    assert.deepEqual(mended('[Pedestal down, Crane up] a cat', 'unknown-directive'), ['[Pedestal down] [Pedestal up] a cat', '[Pedestal down] Crane up, a cat']);
  });

  it('mends moves that cannot act together', () => {
    assert.deepEqual(mended('[Push in, Pull out] a cat', 'opposite-moves'), ['[Push in] [Pull out] a cat', '[Push in] a cat']);
    assert.deepEqual(mended('[Push in, push in, Shake] a cat', 'repeated-move'), ['[Push in, Shake] a cat']);
    assert.deepEqual(mended('[Pan left, Static shot] a cat', 'static-with-move'), ['[Pan left] [Static shot] a cat', '[Pan left] a cat', '[Static shot] a cat']);
    assert.deepEqual(mended('【左移，推进，晃动，上摇】猫', 'too-many-moves'), ['[左移，推进，晃动] [上摇]猫']);
    assert.deepEqual(mended('[左移,推进,晃动,上摇]猫', 'too-many-moves'), ['[左移,推进,晃动] [上摇]猫']);
  });

  it('closes brackets and makes them ASCII', () => {
    assert.deepEqual(mended('[Push in a cat', 'unclosed-bracket'), ['[Push in] a cat']);
    assert.deepEqual(mended('【左摇，上升】猫', 'full-width-brackets'), ['[左摇,上升]猫']);
  });

  it('translates a stranger and begins a late move earlier', () => {
    assert.deepEqual(mended('[Push in] a cat [推进] runs [Pan left] on and on', 'mixed-languages'), ['[Push in] a cat [Push in] runs [Pan left] on and on']);
    assert.deepEqual(mended('[Pan left] A cat wakes, runs through the garden, jumps [Push in] up', 'late-move'), ['[Pan left] A cat wakes, runs through the garden, [Push in] jumps up']);
    assert.deepEqual(mended('A cat runs and jumps into the river [Push in] [Pan left] hi.', 'late-move'), ['A cat runs [Push in] [Pan left] and jumps into the river hi.']);
    assert.deepEqual(mended('[Pan left] A clock ticks in the hall [Push in].', 'late-move'), ['[Pan left] [Push in] A clock ticks in the hall.']);
  });

  it('mends a slip late in the prompt, although the move that it becomes is a late one', () => {
    const prompt = 'A cat runs through the garden and jumps [Psuh in]';
    assert.deepEqual(mended(prompt, 'unknown-directive'), ['A cat runs through the garden and jumps [Push in]', 'A cat runs through the garden and jumps, Psuh in']);
  });

  it('removes the problem it mends and adds none but information on a new directive, whatever the prompt', () => {
    assertProperty(fc.property(promptText, fc.constantFrom(6, 10), (prompt, seconds) => {
      const before = checkPrompt(prompt, { seconds });
      for (const problem of before) {
        assert.ok(problem.start < problem.end && problem.end <= prompt.length && problem.message !== '');
        for (const { edits, title } of fixesFor(prompt, problem, { seconds })) {
          const mended = applyEdits(prompt, edits);
          const after = checkPrompt(mended, { seconds });
          // Only where a word became a directive may what is said of directives be said of it too.
          const revealed = directivesIn(mended) > directivesIn(prompt) ? ['late-move', 'mixed-languages'] : [];
          assert.deepEqual(added(before, after).filter((code) => !revealed.includes(code)), [], `${title}: ${JSON.stringify([prompt, mended])}`);
          assert.equal(countOf(after, problem.code) < countOf(before, problem.code), true, title);
        }
      }
    }), { runs: 300 });
  });

  it('has a mend for the problems that have one, in most prompts', () => {
    const mendable = new Map<string, { seen: number; mended: number }>();
    assertProperty(fc.property(promptText, (prompt) => {
      for (const problem of checkPrompt(prompt, options)) {
        const entry = mendable.get(problem.code) ?? { seen: 0, mended: 0 };
        mendable.set(problem.code, { seen: entry.seen + 1, mended: entry.mended + (fixesFor(prompt, problem, options).length > 0 ? 1 : 0) });
      }
    }), { runs: 400 });
    for (const [code, { seen, mended }] of mendable) assert.ok(mended > seen / 2, `${code}: ${mended} of ${seen}`);
  });
});
