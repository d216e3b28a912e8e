import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openWorkbench, type Workbench } from '../e2e/workbench.ts';
import { openEmpty } from './emptyPanel.ts';
import { percentile, report } from './report.ts';

const moves = ['Push in', 'Pan left', 'Tilt up', 'Pull out', 'Truck right', 'Static shot', 'Pedestal up', 'Zoom out'];
const filmOf = (shots: number): string => Array.from({ length: shots }, (_, at) => `### Shot ${String(at + 1)}\n[${moves[at % moves.length]!}] A courier crosses bridge ${String(at + 1)} of the city, lanterns on the water.\n`).join('\n');

/** Opens a film beside its text: milliseconds from the command until its first blocks are there, by the machine's clock. */
async function open(bench: Workbench, file: string): Promise<{ readonly frame: Frame; readonly took: number }> {
  const asked = await bench.probe.evaluate(async (api, path) => {
    const uri = api.Uri.file(path);
    await api.window.showTextDocument(uri);
    const now = Date.now();
    void api.commands.executeCommand('hailuo.film.open', { uri: uri.toString() });
    return now;
  }, file);
  const frame = await bench.webview('.film .block');
  return { frame, took: await frame.evaluate<number>(`performance.timeOrigin + performance.getEntriesByName('film-shown')[0].startTime`) - asked };
}

/** Milliseconds between two pictures of the screen while the strip is scrolled from one end to the other. */
async function scroll(frame: Frame): Promise<readonly number[]> {
  return frame.evaluate<number[]>(`new Promise((resolve) => {
    const strip = document.querySelector('.strip');
    const times = [];
    let before = performance.now();
    const step = (now) => {
      times.push(now - before);
      before = now;
      strip.scrollLeft += 60;
      if (strip.scrollLeft + strip.clientWidth < strip.scrollWidth - 1) requestAnimationFrame(step);
      else resolve(times.slice(1));
    };
    requestAnimationFrame(step);
  })`);
}

const close = (bench: Workbench): Promise<void> => bench.probe.evaluate(async (api) => { await api.commands.executeCommand('workbench.action.closeAllEditors'); }, null);

const bench = await openWorkbench({ settings: { 'hailuo.gateway': 'animatic' } });
try {
  const [sixty, twoHundred] = [join(bench.workspace!, 'sixty.hailuo'), join(bench.workspace!, 'two-hundred.hailuo')];
  await writeFile(sixty, filmOf(60));
  await writeFile(twoHundred, filmOf(200));
  const opened: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < 5; round++) {
    opened.push((await open(bench, sixty)).took);
    await close(bench);
    empty.push(await openEmpty(bench, 'Beside'));
    await close(bench);
  }
  report({ what: 'a film of 60 shots, from the command to its blocks, median', value: percentile(opened, 0.5), unit: 'ms', atMost: 500 });
  report({ what: 'an empty panel, median', value: percentile(empty, 0.5), unit: 'ms' });
  const { frame } = await open(bench, twoHundred);
  await frame.locator('body').press('Home');
  const times = await scroll(frame);
  report({ what: 'a strip of 200 shots scrolled, between two pictures, median', value: percentile(times, 0.5), unit: 'ms', atMost: 34 });
  report({ what: 'the same, 95 of 100', value: percentile(times, 0.95), unit: 'ms' });
} finally {
  await bench.close();
}
