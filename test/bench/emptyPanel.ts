import type { Frame } from 'playwright-core';
import type { ViewColumn } from 'vscode';
import type { Workbench } from '../e2e/workbench.ts';

/** When a page was first painted, by the machine's clock. */
export async function paintOf(frame: Frame): Promise<number> {
  return frame.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [paint] = list.getEntriesByName('first-contentful-paint');
      if (paint) resolve(performance.timeOrigin + paint.startTime);
    }).observe({ type: 'paint', buffered: true });
  })`);
}

/** An empty panel with a line of text in it: the milliseconds from its making to its first paint. No page of a panel can be quicker. */
export async function openEmpty(bench: Workbench, where: keyof Pick<typeof ViewColumn, 'Active' | 'Beside'>, preserveFocus = false): Promise<number> {
  const asked = await bench.probe.evaluate((api, place) => {
    const now = Date.now();
    const panel = api.window.createWebviewPanel('benchEmpty', 'Empty', { viewColumn: api.ViewColumn[place.where], preserveFocus: place.preserveFocus }, { enableScripts: true });
    panel.webview.html = '<!DOCTYPE html><html><body><p class="bench-empty">Empty</p></body></html>';
    return now;
  }, { where, preserveFocus });
  return await paintOf(await bench.webview('.bench-empty')) - asked;
}
