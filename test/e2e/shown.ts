import type { Frame, Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import { themes, type Theme } from './settings.ts';

type Wanted = string | RegExp;

function meets(text: string, wanted: Wanted | undefined): boolean {
  return wanted instanceof RegExp ? wanted.test(text) : text === wanted;
}

/**
 * The words of an element, once they meet this. A page draws itself anew after each message; what it shows a moment
 * after something else was seen in it is never read once.
 */
export async function untilShows(element: Locator, wanted: Wanted): Promise<string> {
  return until(`the page shows ${String(wanted)}`, () => element.innerText(), (text) => meets(text, wanted));
}

/** Waits until the elements of a page at `selector` have just these words, in this order. */
export async function untilTexts(page: Frame, selector: string, wanted: readonly Wanted[]): Promise<void> {
  await until(`${selector} reads ${wanted.join(', ')}`, () => page.locator(selector).allInnerTexts(), (texts) => texts.length === wanted.length && texts.every((text, index) => meets(text, wanted[index])));
}

/** Waits until there are just so many of these elements. */
export async function untilCount(elements: Locator, wanted: number): Promise<void> {
  await until(`there are ${wanted} of ${String(elements)}`, () => elements.count(), (count) => count === wanted);
}

/** Waits until a page has heard of the theme that the workbench wears. */
export async function untilWears(page: Frame, theme: Theme): Promise<void> {
  await page.waitForFunction((kind) => document.body.classList.contains(kind), themes[theme].webview);
}

/** Waits until a search for faults finds none, which it may while the page still moves; a miss tells those of the last search. */
export async function untilFaultless(search: () => Promise<readonly string[]>): Promise<void> {
  await until('nothing is found wrong', search, (found) => found.length === 0, 30_000);
}

/** Where an element is, in pixels of the window, once it rests: in two pictures one after the other it is at the same place. */
export async function placeOf(element: Locator): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
  const handle = await element.elementHandle();
  await handle.waitForElementState('stable');
  const box = await handle.boundingBox();
  if (box === null) throw new Error(`${String(element)} is nowhere to be seen.`);
  return box;
}
