import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parsePrompt } from '../../../src/directives/parse.ts';
import { promptProblemCodes } from '../../../src/directives/problem.ts';
import type { Problem } from '../../../src/directives/problem.ts';
import { applyEdits } from '../../../src/directives/textEdit.ts';
import { createChecker, inOrder } from '../../../src/shots/checker.ts';
import type { CheckOptions } from '../../../src/shots/checkOptions.ts';
import { createReader } from '../../../src/shots/reader.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { fixAll } from '../../../src/shots/fixAll.ts';
import { fixesFor } from '../../../src/shots/fixDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

const image = (width: number, height: number, bytes = 1000) => ({ header: { type: 'png', mime: 'image/png', width, height, orientation: 1, personal: false }, bytes } as const);
const images = { './cat.png': image(800, 600), './thin.png': image(3000, 400), './small.png': image(200, 300), './heavy.png': image(800, 600, 30e6), './15MB.png': image(800, 600, 15e6), './no.png': 'missing', './text.png': { header: undefined, bytes: 9 } } as const;
const options: CheckOptions = {
  settings: defaultSettings, gateway: 'animatic', gateways: ['animatic', 'apimart', 'toapis'],
  languageFor: (gateway) => ({ apimart: 'zh' as const, toapis: 'en' as const })[gateway],
  firstFrame: (written) => images[written as keyof typeof images],
};
const check = (text: string, kind: 'hailuo' | 'prose' = 'hailuo') => createChecker(kind).check(text, options);
const found = (text: string, kind?: 'prose') => check(text, kind).map(({ code, start, end }) => [code, text.slice(start, end)]);

function mended(text: string): readonly string[] {
  const checker = createChecker('hailuo');
  const [problem] = checker.check(text, options);
  assert.ok(problem, text);
  return fixesFor(text, problem, checker, options).map(({ edits }) => applyEdits(text, edits));
}

describe('createChecker', () => {
  it('finds nothing in a good file', () => {
    assert.deepEqual(found('@promptOptimizer = off\n@gateway = toapis\n\n### A\n@firstFrame = ./cat.png // mine\n[Push in] A cat\n\n### B\nA dog\n'), []);
  });

  it('finds settings that do not exist, or take no such value', () => {
    assert.deepEqual(found('### A\n@duratoin = 10\n@duration = 7\n@watermark = maybe\n@gateway = sora\n@takes =\nA cat'),
      [['unknown-setting', '@duratoin'], ['setting-value', '7'], ['setting-value', 'maybe'], ['setting-value', 'sora'], ['setting-value', '@takes']]);
  });

  it('finds settings that do not go together where the shot wrote them', () => {
    assert.deepEqual(found('@resolution = 1080p\n### A\n@duration = 10\nA cat\n### B\nA dog'), [['duration-at-1080p', '@duration = 10']]);
    assert.deepEqual(found('@resolution = 1080p\n@duration = 10\n### A\nA cat\n### B\n@duration = 6\nA dog'), [['duration-at-1080p', '@duration = 10']]);
    assert.deepEqual(found('### A\n@promptOptimizer = off\n@fastPretreatment\nA cat'), [['fast-without-optimizer', '@fastPretreatment']]);
  });

  it('finds empty shots and an optimizer that may undo camera moves', () => {
    assert.deepEqual(found('### A\n@takes = 2\n### B\nA dog'), [['empty-shot', '### A']]);
    assert.deepEqual(found('@gateway = apimart\n### A\nA [1] cat [Push in] runs').filter(([code]) => code !== 'other-bracket'), [['optimizer-with-directives', '[Push in]']]);
    assert.deepEqual(found('### A\n@promptOptimizer = on\n@gateway = toapis\n[Push in] A cat'), [['optimizer-with-directives', '@promptOptimizer = on']]);
  });

  it('finds first frames that are missing or unfit', () => {
    const frame = (path: string) => found(`### A\n@firstFrame = ${path}\nA cat`).map(([code]) => code);
    assert.deepEqual(['./no.png', './text.png', './thin.png', './small.png', './heavy.png', 'https://example.com/a.png', './unseen.png'].map(frame),
      [['first-frame-missing'], ['first-frame-type'], ['first-frame-ratio'], ['first-frame-small'], ['first-frame-heavy'], [], []]);
  });

  it('judges a first frame by what the shot’s gateway takes', () => {
    const limited = { ...options, uploadLimit: (gateway: string) => (gateway === 'toapis' ? 10e6 : 20e6) };
    const heavy = (text: string) => createChecker('hailuo').check(text, limited).map(({ code, start, end }) => [code, text.slice(start, end)]);
    assert.deepEqual(heavy('### A\n@firstFrame = ./15MB.png\nA cat'), []);
    assert.deepEqual(heavy('### A\n@gateway = toapis\n@firstFrame = ./15MB.png\nA cat'), [['first-frame-heavy', './15MB.png']]);
    assert.deepEqual(heavy('@gateway = toapis\n### A\n@firstFrame = ./15MB.png\nA cat'), [['first-frame-heavy', './15MB.png']]);
    assert.deepEqual(heavy('@gateway = toapis\n@firstFrame = ./15MB.png\n### A\nA cat'), [['first-frame-heavy', './15MB.png']]);
    assert.deepEqual(heavy('@firstFrame = ./15MB.png\n### A\n@gateway = toapis\nA cat\n### B\n@gateway = apimart\nA dog'), [['first-frame-heavy', '@gateway = toapis']]);
    const [problem] = createChecker('hailuo').check('### A\n@firstFrame = ./15MB.png\nA cat', { ...limited, gateway: 'toapis' });
    assert.match(problem?.message ?? '', /the limit is 10 MB/);
  });

  it('marks what is too much of a prompt, counted as it is sent', () => {
    const words = 'word '.repeat(401).trim();
    assert.deepEqual(found(`### A\n${words}`), [['prompt-too-long', ' word'.slice(1)]]);
    const chinese = `[推进]${'a'.repeat(1996)}`;
    assert.deepEqual(found(`@promptOptimizer = off\n@gateway = toapis\n${chinese}`), [['prompt-too-long', 'aaaaa']]);
    assert.deepEqual(found(`@promptOptimizer = off\n@gateway = apimart\n${chinese}`), []);
  });

  it('checks a directive against the clip’s own length', () => {
    const prompt = 'A cat runs through the garden and [Push in] jumps';
    assert.deepEqual(found(`@promptOptimizer = off\n${prompt}`), [['late-move', '[Push in]']]);
    assert.deepEqual(found(`@promptOptimizer = off\n@duration = 10\n${prompt}`), []);
  });

  it('checks only directives and length in prose', () => {
    assert.deepEqual(found('@duration = 7\n\n[Push in] a cat [Psuh in] runs far away\n\n### [1]\n', 'prose'), [['unknown-directive', 'Psuh in']]);
  });

  it('finds the same whether it saw an earlier version or not', () => {
    const versions = fc.array(hailuoText, { minLength: 2, maxLength: 4 });
    assertProperty(fc.property(versions, (texts) => {
      const checker = createChecker('hailuo');
      for (const text of texts) assert.deepEqual(checker.check(text, options), check(text));
    }));
  });

  it('finds the same in an edited text as in one that was never seen', () => {
    const piece = fc.oneof(hailuoText, fc.constantFrom('', '@continue\n', '@take = gone.mp4\n', '@let hero = a fox\n', '{{hero}}', '\n### '));
    const edits = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 12 }), piece), { minLength: 1, maxLength: 5 });
    const withTakes: CheckOptions = { ...options, take: () => 'missing' };
    assertProperty(fc.property(hailuoText, hailuoText, edits, (first, second, all) => {
      const [reader, checker] = [createReader('hailuo'), createChecker('hailuo')];
      let text = `${first}\n### Held\nA heron [Psuh in] waits.\n${second}`;
      checker.checkRead(text, withTakes, reader.read(text));
      for (const [from, length, words] of all) {
        const start = Math.round(from * text.length);
        const oldEnd = Math.min(text.length, start + length);
        text = text.slice(0, start) + words + text.slice(oldEnd);
        const read = reader.readEdited(text, { start, oldEnd, newEnd: start + words.length });
        assert.deepEqual(inOrder(checker.checkRead(text, withTakes, read)), createChecker('hailuo').check(text, withTakes));
      }
    }));
  });
});

const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('### Title', '###', '### 标题', '## Near', '# Top', '### One: [Push in] A fox', '@camera = [Push in]', '@style = oil [Orbit]', '// note', '') },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('duration', 'resolution', 'gateway', 'firstFrame', 'promptOptimizer', 'fastPretreatment', 'watermark', 'takes', 'duratoin', 'nonsense'),
    fc.constantFrom('', ' = 10', ' = 6', ' = 1080p', ' = on', ' = off', ' = ./cat.png', ' = ./no.png', ' = ./small.png', ' = toapis', ' =', ' = x // why')).map(([name, value]) => `@${name}${value}`) },
  { weight: 3, arbitrary: promptText },
  { weight: 1, arbitrary: fc.constantFrom('[Push in] ', '一只猫', 'word ').map((text) => text.repeat(500)) },
);
const hailuoText = fc.tuple(fc.array(line, { maxLength: 10 }), fc.constantFrom('\n', '\r\n')).map(([lines, eol]) => lines.join(eol));

describe('fixesFor', () => {
  it('mends settings', () => {
    assert.deepEqual(mended('### A\n@duratoin = 10\nA cat'), ['### A\n@duration = 10\nA cat', '### A\nA cat']);
    assert.deepEqual(mended('### A\n@duration = 7\nA cat'), ['### A\n@duration = 6\nA cat', '### A\n@duration = 10\nA cat', '### A\nA cat']);
    assert.deepEqual(mended('### A\n@takes =\nA cat')[0], '### A\n@takes = 1\nA cat');
    assert.deepEqual(mended('@resolution = 1080p\n### A\n@duration = 10\nA cat'),
      ['@resolution = 1080p\n### A\n@duration = 6\nA cat', '@resolution = 1080p\n### A\n@duration = 10\n@resolution = 768p\nA cat']);
    assert.deepEqual(mended('### A\n@promptOptimizer = off\n@fastPretreatment\nA cat'),
      ['### A\n@promptOptimizer = off\n@fastPretreatment = off\nA cat', '### A\n@promptOptimizer = on\n@fastPretreatment\nA cat']);
    assert.deepEqual(mended('### A\n@firstFrame = ./no.png\nA cat'), ['### A\nA cat']);
  });

  it('switches the optimizer off for the shot or the file', () => {
    assert.deepEqual(mended('### A\n@gateway = apimart\n[Push in] A cat'), [
      '### A\n@gateway = apimart\n@promptOptimizer = off\n[Push in] A cat', '@promptOptimizer = off\n### A\n@gateway = apimart\n[Push in] A cat',
    ]);
  });

  it('makes words of an unknown setting a part of the prompt rather than drop them', () => {
    const first = (text: string) => mended(`@promptOptimizer = off\n${text}`)[0]?.replace('@promptOptimizer = off\n', '');
    assert.equal(first('@camera = [Push in]\nA fox.'), '[Push in]\nA fox.');
    assert.equal(first('@prompt: "[Orbit] A fox."; // note'), '[Orbit] A fox. // note');
    assert.equal(first('- **@style = oil paint**\nA fox.'), 'oil paint\nA fox.');
    assert.equal(first('@negative_prompt = blur, text\nA fox.'), 'No blur, no text.\nA fox.');
    assert.equal(first('@反向提示词 = 模糊\n狐狸'), '不要出现模糊\n狐狸');
    for (const line of ['@seed = 42', '@model = Hailuo', '@audio = on']) assert.equal(first(`${line}\nA fox.`), 'A fox.', line);
    assert.equal(first('@camera = [Push in]\n### One\nA fox.'), '### One\nA fox.', 'words above the first title would be a shot');
  });

  it('moves a prompt in a title below it', () => {
    const first = (title: string) => mended(`@promptOptimizer = off\n### ${title}\n@takes = 2`)[0]?.split('\n').slice(1, 3);
    assert.deepEqual(first('Shot 1: [Push in] A fox crosses.'), ['### Shot 1', '[Push in] A fox crosses.']);
    assert.deepEqual(first('镜头二 [推进]狐狸'), ['### 镜头二', '[推进]狐狸']);
    assert.deepEqual(first('A fox crosses [Push in] the ice.'), ['### ', 'A fox crosses [Push in] the ice.']);
    assert.equal(mended('### One [1]').length, 1, 'a footnote is no directive');
  });

  it('removes an empty shot and cuts a long prompt between two words', () => {
    assert.deepEqual(mended('### A\n\n### B\nA dog'), ['### B\nA dog']);
    assert.deepEqual(mended('word '.repeat(401)), ['word '.repeat(400).trim() + ' ']);
    assert.deepEqual(mended('一只猫'.repeat(700)), ['一只猫'.repeat(700).slice(0, 2000)]);
  });

  it('mends directives in the shot they stand in', () => {
    assert.deepEqual(mended('@promptOptimizer = off\r\n### A // x\r\nA cat // y\r\nruns [Psuh in] on\r\n')[0], '@promptOptimizer = off\r\n### A // x\r\nA cat // y\r\nruns [Push in] on\r\n');
  });

  it('mends a slip with the optimizer on, although that is then worth a word', () => {
    assert.deepEqual(mended('### A\n[Psuh in] A cat walks.'), ['### A\n[Push in] A cat walks.', '### A\nPsuh in. A cat walks.']);
    assert.deepEqual(mended('### A\n[Orbit] A cat walks.')[0], '### A\n[Truck left, Pan right] A cat walks.');
    assert.deepEqual(mended('### A\nA cat walks by the river [Psuh in]')[0], '### A\nA cat walks by the river [Push in]');
  });

  it('removes the problem it mends and adds none but information on a new directive, whatever the file', () => {
    assertProperty(fc.property(hailuoText, (text) => {
      const checker = createChecker('hailuo');
      const before = checker.check(text, options);
      for (const problem of before) {
        assert.ok(problem.start <= problem.end && problem.end <= text.length && problem.message !== '');
        for (const { edits, title, makesPrompt } of fixesFor(text, problem, checker, options)) {
          const mended = applyEdits(text, edits);
          const after = check(mended);
          // Only where a word became a directive may what is said of directives be said of it too, and of a new prompt what is said of prompts.
          const ofDirectives = ['late-move', 'mixed-languages', 'optimizer-with-directives'];
          const revealed: readonly string[] = makesPrompt === true ? [...ofDirectives, ...promptProblemCodes] : directivesIn(mended) > directivesIn(text) ? ofDirectives : [];
          const more = [...new Set(after.map(({ code }) => code))].filter((code) => countOf(after, code) > countOf(before, code));
          assert.deepEqual(more.filter((code) => !revealed.includes(code)), [], `${title}: ${JSON.stringify([text, mended])}`);
          assert.ok(countOf(after, problem.code) < countOf(before, problem.code), title);
        }
      }
    }), { runs: 150 });
  });
});

const countOf = (problems: readonly Problem[], code: string) => problems.filter((problem) => problem.code === code).length;
const directivesIn = (text: string) => readDocument(text, 'hailuo').shots.flatMap(({ prompt }) => parsePrompt(prompt)).flatMap(({ words }) => words).filter(({ directive }) => directive !== undefined).length;

describe('fixAll', () => {
  const editsFor = (text: string, kind: 'hailuo' | 'prose' = 'hailuo') => {
    const steps = fixAll(text, kind, options);
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
  };
  const fixed = (text: string, kind?: 'prose') => applyEdits(text, editsFor(text, kind));

  it('mends all that leaves nothing to choose', () => {
    const text = '@promptOptimizer = off\n@duratoin = 10\n### A\n【推进】A cat [Pan lfet] runs [Shake, shake] on and on [Orbit] to the river\n### B\n[Tilt up a dog';
    assert.equal(fixed(text), '@promptOptimizer = off\n@duration = 10\n### A\n[推进]A cat [Pan left] runs [Shake] on and on [Orbit] to the river\n### B\n[Tilt up] a dog');
    assert.equal(fixed('[Push in] A cat [Pan lfet] runs [Shake, shake] on and on\n\n[Psuh in] A dog', 'prose'), '[Push in] A cat [Pan lfet] runs [Shake] on and on\n\n[Psuh in] A dog');
  });

  it('mends a setting of a file without titles', () => {
    assert.equal(fixed('@duratoin = 10\n[Push in] A cat'), '@duration = 10\n[Push in] A cat');
  });

  it('mends slips with the optimizer on', () => {
    assert.equal(fixed('### A\n[Psuh in] A cat\n### B\n[Pan lfet] A dog'), '### A\n[Push in] A cat\n### B\n[Pan left] A dog');
  });

  it('touches nothing but what it mends, so that cursors stay', () => {
    const text = '### A\n【Psuh in】 A cat [Pan lfet] runs\n### B\n[Tilt up a dog';
    assert.deepEqual(editsFor(text).map(({ start, end, text: written }) => [text.slice(start, end), written]),
      [['【Psuh in】', '[Push in]'], ['Pan lfet', 'Pan left'], ['', ']']]);
  });

  it('does not mend a default where that would break a shot', () => {
    const text = '@duratoin = 10\n### A\n@resolution = 1080p\nA cat';
    assert.equal(fixed(text), text);
  });

  it('stops to breathe at every problem', () => {
    let steps = 0;
    for (const _ of fixAll('### A\n[Psuh in] A cat [Pan lfet] runs on and on\n'.repeat(10), 'hailuo', options)) steps++;
    assert.ok(steps >= 20);
  });

  it('ends on any file, with no more errors and warnings than before', () => {
    const grave = (text: string) => check(text).filter(({ severity }) => severity !== 'information').length;
    assertProperty(fc.property(hailuoText, (text) => {
      assert.ok(grave(fixed(text)) <= grave(text));
    }), { runs: 50 });
  });
});

describe('a document of nothing but one thing', () => {
  /** Each made the work grow with the square of its length: at this one, for minutes and hours. */
  const pieces = ['[', '\\[', '(', '[Push in ', '@duration = ', '@duratoin = 10\n', 'duration: 10,,,,'] as const;
  for (const piece of pieces) {
    it(`is checked in one go: ${piece.trim()}`, () => {
      const text = piece.repeat(Math.floor(400_000 / piece.length));
      assert.ok(Array.isArray(createChecker('hailuo').check(text, options)));
    });
  }

  it('is fixed a few hundred at a time', () => {
    const text = '[Push in; Pan left] A fox. '.repeat(1000);
    const steps = fixAll(text, 'hailuo', options);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    assert.equal(applyEdits(text, step.value), '[Push in, Pan left] A fox. '.repeat(1000));
  });
});
