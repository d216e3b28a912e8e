import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openWorkbench, type Workbench } from '../../e2e/workbench.ts';
import { writeFilm } from '../../support/takesWorkspace.ts';
import { percentile, report } from '../report.ts';
import { ask, closeAll } from './commands.ts';

const rounds = 12;

/** When the video had its first picture, by the machine's clock; found within one frame of the screen. */
async function firstPicture(page: Frame): Promise<number> {
  const seen = await page.waitForFunction(() => {
    const video = document.querySelector('video');
    return video && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? performance.timeOrigin + performance.now() : undefined;
  }, null, { polling: 'raf' });
  return Number(await seen.jsonValue());
}

/** Looks at a webview from its first moment on, sooner than a look every 100 ms would find it. */
async function nextWebview(bench: Workbench): Promise<Frame> {
  const known = new Set(bench.page.frames());
  return new Promise((resolve) => {
    const look = (frame: Frame): void => {
      void frame.locator('#root').waitFor({ state: 'attached', timeout: 20_000 }).then(() => {
        bench.page.off('frameattached', look);
        resolve(frame);
      }, () => undefined);
    };
    bench.page.frames().filter((frame) => !known.has(frame)).forEach(look);
    bench.page.on('frameattached', look);
  });
}

async function previews(bench: Workbench, file: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const coming = nextWebview(bench);
    const asked = await ask(bench, 'hailuo.openTake', { file });
    const page = await coming;
    times.push(await firstPicture(page) - asked);
    await closeAll(bench);
  }
  // The first opens cold: the page's script is read and the service worker starts.
  report({ what: 'preview, command to first picture, cold', value: times[0]!, unit: 'ms' });
  report({ what: 'preview, command to first picture, warm', value: percentile(times.slice(1), 0.5), unit: 'ms', note: `median of ${String(rounds - 1)}` });
}

const home = await mkdtemp(join(tmpdir(), 'hailuo-bench-'));
try {
  const workspace = join(home, 'workspace');
  const { street } = await writeFilm(workspace);
  const bench = await openWorkbench({ workspace });
  try {
    await previews(bench, street);
  } finally {
    await bench.close();
  }
} finally {
  await rm(home, { recursive: true, force: true });
}
