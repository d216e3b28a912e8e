import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { FrameWish } from '../../../src/views/composer/protocol.ts';
import { fromComposer, longestLine } from '../../../src/views/composer/protocol.ts';
import { createFrameDesk } from '../../../src/webview/composer/frameDesk.ts';

function open() {
  const sent: { readonly wish: FrameWish; readonly id: number }[] = [];
  const said: string[] = [];
  const desk = createFrameDesk(() => 1, (wish, id) => { sent.push({ wish, id }); }, (message) => { said.push(message); }, () => undefined);
  return { desk, sent, said };
}
const address = (length: number): string => 'https://a.example/'.padEnd(length, 'x');

describe('a first frame that is asked for in the composer', () => {
  it('is refused with a sentence when its address is longer than the extension reads, and nothing waits for it', async () => {
    const { desk, sent, said } = open();
    desk.ask({ kind: 'url', url: address(longestLine + 1) });
    desk.ask({ kind: 'file', uri: `data:image/svg+xml;utf8,${'x'.repeat(longestLine)}` });
    assert.deepEqual(sent, []);
    assert.deepEqual(said.map((words) => /is \d+ characters long; the limit is 4000\./u.test(words)), [true, true]);
    assert.equal(await desk.settled(), true);
  });
  it('is one that the extension reads, at the limit too', () => {
    const { desk, sent, said } = open();
    desk.ask({ kind: 'url', url: address(longestLine) });
    assert.deepEqual(sent.map(({ wish, id }) => fromComposer.safeParse({ type: 'frame', id, wish }).success), [true]);
    assert.deepEqual(said, []);
  });
  it('is waited for until its own answer, whatever else is heard meanwhile', async () => {
    const { desk, sent } = open();
    for (const url of ['https://a.example/1.png', 'https://a.example/2.png']) desk.ask({ kind: 'url', url });
    const [first, second] = sent.map(({ id }) => id);
    assert.ok(first !== undefined && second !== undefined);
    let isOver = false;
    const settled = desk.settled().finally(() => { isOver = true; });
    await desk.show({ kind: 'url', url: 'https://a.example/of-the-file.png' });
    desk.granted(first, true);
    await setImmediate();
    assert.equal(isOver, false);
    desk.granted(second, false);
    assert.equal(await settled, false);
    assert.equal(await desk.settled(), true);
  });
  it('is not waited for while a dialog is open', async () => {
    const { desk } = open();
    desk.ask({ kind: 'pick' });
    assert.equal(await desk.settled(), true);
  });
});
