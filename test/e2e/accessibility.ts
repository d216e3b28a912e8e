import type { AxeResults } from 'axe-core';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { untilFaultless } from './shown.ts';

/** Waits until axe-core finds nothing wrong in a page of ours: colours and places that still move count when they rest. */
export async function untilAccessible(page: Frame): Promise<void> {
  await untilFaultless(() => accessibilityProblems(page));
}

/** One line each: the rule, the element, what to mend. */
async function accessibilityProblems(page: Frame): Promise<readonly string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { readonly axe: { run(context: unknown, options: object): Promise<AxeResults> } };
    return axe.run(document, { resultTypes: ['violations'] });
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`));
}
