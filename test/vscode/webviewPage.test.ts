import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { webviewHtml } from '../../src/host/webview.ts';

describe('the document of a page', () => {
  const webview = { cspSource: 'https://assets.example', asWebviewUri: (uri: vscode.Uri) => vscode.Uri.parse(`https://assets.example${uri.path}`) };
  const place = vscode.Uri.file('/extension');

  it('that has something to show while it waits shows it before any script or style, disarmed', () => {
    const html = webviewHtml(webview, place, { name: 'composer', title: 'Composer', waiting: { heading: 'Prompt', text: '<img src=x onerror=alert(1)> [Push in]\nit rains' } });
    assert.ok(html.includes('<p>&lt;img src=x onerror=alert(1)&gt; [Push in]\nit rains</p>'));
    assert.ok(!html.includes('<link rel="stylesheet"') && !html.includes('composer.js"></script>'), 'VS Code would wait for these before it shows the page');
    const nonce = /<style nonce="([\w-]+)">/u.exec(html)?.[1];
    assert.ok(nonce !== undefined);
    assert.equal(html.split(`nonce-${nonce}&#39;`).length, 3, 'the policy takes it for scripts and for styles');
    for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/gu)) assert.ok(tag.includes(`nonce="${nonce}"`), tag);
  });

  it('that waits for its script with a video fetches that one first, whatever its name is', () => {
    const video = 'https://assets.example/film/</script><img src=x>.mp4';
    const html = webviewHtml(webview, place, { name: 'take', title: 'Take', waiting: { video } });
    assert.equal(html.split('</script>').length, 3, 'one script that fetches it, one that starts the page');
    assert.ok(html.includes('fetch(uri)') && html.indexOf('fetch(uri)') < html.indexOf('take.js"', html.indexOf('<body')));
    assert.ok(!html.includes('<link rel="stylesheet"'));
    const [, nonce] = /<style nonce="([\w-]+)">/u.exec(html) ?? [];
    for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/gu)) assert.ok(tag.includes(`nonce="${nonce ?? ''}"`), tag);
  });

  it('that has the first picture of its video shows it with the document, and allows it for that alone', () => {
    const policyOf = (html: string): string => /Security-Policy" content="([^"]*)"/u.exec(html)?.[1] ?? '';
    const video = 'https://assets.example/film/cat.mp4';
    const html = webviewHtml(webview, place, { name: 'take', title: 'Take', waiting: { video, picture: Uint8Array.of(1, 2, 3, 250) } });
    assert.ok(html.includes(' src="data:video/mp4;base64,AQID+g=="></video>'));
    assert.ok(html.includes('fetch(uri)'), 'the video itself is fetched meanwhile');
    assert.match(policyOf(html), /media-src https:\/\/assets\.example blob: data:;/u);
    assert.match(policyOf(webviewHtml(webview, place, { name: 'take', title: 'Take', waiting: { video } })), /media-src https:\/\/assets\.example blob:;/u);
  });

  it('that has not names its script and styles at once', () => {
    const html = webviewHtml(webview, place, { name: 'take', title: 'Take' });
    assert.ok(html.includes('href="https://assets.example/extension/dist/webview/take.css"') && html.includes('src="https://assets.example/extension/dist/webview/take.js"'));
    assert.ok(!html.includes('id="waiting"'));
  });
});
