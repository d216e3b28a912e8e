import { openWorkbench, type Workbench } from '../e2e/workbench.ts';
import { openEmpty } from './emptyPanel.ts';
import { percentile, report } from './report.ts';

/** From *Preview Camera* to the first frame that is drawn, and to the next one, which is when it plays; beside an empty panel. */
const prompt = '[Push in, Pedestal up] A red kite over the harbour at dusk, [Pan left] the lighthouse above the roofs';

/** Pages note when they draw, by the machine's clock. */
async function watchDrawing(bench: Workbench): Promise<void> {
  await bench.page.context().addInitScript(`
    globalThis.hailuoDrawn = [];
    const native = CanvasRenderingContext2D.prototype.putImageData;
    CanvasRenderingContext2D.prototype.putImageData = function (...all) {
      native.apply(this, all);
      if (hailuoDrawn.length < 2) hailuoDrawn.push(performance.timeOrigin + performance.now());
    };`);
}

/** Milliseconds from the command to the first frame and to the second. */
async function preview(bench: Workbench): Promise<readonly number[]> {
  const asked = await bench.probe.evaluate((api, text) => {
    const now = Date.now();
    void api.commands.executeCommand('hailuo.previewCamera', { prompt: text });
    return now;
  }, prompt);
  const frame = await bench.webview('.stage-page canvas');
  await frame.waitForFunction('hailuoDrawn.length === 2');
  return (await frame.evaluate<readonly number[]>('hailuoDrawn')).map((at) => at - asked);
}

const bench = await openWorkbench({ settings: { 'hailuo.gateway': 'animatic' } });
const close = (): Promise<void> => bench.probe.evaluate(async (api) => {
  await api.window.tabGroups.close(api.window.tabGroups.all.flatMap((group) => group.tabs));
}, null);
try {
  await watchDrawing(bench);
  const [firsts, seconds, empties]: [number[], number[], number[]] = [[], [], []];
  for (let time = 0; time < 10; time++) {
    const [first = Number.NaN, second = Number.NaN] = await preview(bench);
    if (time === 0) report({ what: 'preview of the camera: first frame after the command, first page of a window', value: first, unit: 'ms' });
    else {
      firsts.push(first);
      seconds.push(second);
    }
    await close();
    empties.push(await openEmpty(bench, 'Beside', true));
    await close();
  }
  report({ what: 'an empty panel’s first paint', value: percentile(empties.slice(1), 0.5), unit: 'ms' });
  report({ what: 'preview of the camera: first frame after the command', value: percentile(firsts, 0.5), unit: 'ms', atMost: 500, note: `median of ${firsts.length}` });
  report({ what: 'preview of the camera: it plays after the command', value: percentile(seconds, 0.5), unit: 'ms', atMost: 500, note: `p99 ${percentile(seconds, 0.99).toFixed(0)}` });
} finally {
  await bench.close();
}
