import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { madeFrom } from '../../../src/takes/madeFrom.ts';

const text = '### Ferry\n[Push in] A ferry in fog.\n\n### Pier\n[Pan left] A fisherman mends a net on the old pier.\n';
const made = (prompt: string, uri: string, line = 1) => ({ shot: { prompt, settings: defaultSettings }, source: { uri, line } });

function found(all: readonly ReturnType<typeof made>[], gone: readonly string[], uri = 'file:///w/new.hailuo') {
  const asked: string[] = [];
  const byShot = madeFrom({ text, document: readDocument(text, 'hailuo'), uri }, all, (source) => asked.push(source) > 0 && gone.includes(source));
  return { takes: [...byShot].map(([shot, of]) => [shot.title?.text, of.map(({ made: { shot: { prompt } }, upToDate }) => [prompt, upToDate])]), asked };
}

describe('what was made from the shots of a document', () => {
  const ferry = '[Push in] A ferry in fog.';
  const oldPier = '[Pan left] A fisherman mends a torn net on the old pier.';

  test('is what names it, up to date or not', () => {
    assert.deepEqual(found([made(ferry, 'file:///w/new.hailuo'), made(oldPier, 'file:///w/new.hailuo', 4)], []).takes, [['Ferry', [[ferry, true]]], ['Pier', [[oldPier, false]]]]);
  });

  test('is all that names a file which is gone and had one of its shots, those that changed since too', () => {
    const all = [made(oldPier, 'file:///w/old.hailuo', 4), made(ferry, 'file:///w/old.hailuo')];
    const { takes, asked } = found(all, ['file:///w/old.hailuo']);
    assert.deepEqual(takes, [['Pier', [[oldPier, false]]], ['Ferry', [[ferry, true]]]]);
    assert.deepEqual(asked, ['file:///w/old.hailuo'], 'asked once for an address');
  });

  test('is nothing of a file that is there, or that had none of its shots', () => {
    assert.deepEqual(found([made(ferry, 'file:///w/other.hailuo')], []).takes, []);
    assert.deepEqual(found([made(oldPier, 'file:///w/old.hailuo')], ['file:///w/old.hailuo']).takes, []);
  });

  test('is only what stands word for word of a document that never was a file', () => {
    const all = [made(ferry, 'untitled:Untitled-1'), made(oldPier, 'untitled:Untitled-1', 4)];
    assert.deepEqual(found(all, ['untitled:Untitled-1']).takes, [['Ferry', [[ferry, true]]]]);
  });

  test('stays with its shot among shots of the same words when they change places or lines come above them', () => {
    const shot = (title: string) => `### ${title}\nA ferry.\n\n`;
    const all = [['One', 1], ['Two', 4]].map(([title, line]) => ({ shot: { prompt: 'A ferry.', settings: defaultSettings }, source: { uri: 'file:///w/new.hailuo', line: Number(line), title: String(title) } }));
    for (const now of [shot('One') + shot('Two'), shot('Two') + shot('One'), `${shot('Pier')}${shot('One')}${shot('Two')}`, `// a\n// b\n// c\n${shot('One')}${shot('Two')}`]) {
      const byShot = madeFrom({ text: now, document: readDocument(now, 'hailuo'), uri: 'file:///w/new.hailuo' }, all, () => false);
      assert.deepEqual([...byShot].map(([{ title }, of]) => [title?.text, of.map(({ made: { source } }) => source.title)]), [['One', ['One']], ['Two', ['Two']]], now);
    }
  });
});
