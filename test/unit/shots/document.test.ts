import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { partsInDocument, settingsOf, shotAt, toDocument, toPrompt } from '../../../src/shots/document.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { promptText } from '../../support/promptText.ts';
import { assertProperty } from '../../support/property.ts';

const sample = [
  '// Breakfast film', '@resolution = 768p', '@gateway = toapis', '', '### The kitchen', '@duration = 10s', '@promptOptimizer = off',
  '[Push in] A cat // the ginger one', '// no dog', 'looks up at https://example.com/x', '', 'and leaves.', '', '### Empty', '', '###标题', '[推进]一只猫',
].join('\n');

describe('readDocument of a .hailuo text', () => {
  const document = readDocument(sample, 'hailuo');

  it('starts a shot at every title', () => {
    assert.deepEqual(document.shots.map((shot) => shot.title?.text), ['The kitchen', 'Empty', '标题']);
  });

  it('takes the prompt as written, without comments, settings and the white space around', () => {
    assert.deepEqual(document.shots.map((shot) => shot.prompt), ['[Push in] A cat\nlooks up at https://example.com/x\n\nand leaves.', '', '[推进]一只猫']);
  });

  it('lays a shot’s own settings over the defaults above the first title', () => {
    assert.deepEqual(settingsOf(document.shots[0]!), { resolution: '768p', gateway: 'toapis', duration: 10, promptOptimizer: false });
    assert.deepEqual(settingsOf(document.shots[1]!), { resolution: '768p', gateway: 'toapis' });
  });

  it('takes the first frame of all from a shot that says `none`, the last line ruling, and keeps a file of that name', () => {
    const frames = (...own: string[]): unknown => settingsOf(readDocument(`@firstFrame = ./all.png\n### A\n${own.join('\n')}\ncat`, 'hailuo').shots[0]!);
    assert.deepEqual(frames(), { firstFrame: './all.png' });
    assert.deepEqual(frames('@firstFrame = None'), {});
    assert.deepEqual(frames('@首帧 = 无'), {});
    assert.deepEqual(frames('@firstFrame = none', '@firstFrame = ./own.png'), { firstFrame: './own.png' });
    assert.deepEqual(frames('@firstFrame = ./own.png', '@firstFrame = none', '@duration = 10'), { duration: 10 });
    assert.deepEqual(frames('@firstFrame = ./none'), { firstFrame: './none' });
    assert.deepEqual(frames('@firstFrame ='), { firstFrame: './all.png' });
  });

  it('makes text above the first title a shot of its own, and settings alone none', () => {
    const [first, second] = readDocument('@duration = 10\nA dog\n### Cat\nA cat', 'hailuo').shots;
    assert.deepEqual([first?.prompt, first?.title, second?.prompt], ['A dog', undefined, 'A cat']);
    assert.deepEqual(readDocument('@duration = 10\n// nothing\n', 'hailuo').shots, []);
  });

  it('reads a bare name as a switch, full-width signs, and leaves @mentions in the prompt', () => {
    const document = readDocument('### A\n@watermark\n@takes＝3\n@first-frame = ./a b.png // mine\n@fastPretreatment = 开\n@alice waves\n@nonsense = 1', 'hailuo');
    const shot = document.shots[0]!;
    assert.deepEqual(settingsOf(shot), { watermark: true, takes: 3, firstFrame: './a b.png', fastPretreatment: true });
    assert.equal(shot.prompt, '@alice waves');
    assert.deepEqual(shot.settings.map((line) => line.setting), ['watermark', 'takes', 'firstFrame', 'fastPretreatment', undefined]);
  });

  it('ignores values that the setting does not take', () => {
    for (const line of ['@duration = 7', '@resolution = 4k', '@takes = 0', '@takes = 10', '@watermark = maybe', '@watermark =', '@firstFrame =', '@']) {
      const document = readDocument(`### A\n${line}\ncat`, 'hailuo');
      assert.deepEqual(settingsOf(document.shots[0]!), {}, line);
      assert.equal(document.shots[0]!.settings.length, 1);
    }
  });

  it('reads an escape out of a prompt in prose', () => {
    const text = 'A cat runs[[Truck left, Orbit]\\.';
    for (const { pieces, prompt } of readDocument(text, 'prose').shots) {
      assert.equal(pieces.map(({ start, end }) => text.slice(start, end)).join(''), prompt);
    }
  });

  it('is total, keeps offsets and loses no character on any text', () => {
    assertProperty(fc.property(promptText, fc.constantFrom('hailuo' as const, 'prose' as const), (text, kind) => {
      let done = 0;
      for (const shot of readDocument(text, kind).shots) {
        assert.ok(shot.start >= done && shot.end >= shot.start && shot.end <= text.length);
        done = shot.end;
        // Lines are parted by a line feed, what stands around an escape by nothing.
        const written = shot.pieces.map(({ at, start, end }, index) => (index > 0 && at > shot.pieces[index - 1]!.at + shot.pieces[index - 1]!.end - shot.pieces[index - 1]!.start ? '\n' : '') + text.slice(start, end));
        assert.equal(written.join(''), shot.prompt);
        for (const { name, value, ...line } of shot.settings) {
          assert.equal(text[name.start], '@');
          assert.equal(text.slice(name.start + 1, name.end), name.text);
          if (value) assert.equal(text.slice(value.start, value.end), value.text);
          assert.ok(line.start <= name.start && (value?.end ?? name.end) <= line.end);
        }
        for (let at = 0; at <= shot.prompt.length && shot.prompt !== ''; at++) {
          const there = toDocument(shot, at)!;
          if (at < shot.prompt.length && shot.prompt[at] !== '\n') assert.equal(text[there], shot.prompt[at]);
          assert.equal(toPrompt(shot, there), at);
        }
      }
    }));
  });

  it('gives the same prompt whatever the line break', () => {
    const prompts = (text: string) => readDocument(text, 'hailuo').shots.map((shot) => shot.prompt);
    assert.deepEqual(prompts(sample.replaceAll('\n', '\r\n')), prompts(sample));
  });

  it('finds the shot at an offset', () => {
    assert.equal(shotAt(document, sample.indexOf('leaves'))?.title?.text, 'The kitchen');
    assert.equal(shotAt(document, sample.length)?.title?.text, '标题');
    assert.equal(shotAt(document, 0), undefined);
  });
});

describe('a part of a prompt', () => {
  it('stands in the document line by line, its marks apart', () => {
    const parts = (text: string, kind: 'hailuo' | 'prose', words: string) => {
      const [shot] = readDocument(text, kind).shots;
      const start = shot?.prompt.indexOf(words) ?? -1;
      return shot && partsInDocument(shot, { start, end: start + words.length }).map((part) => text.slice(part.start, part.end));
    };
    assert.deepEqual(parts('### A\nSlowly [Push // now\n// and\n  in] the gate', 'hailuo', 'Push\n  in'), ['Push', '  in']);
    assert.deepEqual(parts('> [Push\n> in] A gate\n> opens.\n', 'prose', 'Push\nin'), ['Push', 'in']);
    assert.deepEqual(parts('### A\n[Push in] A gate', 'hailuo', 'Push in'), ['Push in']);
  });

  it('is all there in its parts, and each is within a line', () => {
    assertProperty(fc.property(promptText, fc.constantFrom<['hailuo', 'prose']>('hailuo', 'prose'), fc.nat(), fc.nat(), (text, kind, a, b) => {
      for (const shot of readDocument(text, kind).shots) {
        const [start, end] = [a % (shot.prompt.length + 1), b % (shot.prompt.length + 1)].sort((one, other) => one - other) as [number, number];
        const parts = partsInDocument(shot, { start, end }).map((part) => text.slice(part.start, part.end));
        assert.equal(parts.join(''), shot.prompt.slice(start, end).replaceAll('\n', ''));
        assert.ok(parts.every((part) => part !== '' && !/[\r\n]/u.test(part)));
      }
    }));
  });
});

describe('readDocument of Markdown and plain text', () => {
  it('takes no fenced code for a shot, nor words in brackets that are no directive by themselves', () => {
    const text = '- [Fixed] crash\n\n[STATIC] log\n\n```ts\n[Push in] A cat\n\n[Pan left] B\n```\n[Zoom in] A dog\n';
    assert.deepEqual(readDocument(text, 'prose').shots.map(({ prompt, start }) => [prompt, start]), [['[Zoom in] A dog', text.indexOf('[Zoom')]]);
  });

  it('takes every paragraph with a directive for a shot', () => {
    const text = '# Notes\n\nSee [1] and [link](url).\n\n[Push in] A cat\nruns.\n\nProse.\n';
    assert.deepEqual(readDocument(text, 'prose').shots.map((shot) => [shot.prompt, text.slice(shot.start, shot.end)]), [['[Push in] A cat\nruns.', '[Push in] A cat\nruns.']]);
  });
});
