import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { copiedVideo, relinked, takeAsHtml, takeAsMarkdown } from '../../../src/takes/quote.ts';
import type { Take } from '../../../src/takes/take.ts';

const root = join('/work', 'film');
const file = join(root, 'my videos', 'a & b.mp4');
const take: Take = { file, favourite: false, shot: { prompt: 'A cat (small) [Push in] runs.', settings: defaultSettings } };

void test('a copied take links to its video from whatever folder it is pasted in', () => {
  for (const write of [takeAsMarkdown, takeAsHtml]) {
    const copied = write(take, root);
    assert.equal(copiedVideo(copied, root), file);
    for (const folder of [join(root, 'docs', 'days'), join(root, 'my videos'), root]) assert.equal(relinked(copied, file, folder), write(take, folder));
  }
});

void test('other texts are no copied takes', () => {
  for (const text of ['[a cat](cat.mp4)', 'a [▶ cat](cat.mp4)', '[▶ cat](https://example.com/cat.mp4)', '[▶ cat](%E0%A4%A.mp4)', '']) assert.equal(copiedVideo(text, root), undefined, text);
});

void test('a link leads back to its video whatever the name holds, and no bracket ends it in Markdown', () => {
  for (const name of ['take (1).mp4', 'a)b.mp4', '100%.mp4', 'a#b?.mp4', '%41.mp4', 'x:y.mp4', '镜头 1.mp4', 'e\u0301.mp4', '"it\'s".mp4', 'two\nlines.mp4']) {
    const odd = { ...take, file: join(root, name), shot: { ...take.shot, prompt: '' } };
    for (const write of [takeAsMarkdown, takeAsHtml]) assert.equal(copiedVideo(write(odd, root), root), odd.file, name);
    assert.match(takeAsMarkdown(odd, root), /^\[▶ [^\n]*\]\([^()\s]+\)\n$/u);
  }
});
