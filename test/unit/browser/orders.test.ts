import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type * as ordersModule from './ordersPage.ts';
import { openPage } from './webPage.ts';

/** What the page's script finds as globals. */
declare const subject: typeof ordersModule;
declare const orders: string[];

let browser: Awaited<ReturnType<typeof openPage>>;
before(async () => { browser = await openPage('test/unit/browser/ordersPage.ts'); });
after(() => browser.close());

async function show(busy: boolean): Promise<void> {
  await browser.page.evaluate((busy) => {
    const placed: string[] = [];
    Object.assign(globalThis, { orders: placed });
    document.body.replaceChildren();
    // A new page's worth of listeners would add up.
    const root = document.body.appendChild(document.createElement('div'));
    subject.render(subject.orderButton({ label: 'Generate', icon: 'play', busy, run: () => placed.push('click') }), root);
  }, busy);
}
const placed = (): Promise<readonly string[]> => browser.page.evaluate(() => [...orders]);

describe('a button that orders', () => {
  beforeEach(() => show(false));
  test('takes a double click as one', async () => {
    await browser.page.locator('button').dblclick();
    assert.deepEqual(await placed(), ['click']);
  });
  test('takes a key that is held as one press', async () => {
    await browser.page.locator('button').focus();
    for (let repeat = 0; repeat < 4; repeat++) await browser.page.keyboard.down('Enter');
    await browser.page.keyboard.up('Enter');
    assert.deepEqual(await placed(), ['click']);
  });
  test('takes nothing while it is busy, and keeps the keyboard', async () => {
    await show(true);
    await browser.page.locator('button').focus();
    await browser.page.keyboard.press('Enter');
    // A person's mouse does not ask whether it is enabled.
    await browser.page.locator('button').click({ force: true });
    assert.deepEqual(await placed(), []);
    assert.equal(await browser.page.locator('button:focus').getAttribute('aria-disabled'), 'true');
  });
});

test('Ctrl+Enter that is held submits once, and nothing else on the page hears it', async () => {
  await browser.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { orders: heard });
    document.body.innerHTML = '<textarea></textarea>';
    document.body.addEventListener('keydown', ({ key }) => { if (key === 'Enter') heard.push('heard'); });
    subject.watchSubmit(document, () => heard.push('submit'));
  });
  await browser.page.locator('textarea').focus();
  await browser.page.keyboard.down('Control');
  for (let repeat = 0; repeat < 4; repeat++) await browser.page.keyboard.down('Enter');
  await browser.page.keyboard.up('Enter');
  await browser.page.keyboard.press('Enter');
  await browser.page.keyboard.up('Control');
  assert.deepEqual(await placed(), ['submit', 'submit']);
});

describe('a page within the window that gets the keyboard back without knowing where it was', () => {
  /** Whether the prompt has the keyboard once the page is told of it: late, when a dialog of the window has it already, or in time. */
  const told = (late: boolean): Promise<boolean> => browser.page.evaluate(async (late) => {
    document.body.innerHTML = '<input id="dialog"><iframe srcdoc="&lt;textarea&gt;&lt;/textarea&gt;"></iframe>';
    const frame = document.querySelector('iframe')!;
    await new Promise((loaded) => { frame.onload = loaded; });
    const page = frame.contentWindow!;
    const prompt = page.document.querySelector('textarea')!;
    subject.watchReturn(page, () => { prompt.focus(); });
    prompt.blur();
    document.querySelector<HTMLInputElement>('#dialog')!.focus();
    if (late) page.dispatchEvent(new Event('focus'));
    else page.focus();
    for (let frames = 0; frames < 3; frames++) await new Promise((shown) => { page.requestAnimationFrame(shown); });
    return page.document.hasFocus() && page.document.activeElement === prompt;
  }, late);

  test('gives it to the prompt', async () => {
    assert.equal(await told(false), true);
  });
  test('leaves it to a dialog that has it by now', async () => {
    assert.equal(await told(true), false);
    assert.equal(await browser.page.evaluate(() => document.activeElement?.id), 'dialog');
  });
});
