import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findShot } from '../../../src/shots/find.ts';
import { assertProperty } from '../../support/property.ts';

const film = `@duration = 6

### Street
// night
@resolution = 1080p
A cat walks through a rainy street. [Push in] Neon glows on wet asphalt.

### Roofs
The cat jumps from roof to roof, [Pan left] the moon follows.
`;
const street = 'A cat walks through a rainy street. [Push in] Neon glows on wet asphalt.';

describe('finding the shot that a take came from', () => {
  it('finds it where it was', () => {
    const found = findShot(film, 'hailuo', { prompt: street, line: 5 });
    assert.equal(found?.match, 'same');
    assert.equal(found.shot.title?.text, 'Street');
  });

  it('finds it where it moved, by its words', () => {
    const moved = `### New\nSomething else entirely.\n\n${film}`;
    const found = findShot(moved, 'hailuo', { prompt: street, line: 1 });
    assert.deepEqual([found?.match, found?.shot.title?.text], ['same', 'Street']);
  });

  it('of two alike takes the nearer', () => {
    const twice = `### One\nA cat.\n\n### Two\nA dog.\n\n### Three\nA cat.\n`;
    assert.equal(findShot(twice, 'hailuo', { prompt: 'A cat.', line: 6 })?.shot.title?.text, 'Three');
    assert.equal(findShot(twice, 'hailuo', { prompt: 'A cat.', line: 1 })?.shot.title?.text, 'One');
  });

  it('of two alike takes the one of its title, wherever the lines moved', () => {
    const swapped = `### Three\nA cat.\n\n### Two\nA dog.\n\n### One\nA cat.\n`;
    const titleAt = (text: string, line: number, title: string) => findShot(text, 'hailuo', { prompt: 'A cat.', line, title })?.shot.title?.text;
    assert.deepEqual([titleAt(swapped, 1, 'One'), titleAt(swapped, 7, 'Three')], ['One', 'Three']);
    assert.deepEqual([titleAt(`### New\nA bird.\n\n${swapped}`, 7, 'One'), titleAt(`### New\nA bird.\n\n${swapped}`, 1, 'Three')], ['One', 'Three']);
    assert.deepEqual([titleAt(swapped, 7, 'Renamed'), titleAt(swapped, 1, 'Two')], ['One', 'Three'], 'a title that tells nothing counts for nothing');
  });

  it('of many alike finds each by its title, in any order', () => {
    const order = fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 8 });
    assertProperty(fc.property(order, fc.nat(30), (titles, line) => {
      const text = titles.map((title) => `### Take ${String(title)}\nA cat.\n`).join('\n');
      for (const title of titles) assert.equal(findShot(text, 'hailuo', { prompt: 'A cat.', line, title: `Take ${String(title)}` })?.shot.title?.text, `Take ${String(title)}`);
    }));
  });

  it('says that its words changed', () => {
    const changed = film.replace('Neon glows on wet asphalt', 'A tram passes slowly');
    const found = findShot(changed, 'hailuo', { prompt: street, line: 5 });
    assert.deepEqual([found?.match, found?.shot.title?.text], ['changed', 'Street']);
  });

  it('follows a shot that was changed and moved', () => {
    const changed = `### Roofs\nThe cat jumps from roof to roof, [Pan left] the moon follows.\n\n### Street\n${street.replace('rainy', 'sunny')}\n`;
    assert.equal(findShot(changed, 'hailuo', { prompt: street, line: 1 })?.shot.title?.text, 'Street');
  });

  it('does not take another shot at the same line for it', () => {
    const gone = '### Other\n\n\n\n\nTwo robots play chess under water.\n';
    assert.equal(findShot(gone, 'hailuo', { prompt: street, line: 5 }), undefined);
  });

  it('says that words were added before, after or among its own', () => {
    for (const longer of [`${street} It stops.`, `Slowly, ${street}`, `${street}\nIt stops.`, `${street} // slow\nIt stops.`]) {
      const text = film.replace(street, longer);
      const found = findShot(text, 'hailuo', { prompt: street, line: 5 });
      assert.deepEqual([found?.match, found?.shot.title?.text], ['changed', 'Street']);
      assert.equal(text.slice(found?.shot.start, found?.shot.end).includes(longer), true, 'the whole shot');
    }
  });

  it('finds a short shot that went on for long, somewhere else', () => {
    const found = findShot(`### New\nA dog.\n\n### Cat\nA cat. Then comes a long story of all that it saw in the city by night.\n`, 'hailuo', { prompt: 'A cat.', line: 1 });
    assert.deepEqual([found?.match, found?.shot.title?.text], ['changed', 'Cat']);
  });

  it('counts a shot that was commented out as gone', () => {
    const commented = film.replace(street, `// ${street}\nTwo robots play chess under water.`);
    assert.equal(findShot(commented, 'hailuo', { prompt: street, line: 5 }), undefined);
  });

  it('finds a selection inside a paragraph of prose, with any line ends', () => {
    const prose = `# Notes\r\n\r\nFirst idea: ${street}\r\nSecond line\r\n`;
    const found = findShot(prose, 'prose', { prompt: street, line: 2 });
    assert.equal(found?.match, 'same');
    assert.equal(prose.slice(found.shot.start, found.shot.end), street);
  });

  it('finds Chinese prompts that changed a little', () => {
    const found = findShot('### 街\n一只猫走过下雪的街道。[推进] 霓虹灯亮着。\n', 'hailuo', { prompt: '一只猫走过下雨的街道。[推进] 霓虹灯亮着。', line: 9 });
    assert.equal(found?.match, 'changed');
  });

  it('answers any text', () => {
    assertProperty(fc.property(fc.string(), fc.string(), fc.nat(50), fc.constantFrom('hailuo' as const, 'prose' as const), (text, prompt, line, kind) => {
      const found = findShot(text, kind, { prompt, line });
      assert.ok(found === undefined || found.shot.end <= text.length);
    }));
  });
});
