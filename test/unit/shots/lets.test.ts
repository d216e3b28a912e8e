import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createChecker } from '../../../src/shots/checker.ts';
import type { CheckOptions } from '../../../src/shots/checkOptions.ts';
import { filmSettingsOf, settingsOf } from '../../../src/shots/document.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { findShot } from '../../../src/shots/find.ts';
import { placeAt, placesOf } from '../../../src/shots/letPlaces.ts';
import { fill, isCircular, usesIn } from '../../../src/shots/lets.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';

const film = `@resolution = 768p
@let hero = a courier in a red jacket
@let place = the old harbour, where {{hero}} waits

### Dawn
[Push in] {{place}}.

### Noon
@let hero = the courier's sister
@continue
[Static shot] {{ hero }} laughs. {{nobody}} is there.

### Night
@skip
@take = takes/night.mp4
Rain.
`;

const options: CheckOptions = { settings: { ...defaultSettings, promptOptimizer: false }, gateway: 'animatic', gateways: ['animatic'], languageFor: () => undefined };

function problems(text: string, more: Partial<CheckOptions> = {}): readonly string[] {
  return createChecker('hailuo').check(text, { ...options, ...more }).map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);
}

describe('words set with @let', () => {
  const read = readDocument(film, 'hailuo');

  test('are put in, those in words too, a shot’s own before the document’s', () => {
    assert.deepEqual(read.shots.map(({ filled }) => filled), [
      '[Push in] the old harbour, where a courier in a red jacket waits.',
      "[Static shot] the courier's sister laughs. {{nobody}} is there.",
      'Rain.',
    ]);
    assert.equal(read.shots[0]?.prompt, '[Push in] {{place}}.');
  });

  test('are no part of the prompt and no setting', () => {
    assert.deepEqual(settingsOf(read.shots[1]!), { resolution: '768p' });
    assert.doesNotMatch(read.shots.map(({ prompt }) => prompt).join(), /@let/u);
  });

  test('may have Chinese names, a colon and a full-width sign', () => {
    assert.equal(readDocument('＠let 主角：红衣信使\n### 一\n{{主角}}走来。', 'hailuo').shots[0]?.filled, '红衣信使走来。');
  });

  test('that nothing sets, that nobody uses or that go round in a circle are told', () => {
    assert.deepEqual(problems(film), ['unknown-word: {{nobody}}']);
    assert.deepEqual(problems('@let a = {{b}}\n@let b = {{a}}\n@let c = sea\n\n### One\nA {{a}}.\n'), ['circular-word: a', 'circular-word: b', 'unused-word: c']);
  });

  test('a change of the words alone makes the check anew', () => {
    const checker = createChecker('hailuo');
    const codes = (words: string) => checker.check(`@let a = ${words}\n### One\n{{a}}\n`, options).map(({ code }) => code);
    assert.deepEqual(codes('sea'), []);
    assert.deepEqual(codes('sea '.repeat(600)), ['prompt-too-long']);
  });

  test('a shot is found again by what was sent, by what is written, and is another one when its words changed', () => {
    assert.equal(findShot(film, 'hailuo', { prompt: read.shots[0]!.filled, line: 5 })?.match, 'same');
    assert.equal(findShot(film, 'hailuo', { prompt: read.shots[0]!.prompt, line: 5 })?.match, 'same');
    const changed = film.replace('red jacket', 'blue jacket');
    assert.equal(findShot(changed, 'hailuo', { prompt: read.shots[0]!.filled, line: 5 })?.match, 'changed');
  });

  test('a name is found in its scope: a shot that sets it has its own', () => {
    const at = film.indexOf('hero');
    const words = placesOf(read, placeAt(read, at)!).map(({ start }) => start).sort((a, b) => a - b);
    assert.deepEqual(words, [at, film.indexOf('{{hero}}') + 2]);
    const own = film.indexOf('hero', film.indexOf('### Noon'));
    assert.deepEqual(placesOf(read, placeAt(read, own)!).map(({ start }) => start).sort((a, b) => a - b), [own, film.indexOf('{{ hero }}') + 3]);
  });

  test('a text that doubles itself is not put in for ever', () => {
    const words = new Map(Array.from({ length: 30 }, (_, index) => [`a${String(index)}`, `{{a${String(index + 1)}}} {{a${String(index + 1)}}} and more words`] as const));
    assert.ok(fill('{{a0}}', words).length < 400_000);
    assert.ok(isCircular('x', new Map([['x', '{{y}}'], ['y', '{{x}}']])));
  });

  test('names that lead through thousands of others, in a line or in a ring, exhaust nothing, and each that cannot be filled in is told', () => {
    const count = 4000;
    const lines = (last: string): string => Array.from({ length: count }, (_, at) => `@let a${String(at)} = {{a${String(at + 1)}}}\n`).join('').replace(`{{a${String(count)}}}`, last);
    for (const last of ['fox', '{{a0}}']) {
      const text = `${lines(last)}### One\n[Push in] {{a0}}\n`;
      const found = createChecker('hailuo').check(text, options).filter(({ code }) => code === 'circular-word');
      assert.ok(found.length > count - 300, String(found.length));
      assert.ok(readDocument(text, 'hailuo').shots[0]?.filled.includes('{{'));
    }
  });

  test('names within names are filled in as deep as anybody writes them', () => {
    const words = new Map(Array.from({ length: 60 }, (_, at): [string, string] => [`a${String(at)}`, at === 59 ? 'fox' : `{{a${String(at + 1)}}}`]));
    assert.equal(fill('A {{a0}}.', words), 'A fox.');
    assert.equal(isCircular('a0', words), false);
  });

  test('what only leads to a circle is in none', () => {
    const words = new Map([['a', '{{b}}'], ['b', '{{c}} x'], ['c', '{{b}}'], ['d', '{{e}}'], ['e', '{{e}}']]);
    assert.deepEqual([...words.keys()].filter((name) => isCircular(name, words)), ['b', 'c', 'e']);
  });

  test('a text without braces is itself', () => {
    assert.equal(fill('[Push in] {x} }} {{', new Map([['x', 'y']])), '[Push in] {x} }} {{');
    assert.deepEqual(usesIn('{{a b}} {{1}} {{ok}}').map(({ name }) => name), ['ok']);
  });
});

describe('a shot in its film', () => {
  test('says whether it continues, is left out, and which take is chosen', () => {
    assert.deepEqual(readDocument(film, 'hailuo').shots.map(filmSettingsOf), [{}, { continue: true }, { skip: true, take: 'takes/night.mp4' }]);
  });

  test('cannot continue when nothing stands before it, or when it has a first frame', () => {
    assert.deepEqual(problems('### One\n@continue\nA door.\n'), ['continue-first: @continue']);
    assert.deepEqual(problems('### One\n@skip\nA door.\n### Two\n@continue\nRain.\n'), ['continue-first: @continue']);
    assert.deepEqual(problems('### One\nA door.\n### Two\n@continue\n@firstFrame = https://a.example/x.png\nRain.\n'), ['continue-and-frame: @continue']);
  });

  test('a chosen take that is gone is a problem', () => {
    assert.deepEqual(problems('### One\n@take = a.mp4\nA door.\n', { take: () => 'missing' }), ['take-missing: a.mp4']);
    assert.deepEqual(problems('### One\n@take = https://example.com/a.mp4\nA door.\n', { take: () => 'elsewhere' }), ['take-missing: https://example.com/a.mp4']);
    assert.deepEqual(problems('### One\n@take = a.mp4\nA door.\n', { take: () => 'there' }), []);
    assert.deepEqual(problems('### One\n@take = videos/雨 1.MP4\nA door.\n'), []);
  });

  test('a chosen take that is no video is a problem, whether there is such a file or not', () => {
    for (const found of ['there', 'missing', undefined] as const) {
      assert.deepEqual(problems('### One\n@take = videos/a-last-frame.png\nA door.\n', { take: () => found }), ['take-missing: videos/a-last-frame.png']);
    }
  });

  test('is made with none of it: no gateway hears of the film', () => {
    const read = readDocument(film, 'hailuo');
    assert.deepEqual(read.shots.map((shot) => settingsOf(shot)), [{ resolution: '768p' }, { resolution: '768p' }, { resolution: '768p' }]);
  });
});
