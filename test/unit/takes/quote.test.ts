import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import { takeAsHtml, takeAsMarkdown, takeAsVideoTag, takeTitle } from '../../../src/takes/quote.ts';

const take: Take = { file: '/film/videos/a cat.mp4', gateway: 'apimart', favourite: false, shot: { prompt: 'A <cat> & [Push in] "dog"\n[1] runs', settings: defaultSettings } };

describe('a take on the clipboard', () => {
  it('is named by its words, or its file when they are lost', () => {
    assert.equal(takeTitle(take), 'A <cat> & "dog" [1] runs');
    assert.equal(takeTitle({ ...take, shot: { ...take.shot, prompt: '' } }), 'a cat.mp4');
  });

  it('is a link over its prompt in Markdown', () => {
    assert.equal(takeAsMarkdown(take, '/film'), '[▶ A <cat> & "dog" \\[1\\] runs](videos/a%20cat.mp4)\n\n> A <cat> & [Push in] "dog"\n> [1] runs\n>\n> *6 s · 768p · APIMart*\n');
  });

  it('is a player in HTML, with nothing that could be taken for a tag', () => {
    assert.equal(takeAsVideoTag(take, '/film/notes'), '<video src="../videos/a%20cat.mp4" controls loop muted playsinline title="A &lt;cat&gt; &amp; &quot;dog&quot; [1] runs"></video>');
    assert.match(takeAsHtml(take, '/film'), /<blockquote>A &lt;cat&gt; &amp; \[Push in\] &quot;dog&quot;<br>\n\[1\] runs<\/blockquote>/u);
  });
});
