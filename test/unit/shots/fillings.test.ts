import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planCamera } from '../../../src/directives/camera.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { createChecker } from '../../../src/shots/checker.ts';
import type { CheckOptions } from '../../../src/shots/checkOptions.ts';
import type { DocumentShot } from '../../../src/shots/document.ts';
import { asFilled, asWritten, isPutIn, writtenEdits } from '../../../src/shots/fillings.ts';
import { fixAll } from '../../../src/shots/fixAll.ts';
import { fixesFor } from '../../../src/shots/fixDocument.ts';
import { fill, filledIn } from '../../../src/shots/lets.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { bracketSpans, bracketsOf } from '../../../src/shots/shotBrackets.ts';
import { assertProperty } from '../../support/property.ts';

const options: CheckOptions = { settings: { ...defaultSettings, promptOptimizer: false }, gateway: 'animatic', gateways: ['animatic'], languageFor: () => undefined };
const script = (lets: Readonly<Record<string, string>>, prompt: string): string =>
  `${Object.entries(lets).map(([name, value]) => `@let ${name} = ${value}\n`).join('')}\n### One\n${prompt}\n`;
const shotOf = (text: string): DocumentShot => readDocument(text, 'hailuo').shots.at(-1)!;
const found = (lets: Readonly<Record<string, string>>, prompt: string): readonly string[] => {
  const text = script(lets, prompt);
  return createChecker('hailuo').check(text, options).map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);
};
const mended = (text: string): string => {
  const steps = fixAll(text, 'hailuo', options);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return applyEdits(text, step.value);
};

const words = { none: '', fox: 'a red fox', move: '[Push in] A clock', typo: 'Psuh in', cam: 'Pan left', nest: '{{fox}} and {{fox}}', tail: ', Pan right' };
const part = fc.oneof(
  fc.constantFrom(...Object.keys(words)).map((name) => `{{${name}}}`), fc.constantFrom('{{ fox }}', '{{nobody}}'),
  fc.constantFrom('[', ']', '[Push in] ', '[Psuh in] ', ', ', ' ', 'A cat runs. ', '\n', '【', '】', 'slowly', '🎬', '镜头'),
);
const prompts = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));

describe('the words that @let put in', () => {
  const span = (length: number, [a, b]: readonly [number, number]) => {
    const [start, end] = [Math.floor(a * (length + 1)), Math.floor(b * (length + 1))].sort((one, other) => one - other) as [number, number];
    return { start, end };
  };
  const place = fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 0.999, noNaN: true }));
  const values = new Map(Object.entries(words));

  it('stand for their whole {{name}}, and all text beside them for itself', () => {
    assertProperty(fc.property(prompts, place, (prompt, at) => {
      const { filled, fillings } = filledIn(prompt, values);
      const sent = span(filled.length, at);
      const written = asWritten(fillings, sent);
      const touched = (fillings ?? []).filter(({ start, end }) => start < sent.end && sent.start < end);
      if (touched.length === 0 && sent.start < sent.end) assert.equal(prompt.slice(written.start, written.end), filled.slice(sent.start, sent.end));
      for (const { use } of touched) assert.ok(written.start <= use.start && use.end <= written.end);
      if (touched.length === 1 && isPutIn(fillings, sent) && sent.start < sent.end) assert.deepEqual(written, touched[0]?.use);
      const back = asFilled(fillings, written);
      assert.ok(back.start <= sent.start && sent.end <= back.end);
    }));
  });

  it('are left as they are by edits: what these make of the sent words, they make of the written ones', () => {
    assertProperty(fc.property(prompts, fc.array(place, { maxLength: 3 }), (prompt, places) => {
      const { filled, fillings } = filledIn(prompt, values);
      const edits = places.map((at, index) => ({ ...span(filled.length, at), text: ['', 'x', ' and '][index]! })).sort((a, b) => a.start - b.start);
      if (edits.some(({ start }, index) => index > 0 && start <= edits[index - 1]!.end)) return;
      const written = writtenEdits(fillings, edits);
      if (written === undefined) {
        assert.ok(edits.some(({ start, end }) => fillings?.some((one) => start < one.end && one.start < end)));
        return;
      }
      // A name may be broken or made by an edit of its braces alone, which no fix does.
      const uses = (text: string) => text.match(/\{\{[^{}]*\}\}/gu)?.length ?? 0;
      const after = applyEdits(prompt, written);
      if (uses(after) === uses(prompt)) assert.equal(fill(after, values), applyEdits(filled, edits));
    }));
  });

  it('are checked as they are sent, and each problem stands in the shot, at the {{name}} or beside it', () => {
    assertProperty(fc.property(prompts, (prompt) => {
      const text = script(words, prompt);
      const shot = shotOf(text);
      const ours = (of: string) => createChecker('hailuo').check(of, options).filter(({ code }) => !/-word$|empty-shot/u.test(code));
      const [here, plain] = [ours(text), ours(`### One\n${shot.filled}\n`)];
      if (shotOf(`### One\n${shot.filled}\n`).prompt !== shot.filled) return;
      assert.deepEqual(here.map(({ message }) => message).sort(), plain.map(({ message }) => message).sort());
      for (const { start, end } of here) assert.ok(shot.start <= start && start <= end && end <= shot.end);
    }));
  });

  it('stay whatever is fixed: each line of them, each {{name}}, and nothing is worse', () => {
    assertProperty(fc.property(prompts, (prompt) => {
      const text = script(words, prompt);
      const after = mended(text);
      const [before, now] = [shotOf(text), shotOf(after)];
      assert.equal(after.slice(0, after.indexOf('###')), text.slice(0, text.indexOf('###')));
      assert.deepEqual(now.fillings?.map(({ use }) => now.prompt.slice(use.start, use.end)), before.fillings?.map(({ use }) => before.prompt.slice(use.start, use.end)));
      assert.ok(createChecker('hailuo').check(after, options).filter(({ severity }) => severity !== 'information').length
        <= createChecker('hailuo').check(text, options).filter(({ severity }) => severity !== 'information').length);
    }));
  });
});

describe('a shot with words of @let', () => {
  it('is told of a bracket in them that no model knows', () => {
    assert.deepEqual(found({ move: '[Orbit]' }, '{{move}} A clock ticks.'), ['unknown-directive: {{move}}']);
    assert.deepEqual(found({ cam: 'Psuh in' }, '[{{cam}}] A clock ticks.'), ['unknown-directive: {{cam}}']);
  });

  it('is not told of a name that stands for a directive', () => {
    assert.deepEqual(found({ cam: 'Push in' }, '[{{cam}}] A clock ticks.'), []);
    assert.deepEqual(found({ cam: 'Push in' }, '[{{cam}}, Pan left] A clock ticks.'), []);
    assert.deepEqual(found({ cam: 'Push in' }, '[{{cam}}, Pull out] A clock ticks.'), ['opposite-moves: Pull out']);
  });

  it('has its moves timed by the words that are sent', () => {
    const prompt = 'The hall at dusk, dust in the last light, and far behind the columns somebody waits [Push in]. ';
    assert.deepEqual(found({ style: 'cinematic, 35mm film grain' }, `${prompt}{{style}}`), []);
    assert.deepEqual(found({ end: 'so.' }, `[Pan left] ${prompt}{{end}}`), ['late-move: [Push in]']);
  });

  it('that is too long is marked from where it is, and what it may be cut to fits', () => {
    const text = script({ hero: 'a courier in a red jacket' }, `{{hero}} runs. ${'word '.repeat(400).trim()}`);
    const checker = createChecker('hailuo');
    const [long] = checker.check(text, options);
    assert.equal(long?.code, 'prompt-too-long');
    const { filled } = shotOf(text);
    assert.equal(text.slice(long.start, long.end), filled.slice(2000));
    const [cut] = fixesFor(text, long, checker, options);
    assert.ok(cut !== undefined);
    const after = shotOf(applyEdits(text, cut.edits));
    assert.ok(after.prompt.startsWith('{{hero}} runs. word') && after.filled.length <= 2000 && after.filled.length > 1980);
    assert.deepEqual(found({ long: 'word '.repeat(500) }, 'A {{long}} cat'), ['prompt-too-long: {{long}} cat']);
    assert.deepEqual(found({ long: 'word '.repeat(20_000) }, 'A {{long}} cat'), ['prompt-too-long: {{long}} cat']);
  });

  it('is told of a setting in them that would be sent, and can only be freed of one that it writes itself', () => {
    const fixes = (lets: Readonly<Record<string, string>>, prompt: string): readonly string[] => {
      const text = script(lets, prompt);
      const checker = createChecker('hailuo');
      const problem = checker.check(text, options).find(({ code }) => code === 'setting-in-prompt');
      assert.ok(problem);
      return fixesFor(text, problem, checker, options).map(({ edits }) => shotOf(applyEdits(text, edits)).prompt);
    };
    assert.deepEqual(fixes({ tech: 'sharp, --duration 10' }, 'A clock ticks. {{tech}}'), []);
    assert.deepEqual(fixes({ hero: 'A clock' }, '{{hero}} ticks. --duration 10'), ['{{hero}} ticks.']);
  });

  it('has fixes for what it writes itself, and none within the words', () => {
    const fixes = (lets: Readonly<Record<string, string>>, prompt: string): readonly string[] => {
      const text = script(lets, prompt);
      const checker = createChecker('hailuo');
      const [problem] = checker.check(text, options);
      assert.ok(problem);
      return fixesFor(text, problem, checker, options).map(({ edits }) => shotOf(applyEdits(text, edits)).prompt);
    };
    assert.equal(fixes({ hero: 'a courier' }, '{{hero}} at dusk [Psuh in] runs through {{hero}}s alley')[0], '{{hero}} at dusk [Push in] runs through {{hero}}s alley');
    assert.deepEqual(fixes({ cam: 'Psuh in' }, '[{{cam}}] A clock ticks.'), []);
    assert.equal(mended(script({ cam: 'Push in', hero: 'a fox' }, '[{{cam}}, slowly] {{hero}} [Psuh in] runs on and on')), script({ cam: 'Push in', hero: 'a fox' }, '[{{cam}}] slowly, {{hero}} [Push in] runs on and on'));
    assert.equal(mended(script({ cam: 'Psuh in' }, '[{{cam}}] A clock ticks.')), script({ cam: 'Psuh in' }, '[{{cam}}] A clock ticks.'));
  });

  it('has the brackets that are sent, where they are written', () => {
    const text = script({ move: '[Push in] slowly [Pan left]', cam: 'Shake' }, 'A {{move}} clock [Tilt up, {{cam}}] ticks');
    const shot = shotOf(text);
    assert.deepEqual(bracketSpans(shot).map(({ start, end }) => text.slice(start, end)), ['{{move}}', '{{move}}', '[Tilt up, {{cam}}]']);
    assert.deepEqual(planCamera(shot.filled, 6).segments.flatMap(({ bracket }) => bracket ?? []), [0, 1, 2]);
    const at = ({ start, end }: { readonly start: number; readonly end: number }): string => shot.prompt.slice(start, end);
    assert.deepEqual(bracketsOf(shot).map((bracket) => [at(bracket), ...bracket.words.map((word) => `${word.directive ?? ''} ${at(word)}`)]),
      [['{{move}}', 'push-in {{move}}'], ['{{move}}', 'pan-left {{move}}'], ['[Tilt up, {{cam}}]', 'tilt-up Tilt up', 'shake {{cam}}']]);
  });
});
