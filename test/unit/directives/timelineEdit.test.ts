import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planCamera } from '../../../src/directives/camera.ts';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { actingIndex, moveBracketStart, removeBracket, reorderBrackets } from '../../../src/directives/timelineEdit.ts';
import { directiveIds, directiveOf } from '../../../src/directives/vocabulary.ts';
import { assertProperty } from '../../support/property.ts';

const bracket = fc.tuple(fc.subarray([...directiveIds], { minLength: 1, maxLength: 3 }), fc.constantFrom('en' as const, 'zh' as const), fc.boolean())
  .map(([ids, language, wide]) => {
    const words = ids.map((id) => directiveOf(id)[language]);
    return wide ? `【${words.join('，')}】` : `[${words.join(', ')}]`;
  });
const prose = fc.oneof(
  fc.constantFrom('', 'A cat runs over wet grass', '一只猫在雨里奔跑，', 'see [1] and [a link](https://example.com)', 'line one\nline two', 'x'),
  fc.array(fc.constantFrom('rain', 'falls', 'on', 'the', 'harbour', ',', '猫', '花园', '.', '\n'), { maxLength: 12 }).map((words) => words.join(' ')),
);
const prompt = fc.tuple(prose, fc.array(fc.tuple(fc.constantFrom('', ' '), bracket, fc.constantFrom('', ' '), prose), { maxLength: 5 }))
  .map(([first, rest]) => first + rest.map((parts) => parts.join('')).join(''));

function movesOf(text: string): string[] {
  return planCamera(text, 6).segments.filter((segment) => segment.bracket !== undefined).map((segment) => segment.moves.join('+'));
}

function withoutBrackets(text: string): string {
  let rest = '';
  let done = 0;
  for (const { start, end } of parsePrompt(text)) {
    rest += text.slice(done, start);
    done = end;
  }
  return (rest + text.slice(done)).replace(/\s+/gu, '');
}

describe('reordering brackets', () => {
  it('exchanges two moves and leaves the prose where it is', () => {
    const text = '[Push in] A cat wakes, [Pan left] then looks at the sea.';
    assert.equal(applyEdits(text, reorderBrackets(text, 1, 0)), '[Pan left] A cat wakes, [Push in] then looks at the sea.');
  });
  it('shifts the ones between', () => {
    const text = '[推进]一 [左摇]二 [上升]三';
    assert.equal(applyEdits(text, reorderBrackets(text, 0, 2)), '[左摇]一 [上升]二 [推进]三');
  });
  it('skips brackets that are no directives', () => {
    const text = '[Push in] see [1] [Close-up] [Zoom in] end';
    assert.equal(applyEdits(text, reorderBrackets(text, 0, 1)), '[Zoom in] see [1] [Close-up] [Push in] end');
  });
  it('makes the camera move in the new order, and back, for any prompt', () => {
    assertProperty(fc.property(prompt, fc.nat(4), fc.nat(4), (text, from, to) => {
      const before = movesOf(text);
      const changed = applyEdits(text, reorderBrackets(text, from, to));
      const expected = [...before];
      if (before[from] !== undefined && before[to] !== undefined) expected.splice(to, 0, ...expected.splice(from, 1));
      assert.deepEqual(movesOf(changed), expected);
      assert.equal(withoutBrackets(changed), withoutBrackets(text));
      assert.equal(applyEdits(changed, reorderBrackets(changed, to, from)), text);
    }));
  });
});

describe('moving where a bracket begins', () => {
  it('puts it between two words, so that it begins at the wanted time', () => {
    const text = '[Push in] one two three four [Pan left] five six seven eight';
    const changed = applyEdits(text, moveBracketStart(text, 6, 1, 1.5));
    assert.match(changed, /^\[Push in\] one( two)? \[Pan left\] /);
    const start = planCamera(changed, 6).segments[1]!.startSeconds;
    assert.ok(Math.abs(start - 1.5) < 0.5, `it begins at ${start}`);
  });
  it('lands between Chinese words without adding spaces', () => {
    const text = '[推进]一只猫在雨里奔跑[左摇]镜头看向大海和远山';
    const changed = applyEdits(text, moveBracketStart(text, 6, 1, 4.5));
    assert.ok(!changed.includes(' '));
    assert.ok(changed.indexOf('[左摇]') > text.indexOf('[左摇]'));
  });
  it('changes nothing when it is there already', () => {
    const text = 'A cat [Push in] runs home';
    assert.deepEqual(moveBracketStart(text, 6, 0, planCamera(text, 6).segments[1]!.startSeconds), []);
  });
  it('moves the end of the words before, where brackets stand behind theirs', () => {
    const text = 'one two three four [Push in], five six seven eight [Pan left].';
    assert.equal(applyEdits(text, moveBracketStart(text, 6, 1, 1)), 'one [Push in] two three four, five six seven eight [Pan left].');
    assert.deepEqual(moveBracketStart(text, 6, 0, 2), []);
  });
  it('does not turn the prompt round', () => {
    const text = 'one two three [Push in] four five six';
    assert.equal(planCamera(applyEdits(text, moveBracketStart(text, 6, 0, 6)), 6).side, 'before');
  });
  it('keeps the moves, their order and the prose, and never ends farther from the wish than it began', () => {
    assertProperty(fc.property(prompt, fc.nat(4), fc.double({ min: 0, max: 6, noNaN: true }), (text, index, wish) => {
      const starts = (of: string): number[] => planCamera(of, 6).segments.filter((segment) => segment.bracket !== undefined).map((segment) => segment.startSeconds);
      const changed = applyEdits(text, moveBracketStart(text, 6, index, wish));
      assert.deepEqual(movesOf(changed), movesOf(text));
      assert.equal(withoutBrackets(changed), withoutBrackets(text));
      const [before, after] = [starts(text)[index], starts(changed)[index]];
      if (before !== undefined && after !== undefined) assert.ok(Math.abs(after - wish) <= Math.abs(before - wish) + 1e-9);
    }));
  });
});

describe('taking a bracket out', () => {
  it('leaves one space between the words around it', () => {
    assert.equal(applyEdits('A cat [Push in] runs', removeBracket('A cat [Push in] runs', 0)), 'A cat runs');
    assert.equal(applyEdits('A cat [Push in]', removeBracket('A cat [Push in]', 0)), 'A cat');
    assert.equal(applyEdits('[推进]猫', removeBracket('[推进]猫', 0)), '猫');
  });
  it('leaves no space before a full stop, and the prompt the same way round', () => {
    const text = 'The clock stops [Push in], then the door shuts [Pan left].';
    assert.equal(applyEdits(text, removeBracket(text, 0)), 'The clock stops, then the door shuts [Pan left].');
    assert.equal(applyEdits(text, removeBracket(text, 1)), 'The clock stops, then the door shuts [Push in].');
  });
  it('takes out that move and nothing else, for any prompt', () => {
    assertProperty(fc.property(prompt, fc.nat(4), (text, index) => {
      const changed = applyEdits(text, removeBracket(text, index));
      const expected = movesOf(text);
      expected.splice(index, 1);
      assert.deepEqual(movesOf(changed), expected);
      assert.equal(withoutBrackets(changed), withoutBrackets(text));
    }), { examples: [['see [1] and [a link](https://example.com)[Tilt down][Push in][Tilt up],[Pull out]rain[Tilt up]', 4]] });
  });
});

it('finds a segment’s bracket among the acting ones', () => {
  const text = '[Close-up] [Push in] a [Zoom in] b';
  const segments = planCamera(text, 6).segments.flatMap(({ bracket: index }) => (index === undefined ? [] : [index]));
  assert.deepEqual(segments.map((index) => actingIndex(text, index)), [0, 1]);
});
