import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openWorkbench, type Workbench } from '../e2e/workbench.ts';
import { root } from '../support/places.ts';
import { openEmpty, paintOf } from './emptyPanel.ts';
import { percentile, report } from './report.ts';

const prompt = '[Push in, Pedestal up] A red kite over the harbour at dusk, [Pan left] the lighthouse above the roofs, [Zoom out] and then it rains';
const webviews = join(root, 'dist/webview');

/** A script with what it cannot start without, and what it loads later, bytes. */
async function weightOf(script: string): Promise<{ readonly first: number; readonly later: number }> {
  const source = await readFile(join(webviews, script), 'utf8');
  const chunks = [...source.matchAll(/(import\()?["']\.\/([\w-]+\.js)["']/g)].map(([, dynamic, name]) => ({ later: dynamic !== undefined, name: name! }));
  const bytes = async (names: readonly string[]): Promise<number> => (await Promise.all([...new Set(names)].map((name) => stat(join(webviews, name))))).reduce((sum, { size }) => sum + size, 0);
  return {
    first: await bytes([script, ...chunks.filter(({ later }) => !later).map(({ name }) => name)]),
    later: await bytes(chunks.filter(({ later }) => later).map(({ name }) => name)),
  };
}

/** Opens a composer; the milliseconds from the command to the first paint of its page, by the machine's clock, and until all of it is there. */
async function open(bench: Workbench): Promise<{ readonly frame: Frame; readonly paint: number; readonly whole: number }> {
  const asked = await bench.probe.evaluate((api, text) => {
    const now = Date.now();
    void api.commands.executeCommand('hailuo.openComposer', { prompt: text });
    return now;
  }, prompt);
  const frame = await bench.webview('.composer .bar');
  const whole = Date.now() - asked;
  return { frame, paint: await paintOf(frame) - asked, whole };
}

async function close(bench: Workbench): Promise<void> {
  await bench.probe.evaluate(async (api) => {
    const tabs = api.window.tabGroups.all.flatMap((group) => group.tabs);
    await api.window.tabGroups.close(tabs);
  }, null);
}

/** Milliseconds that the page works for each frame of the film, drawing the timeline included. */
async function frameTimes(frame: Frame): Promise<readonly number[]> {
  return frame.evaluate<number[]>(`(async () => {
    const times = [];
    const native = window.requestAnimationFrame.bind(window);
    const clock = () => document.querySelector('.scrubber').value;
    window.requestAnimationFrame = (callback) => native((now) => {
      const before = clock();
      const started = performance.now();
      callback(now);
      const took = performance.now() - started;
      // Frames of the screen between two of the film draw nothing.
      if (clock() !== before) times.push(took);
    });
    while (times.length < 288) await new Promise((resolve) => { native(resolve); });
    window.requestAnimationFrame = native;
    return times.slice(24);
  })()`);
}

/** Megabytes in use after a collection: the workbench's page, and the extension host. */
async function memory(bench: Workbench): Promise<{ readonly page: number; readonly host: number }> {
  const session = await bench.page.context().newCDPSession(bench.page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const host = await bench.probe.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    (process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed;
  }, null);
  return { page: (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6, host: host / 1e6 };
}

const { first, later } = await weightOf('composer.js');
report({ what: 'composer’s bundle, minified', value: first / 1000, unit: 'kB', atMost: 560, note: 'after the first paint; 280 kB of it are the editor' });
report({ what: 'the stage, loaded after the first paint', value: later / 1000, unit: 'kB' });

const bench = await openWorkbench({ settings: { 'hailuo.gateway': 'animatic' } });
try {
  const paints: number[] = [];
  const wholes: number[] = [];
  const empties: number[] = [];
  for (let time = 0; time < 8; time++) {
    const { frame, paint, whole } = await open(bench);
    if (time === 0) report({ what: 'first paint after the command, very first time', value: paint, unit: 'ms', note: 'loads the panel’s code' });
    else {
      paints.push(paint);
      wholes.push(whole);
    }
    if (time === 7) {
      const times = await frameTimes(frame);
      report({ what: 'frame with its timeline', value: percentile(times, 0.5), unit: 'ms', atMost: 8, note: `median of ${times.length}` });
      report({ what: 'frame with its timeline, p99', value: percentile(times, 0.99), unit: 'ms' });
    }
    await close(bench);
    empties.push(await openEmpty(bench, 'Active'));
    await close(bench);
  }
  report({ what: 'an empty panel’s first paint', value: percentile(empties.slice(1), 0.5), unit: 'ms' });
  report({ what: 'first paint beside an empty panel’s', value: percentile(paints, 0.5) / percentile(empties.slice(1), 0.5), unit: '×', atMost: 1.5 });
  report({ what: 'all controls there after the command', value: percentile(wholes, 0.5), unit: 'ms', note: 'seen within 100 ms' });
  report({ what: 'first paint after the command', value: percentile(paints, 0.5), unit: 'ms', atMost: 300, note: `median of ${paints.length}` });

  const before = await memory(bench);
  for (let time = 0; time < 50; time++) {
    await open(bench);
    await close(bench);
  }
  const after = await memory(bench);
  report({ what: 'workbench’s memory after opening and closing 50 times, growth', value: after.page - before.page, unit: 'MB', atMost: 10 });
  report({ what: 'extension host’s memory after it, growth', value: after.host - before.host, unit: 'MB', atMost: 10 });
} finally {
  await bench.close();
}
