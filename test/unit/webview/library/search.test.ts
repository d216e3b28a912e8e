import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LibrarySearch, TakeRow } from '../../../../src/views/library/protocol.ts';
import { librarySearch } from '../../../../src/views/library/protocol.ts';
import { searchTakes } from '../../../../src/webview/library/search.ts';

const now = new Date(2026, 10, 21, 15).getTime();
const row = (file: string, more: Partial<TakeRow>): TakeRow => ({ file: `/v/${file}`, uri: `file:///v/${file}`, title: file, prompt: '', moves: [], time: now, words: '6 s · 768p', favourite: false, damaged: false, ...more });
const rows = [
  row('cat.mp4', { prompt: 'A cat in the rain. [Push in] Closer.', moves: ['push-in'], gateway: 'apimart', words: '6 s · 768p · APIMart', favourite: true }),
  row('gull.mp4', { prompt: '一只海鸥 [左摇] 海边', moves: ['pan-left'], gateway: 'toapis', time: new Date(2026, 10, 15, 9).getTime() }),
  row('old-cat.mp4', { prompt: 'The cat sleeps.', gateway: 'animatic', time: new Date(2025, 2, 1).getTime() }),
];
const found = (search: Partial<LibrarySearch>): string[] => searchTakes(rows, { ...librarySearch.parse({}), ...search }, now).map(({ title }) => title);

describe('the search for takes', () => {
  it('finds all without a word', () => {
    assert.equal(found({}).length, 3);
  });

  it('wants every word, wherever it stands: prompt, file, gateway, day', () => {
    assert.deepEqual(found({ words: 'CAT rain' }), ['cat.mp4']);
    assert.deepEqual(found({ words: 'old-cat' }), ['old-cat.mp4']);
    assert.deepEqual(found({ words: 'apimart' }), ['cat.mp4']);
    assert.deepEqual(found({ words: '2025-03-01' }), ['old-cat.mp4']);
    assert.deepEqual(found({ words: '海鸥' }), ['gull.mp4']);
    assert.deepEqual(found({ words: 'cat dog' }), []);
  });

  it('finds a take by the name on its card', () => {
    const named = [row('2026-11-21-a-box.mp4', { title: 'Pack shot · take 2', prompt: 'A box on a table.' }), row('2026-11-21-a-cup.mp4', { title: '开场 · 视频 2' })];
    const titles = (words: string): string[] => searchTakes(named, { ...librarySearch.parse({}), words }, now).map(({ title }) => title);
    assert.deepEqual(titles('pack'), ['Pack shot · take 2']);
    assert.deepEqual(titles('table take 2'), ['Pack shot · take 2']);
    assert.deepEqual(titles('开场'), ['开场 · 视频 2']);
  });

  it('finds a directive by what it does, in either language', () => {
    assert.deepEqual(found({ words: '[Pan left]' }), ['gull.mp4']);
    assert.deepEqual(found({ words: '[推进] cat' }), ['cat.mp4']);
    assert.deepEqual(found({ directive: 'push-in' }), ['cat.mp4']);
  });

  it('narrows by gateway, favourites and days', () => {
    assert.deepEqual(found({ gateway: 'toapis' }), ['gull.mp4']);
    assert.deepEqual(found({ favourites: true }), ['cat.mp4']);
    assert.deepEqual(found({ since: 'today' }), ['cat.mp4']);
    assert.deepEqual(found({ since: 'week' }), ['cat.mp4', 'gull.mp4']);
    assert.deepEqual(found({ since: 'year' }), ['cat.mp4', 'gull.mp4']);
  });
});
