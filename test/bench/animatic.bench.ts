import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { startClip } from '../../src/animatic/clip/clip.ts';
import type { Resolution } from '../../src/shots/shot.ts';
import { png } from '../support/images.ts';
import { openPage } from '../unit/browser/webPage.ts';
import { percentile, report } from './report.ts';

const prompt = '[Truck left, Pan right] a cat walks [Push in] and looks up [Tracking shot] and runs away';
const notice = 'Camera preview, not the picture';

/** Longest hold of this thread's event loop in three seconds of rest, milliseconds: what the machine itself adds. */
async function restingMax(): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await setTimeout(3000);
  delay.disable();
  return delay.max / 1e6 - 1;
}

/** A film while nothing else happens here: its seconds, and how long this thread's event loop was held. */
async function film(folder: string, resolution: Resolution, firstFrame?: string): Promise<{ readonly seconds: number; readonly file: string; readonly p99: number; readonly max: number }> {
  const file = join(folder, `${resolution}.mp4`);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const started = performance.now();
  delay.enable();
  const outcome = await startClip({ prompt, seconds: 6, resolution, notice, placeholder: '', file, ...(firstFrame === undefined ? {} : { firstFrame }) }, () => undefined).finished;
  delay.disable();
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  // The monitor's own interval of a millisecond is in every sample.
  return { seconds: (performance.now() - started) / 1000, file, p99: delay.percentile(99) / 1e6 - 1, max: delay.max / 1e6 - 1 };
}

const folder = await mkdtemp(join(tmpdir(), 'hailuo-bench-'));
try {
  // Loads the modules, which a window does once.
  await film(folder, '768p');
  const note = `${availableParallelism()} processors, a thread for each renders and encodes`;
  const small = await film(folder, '768p');
  report({ what: '6 s clip, 1366 × 768', value: small.seconds, unit: 's', atMost: 6, note });
  report({ what: 'its file', value: (await stat(small.file)).size / 1e6, unit: 'MB' });
  report({ what: 'event-loop delay meanwhile, p99', value: small.p99, unit: 'ms', atMost: 20 });
  report({ what: 'event-loop delay meanwhile, longest', value: small.max, unit: 'ms', atMost: 50, note: `at rest on this machine: ${(await restingMax()).toFixed(0)} ms` });
  const picture = join(folder, 'first.png');
  await writeFile(picture, png(1600, 900));
  const framed = await film(folder, '768p', picture);
  report({ what: '6 s clip, 1366 × 768, with a first frame', value: framed.seconds, unit: 's', note });
  const large = await film(folder, '1080p');
  report({ what: '6 s clip, 1920 × 1080', value: large.seconds, unit: 's', note });
  report({ what: 'most memory of the process', value: process.resourceUsage().maxRSS / 1024, unit: 'MB' });
  report({ what: 'its file', value: (await stat(large.file)).size / 1e6, unit: 'MB' });
} finally {
  await rm(folder, { recursive: true });
}

/** Frames of the stage in the real browser, milliseconds each, painting included; the first round warms up. */
async function stageFrames(): Promise<readonly number[]> {
  const { page, close } = await openPage('src/webview/stage/stage.ts');
  try {
    return await page.evaluate<number[]>(`(() => {
      const stage = subject.createStage(document.createElement('canvas'), { autoplay: false });
      stage.setShot(${JSON.stringify(prompt)}, { duration: 6 });
      const times = [];
      for (let frame = 0; frame < 4 * 144; frame += 1) {
        const started = performance.now();
        stage.seek(frame % 144 / 24);
        if (frame >= 144) times.push(performance.now() - started);
      }
      return times;
    })()`);
  } finally {
    await close();
  }
}

const frames = await stageFrames();
report({ what: 'frame of 480 × 270 in the browser', value: percentile(frames, 0.5), unit: 'ms', atMost: 8, note: 'median' });
report({ what: 'frame of 480 × 270 in the browser, p99', value: percentile(frames, 0.99), unit: 'ms', note: `of ${frames.length}` });
