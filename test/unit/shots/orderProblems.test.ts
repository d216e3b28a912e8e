import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckOptions } from '../../../src/shots/checkOptions.ts';
import type { OrderedShot } from '../../../src/shots/orderProblems.ts';
import { createOrderChecker, fixOrdered, orderProblems } from '../../../src/shots/orderProblems.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';

const options: CheckOptions = { settings: defaultSettings, gateway: 'apimart', gateways: ['animatic', 'apimart', 'toapis'], languageFor: () => undefined };
const file = ['@resolution = 1080p', '', '### Gulls', '@duration = eight', '[Push in] Gulls over the pier', '', '### Boat', '[Psuh in] A boat leaves', ''].join('\n');
const ordered = (prompt: string, line: number, text = file): OrderedShot => ({ prompt, seconds: 6, written: { text, kind: 'hailuo', line } });
const shared = createOrderChecker();
/** Asked alone, and by the checker that all shots here share: both say the same. */
const codes = (shot: OrderedShot): readonly string[] => {
  const alone = orderProblems(shot, options);
  assert.deepEqual(shared(shot, options), alone);
  return alone.map(({ code, severity }) => `${severity} ${code}`);
};

describe('the problems of an ordered shot', () => {
  it('are those of its own lines and of the whole file’s settings, not those of other shots', () => {
    assert.deepEqual(codes(ordered('[Push in] Gulls over the pier', 4)), ['error setting-value']);
    assert.deepEqual(codes(ordered('[Psuh in] A boat leaves', 7)), ['warning unknown-directive']);
    const text = `@duration = 7\n\n${file.replace('eight', '6')}`;
    assert.deepEqual(codes(ordered('[Psuh in] A boat leaves', 9, text)), ['error setting-value', 'warning unknown-directive']);
  });

  it('leave out the line of a setting that the caller says himself', () => {
    const text = '### A\n@gateway = apimrt\n[Push in] A cat\n';
    assert.deepEqual(codes(ordered('[Push in] A cat', 2, text)), ['error setting-value']);
    assert.deepEqual(codes({ ...ordered('[Push in] A cat', 2, text), named: new Set(['gateway']) }), []);
  });

  it('judge words that the document does not say by themselves, and its setting lines all the same', () => {
    assert.deepEqual(codes(ordered('[Orbit] Gulls over the pier at dusk', 4)), ['error setting-value', 'warning unknown-directive']);
    assert.deepEqual(codes({ prompt: '[Orbit] A cat', seconds: 6 }), ['warning unknown-directive']);
  });

  it('count a bracket of prose that no gateway knows, but no link, footnote or box to tick', () => {
    const prose = (prompt: string): readonly string[] => codes({ prompt, seconds: 6, written: { text: prompt, kind: 'prose', line: 0 } });
    assert.deepEqual(prose('[Orbit] A cat'), ['warning unknown-directive']);
    for (const markup of ['A [cat](cat.md) runs', '[x] A cat', 'A cat[^1]', 'A cat[1] and [2]', 'A [cat][1] sits']) assert.deepEqual(prose(markup), [], markup);
  });

  it('count a setting that is sent as words: in prose, and in words that stand nowhere', () => {
    const text = '@duration = 10\n[Push in] A fox crosses the frozen river.';
    assert.deepEqual(codes({ prompt: text, seconds: 6, written: { text, kind: 'prose', line: 0 } }), ['warning setting-in-prompt']);
    assert.deepEqual(codes({ prompt: text, seconds: 6 }), ['warning setting-in-prompt']);
    assert.deepEqual(codes({ prompt: '[Push in] Mia, @mia_paints, waves.', seconds: 6 }), []);
  });

  it('name the fix that is done when they are fixed, in the document or in the words alone', () => {
    const boat = ordered('[Psuh in] A boat leaves', 7);
    assert.match(orderProblems(boat, options)[0]?.fix?.title ?? '', /Push in/u);
    const fixed = fixOrdered(boat, options);
    assert.equal(fixed.prompt, '[Push in] A boat leaves');
    assert.equal(fixed.text, file.replace('Psuh', 'Push'));
    assert.deepEqual(fixOrdered({ prompt: '[Psuh in] A boat', seconds: 6 }, options), { prompt: '[Push in] A boat' });
  });

  it('count a line that is nearly a title, and fix it where the rest of the prompt is ordered as before', () => {
    const prompt = '# My film\n\n## Shot 1\n[Push in] A fox crosses the snow.\n\n## Shot 2\n[Pan left] Snow falls.';
    assert.deepEqual(codes(ordered(prompt, 0, prompt)), Array(3).fill('warning title-in-prompt'));
    assert.equal(fixOrdered(ordered(prompt, 0, prompt), options).prompt, '[Push in] A fox crosses the snow.\n\n## Shot 2\n[Pan left] Snow falls.');
    const tagged = '[Push in] A fox crosses the snow.\n#fox #snow';
    assert.deepEqual(codes(ordered(tagged, 0, tagged)), []);
  });

  it('have no fix that leaves another shot in the place of the ordered one', () => {
    const text = '# My film\n\n### Gulls\n[Push in] Gulls over the pier.\n';
    assert.deepEqual(codes(ordered('# My film', 0, text)), ['warning title-in-prompt']);
    assert.deepEqual(fixOrdered(ordered('# My film', 0, text), options), { prompt: '# My film' });
  });

  it('take nothing away that somebody wrote: a directive in an unknown setting is kept, or the shot stays as it is', () => {
    const fixedPrompt = (text: string, prompt: string, line: number) => fixOrdered(ordered(prompt, line, text), options);
    assert.equal(fixedPrompt('@camera = [Push in]\nA fox', 'A fox', 1).prompt, '[Push in]\nA fox');
    assert.equal(fixedPrompt('### A\nA fox\n@camera = [Orbit]\n', 'A fox', 1).prompt, 'A fox\n[Truck left, Pan right]');
    for (const name of ['seed = 42', 'model = Hailuo']) {
      const text = `@${name}\nA fox`;
      assert.deepEqual(codes(ordered('A fox', 1, text)), ['warning unknown-setting']);
      assert.deepEqual(fixedPrompt(text, 'A fox', 1), { prompt: 'A fox' });
    }
  });

  it('leave no part of one prompt out: a heading of a part goes, and one that is the scene, or parts it, stays', () => {
    const fixedPrompt = (text: string) => fixOrdered(ordered(readDocument(text, 'hailuo').shots[0]!.filled, 0, text), options).prompt;
    for (const [text, sent] of [
      ['[Push in] A fox crosses the ice.\n## Style\nAnime, soft light.', '[Push in] A fox crosses the ice.\nAnime, soft light.'],
      ['## Subject\nA fox on ice.\n\n## Camera\n[Push in] slowly.\n\n## Style\nAnime', 'A fox on ice.\n\n[Push in] slowly.\n\nAnime'],
      ['## **1. 主体描述：**\n狐狸走过雪地\n## 🎬 镜头 (Camera)\n[推进]很慢', '狐狸走过雪地\n[推进]很慢'],
      ['## Night fox\n[Push in] A fox crosses the ice.', '[Push in] A fox crosses the ice.'],
    ] as const) assert.equal(fixedPrompt(text), sent);
    for (const text of [
      '[Push in] A fox crosses the ice.\n## Part two\nA heron waits.', '## A fox crosses the frozen ice\n[Push in] slowly.', '[Push in] A fox.\n## A heron waits', '## Style: Anime\n[Push in] A fox crosses the ice.',
      '[Push in] A fox crosses the ice.\n## Negative\nblur, text\n## Style\nAnime', '## Things without a place here\nblur, text, watermarks and logos', '[推进]狐狸走过雪地\n## 负面提示词\n模糊',
    ]) assert.equal(fixedPrompt(text), text);
  });

  it('order no note, and nothing that should not be in the scene', () => {
    const fixedPrompt = (line: string) => fixOrdered(ordered('[推进]狐狸', 1, `@${line}\n[推进]狐狸`), options).prompt.replace(/\n?\[推进\]狐狸/u, '');
    for (const line of ['notes = call Bob about the budget', 'title = Night fox', 'client = Acme Corp', 'language = English', '标题 = 夜狐', '备注 = 周五给客户看', 'hero = a fox in red', 'reviewer = Bob', 'style = oil.png']) assert.equal(fixedPrompt(line), '', line);
    for (const [line, sent] of [['camera_movement = slow and low', 'slow and low'], ['镜头语言 = 缓慢、低角度', '缓慢、低角度'], ['提示词 = 雪夜', '雪夜'], ['anything = [Pan left] snow', '[Pan left] snow']] as const) assert.equal(fixedPrompt(line), sent);
    for (const [line, sent] of [
      ['负面提示词 = 不自然的手指、模糊', '不要出现不自然的手指、模糊'], ['反向提示词 = 没有细节，模糊', '不要出现没有细节，模糊'], ['负面 = 避免模糊', '避免模糊'], ['negative = blur, text', 'No blur, no text.'], ['negative = avoid blur', 'avoid blur'],
      ['negative = no details, blur', ''], ['negative = not sharp', ''], ['负面 = 无水印、无文字', ''],
    ] as const) assert.equal(fixedPrompt(line), sent, line);
  });

  it('are all gone after their fixes, one after the other', () => {
    const prompt = '[Psuh in] [Pan left, Pan right] A boat leaves the harbour at dawn, slowly and without a sound';
    const text = `### Boat\n@fastPretreatment = on\n@promptOptimizer = off\n${prompt}\n`;
    const fixed = fixOrdered(ordered(prompt, 3, text), options);
    assert.ok(orderProblems(ordered(prompt, 3, text), options).length >= 3);
    assert.deepEqual(codes(ordered(fixed.prompt, 3, fixed.text)), []);
  });

  it('count a line of the whole file whose words can’t be filled in, for the shots that these words get into alone', () => {
    const film = (lets: string, kind: 'hailuo' | 'prose' = 'hailuo') => {
      const script = `${lets}\n\n### Gulls\n[Push in] Gulls over the pier.\n\n### Courier\n[Push in] {{hero}} runs.\n`;
      const text = kind === 'prose' ? `Words.\n\n\`\`\`hailuo\n${script}\`\`\`\n` : script;
      return readDocument(text, kind).shots.map(({ filled, pieces }) => {
        const line = text.slice(0, pieces[0]?.start).split('\n').length - 1;
        return codes({ prompt: filled, seconds: 6, written: { text, kind, line } });
      });
    };
    for (const kind of ['hailuo', 'prose'] as const) {
      assert.deepEqual(film('@let hero = a courier in a {{coat}}', kind), [[], ['error unknown-word']]);
      assert.deepEqual(film('@let hero = {{who}}, tired\n@let who = a courier in a {{coat}}', kind), [[], ['error unknown-word']]);
      assert.deepEqual(film('@let hero = {{b}}\n@let b = {{hero}}', kind), [[], ['error circular-word', 'error circular-word']]);
    }
    assert.deepEqual(film('@let hero = a courier\n@let other = a {{coat}}'), [[], []]);
    assert.deepEqual(film('@let hero = a {{coat}}\n@let hero = a courier'), [[], []], 'the last line of a name rules');
  });

  it('leave out such a line where the shot’s own words fill it in, or stand in its place', () => {
    const own = (line: string) => {
      const text = `@let hero = a courier in a {{coat}}\n@let a = {{b}}\n@let b = {{a}}\n\n### One\n${line}\n[Push in] {{hero}} runs.\n`;
      return codes(ordered(readDocument(text, 'hailuo').shots[0]!.filled, 6, text));
    };
    assert.deepEqual(own('@let coat = red coat'), []);
    assert.deepEqual(own('@let hero = a cat'), []);
    assert.deepEqual(own('@let coat = {{a}}'), ['error circular-word', 'error circular-word']);
    assert.deepEqual(own('@let coat = {{a}}\n@let b = red'), []);
  });

  it('refuse braces that are left in words which differ from the document, but not those of prose', () => {
    const text = '@let hero = a courier in a {{coat}}\n\n### One\n[Push in] {{hero}} runs over the old bridge.\n';
    assert.deepEqual(codes(ordered('[Push in] a courier in a {{coat}} runs', 3, text)), ['error unknown-word']);
    assert.deepEqual(codes(ordered('Something {{else}} entirely', 3, text)), ['error unknown-word']);
    assert.deepEqual(codes({ prompt: '[Push in] A {{cat}}', seconds: 6, written: { text: '[Push in] A {{cat}}', kind: 'prose', line: 0 } }), []);
    assert.deepEqual(codes({ prompt: '[Push in] A {{cat}}', seconds: 6 }), []);
    assert.deepEqual(codes({ prompt: '[Push in] A {{cat}}', seconds: 6, hasNames: true }), ['error unknown-word'], 'a .hailuo text that can’t be read');
  });
});
