import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type * as dropsModule from '../../../src/webview/composer/drops.ts';
import { openPage } from './webPage.ts';

/** What the page's script finds as globals. */
declare const subject: typeof dropsModule;
declare const seen: string[];

/** What lies on a clipboard or is carried by a mouse: files by name and type, and words by type. */
interface Carried {
  readonly files?: readonly (readonly [name: string, type: string])[];
  readonly words?: Readonly<Record<string, string>>;
}

describe('what is dropped on the composer or pasted into it', () => {
  let browser: Awaited<ReturnType<typeof openPage>>;
  before(async () => {
    browser = await openPage('src/webview/composer/drops.ts');
    await browser.page.evaluate(() => {
      Object.assign(globalThis, { seen: [] });
      subject.watchDrops(document.body, {
        image: (blob, name) => { void blob.arrayBuffer().then(({ byteLength }) => seen.push(`image ${name}, ${blob.type}, ${String(byteLength)}`)); },
        video: (blob) => { seen.push(`video ${blob.type}`); },
        wish: (wish) => { seen.push(`${wish.kind} ${'uri' in wish ? wish.uri : 'url' in wish ? wish.url : ''}`); },
        say: (message) => { if (message !== '') seen.push(message); },
        inviting: () => undefined,
      });
    });
  });
  after(() => browser.close());

  /** Whether it was taken, and what came of it once so many things did. */
  async function brought(way: 'drop' | 'paste', { files = [], words = {} }: Carried, count: number): Promise<{ readonly taken: boolean; readonly seen: readonly string[] }> {
    const taken = await browser.page.evaluate(({ way, files, words }) => {
      seen.length = 0;
      const data = new DataTransfer();
      for (const [name, type] of files) data.items.add(new File(['12345'], name, { type }));
      for (const [type, text] of Object.entries(words)) data.setData(type, text);
      const options = { bubbles: true, cancelable: true };
      const event = way === 'drop' ? new DragEvent('drop', { ...options, dataTransfer: data }) : new ClipboardEvent('paste', { ...options, clipboardData: data });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    }, { way, files, words });
    await browser.page.waitForFunction((wanted) => seen.length >= wanted, count);
    return { taken, seen: await browser.page.evaluate(() => seen) };
  }
  const first = 'A shot starts with one image: the first of them is used.';
  const pixel = 'iVBORw0KGgo=';

  for (const [name, way, carried, expected] of [
    ['a picture from the file manager', 'drop', { files: [['IMG 1.JPG', 'image/jpeg']] }, ['image IMG 1.JPG, image/jpeg, 5']],
    ['several: the first picture, and a word', 'drop', { files: [['a.txt', 'text/plain'], ['b.png', 'image/png'], ['c.png', 'image/png']] }, [first, 'image b.png, image/png, 5']],
    ['a picture beside a text file', 'drop', { files: [['a.txt', 'text/plain'], ['b.png', 'image/png']] }, ['image b.png, image/png, 5']],
    ['a file that is none, to be told so', 'drop', { files: [['a.zip', 'application/zip']] }, ['image a.zip, application/zip, 5']],
    ['a video of whatever kind', 'drop', { files: [['a.mov', 'video/quicktime']] }, ['video video/quicktime']],
    ['files of the explorer', 'drop', { words: { 'application/vnd.code.uri-list': 'file:///w/a%20b.png\r\nfile:///w/c.png' } }, [first, 'file file:///w/a%20b.png']],
    ['a picture of a web page', 'drop', { words: { 'text/uri-list': 'https://example.com/a.png', 'text/html': '<img src="https://example.com/a.png">' } }, ['url https://example.com/a.png']],
    ['a picture of a web page that leads elsewhere', 'drop', { words: { 'text/uri-list': 'https://example.com/page', 'text/html': '<a href="https://example.com/page"><img src="https://example.com/a.png"></a>' } }, ['url https://example.com/a.png']],
    ['a link', 'drop', { words: { 'text/uri-list': '# a comment\r\nhttps://example.com/a.png', 'text/html': '<a href="https://example.com/a.png">a</a>' } }, ['url https://example.com/a.png']],
    ['a picture that is its own address', 'drop', { words: { 'text/uri-list': `data:image/png;base64,${pixel}` } }, ['image image.png, image/png, 8']],
    ['such an address that is broken', 'drop', { words: { 'text/uri-list': 'data:image/png;base64,=?' } }, ['file data:image/png;base64,=?']],
    ['a screenshot', 'paste', { files: [['image.png', 'image/png']] }, ['image image.png, image/png, 5']],
    ['a picture copied in a browser', 'paste', { files: [['image.png', 'image/png']], words: { 'text/html': '<img src="https://example.com/a.png">' } }, ['image image.png, image/png, 5']],
    ['a file copied in a file manager, with its name', 'paste', { files: [['夜 1.png', 'image/png']], words: { 'text/plain': '夜 1.png' } }, ['image 夜 1.png, image/png, 5']],
    ['files copied in a file manager, with their paths', 'paste', { files: [['a.png', 'image/png'], ['b.png', 'image/png']], words: { 'text/plain': '/home/me/a.png\n/home/me/b.png' } }, [first, 'image a.png, image/png, 5']],
    ['a copied video', 'paste', { files: [['a.mp4', 'video/mp4']] }, ['video video/mp4']],
  ] as const satisfies readonly (readonly [string, 'drop' | 'paste', Carried, readonly string[]])[]) {
    test(`${way}: ${name}`, async () => {
      assert.deepEqual(await brought(way, carried, expected.length), { taken: true, seen: expected });
    });
  }

  test('words go where they always go: cells with their picture, a word that ends like the file', async () => {
    for (const words of ['Shot\tPrompt\n1\tA cat', 'The cat of image.png', 'image.png\nis this one']) {
      assert.deepEqual(await brought('paste', { files: [['image.png', 'image/png']], words: { 'text/plain': words } }, 0), { taken: false, seen: [] });
    }
    assert.deepEqual(await brought('paste', { words: { 'text/plain': 'A cat' } }, 0), { taken: false, seen: [] });
    assert.deepEqual(await brought('drop', { words: { 'text/plain': 'A cat' } }, 0), { taken: false, seen: [] });
  });
});
