import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { out } from '../support/places.ts';
import { hangGallery } from './gallery.ts';
import { plays } from './plays.ts';
import { sampleWorkspace } from './sampleWorkspace.ts';
import { openWorkbench } from './workbench.ts';

/**
 * `npm run demo`: in the real VS Code, a sample prompt becomes a video: no key, no gateway. Prints the mp4's path and a
 * screenshot's path. With `--readme` the screenshots become those of the README.
 */
const sample = 'harbour.hailuo';
const workspace = await sampleWorkspace('demo');
const bench = await openWorkbench({ workspace, theme: 'dark' });
try {
  console.log(`VS Code is open with ${sample}.`);
  await bench.openFile(sample);
  const { first, last } = promptLines(await readFile(join(workspace, sample), 'utf8'));
  await bench.selectLines(first, last);
  await bench.runCommand('Hailuo: Generate Video from Selection');
  console.log('Generating from the selected prompt …');
  const take = await bench.probe.taskIn(['completed', 'failed', 'cancelled', 'paused'], 180_000);
  if (take.state !== 'completed' || take.file === undefined) throw new Error(`The task is ${take.state}: ${take.failure?.message ?? 'no reason given'}`);
  const notice = await bench.notification('The video is ready');
  await notice.getByRole('button', { name: 'Open' }).click();
  await plays(await bench.webview('video'), 1);
  const after = await bench.screenshot('demo');
  if (process.argv.includes('--readme')) await hangGallery(bench, sample);
  console.log(`Video:      ${take.file}`);
  console.log(`Screenshot: ${after}`);
} catch (error) {
  await bench.screenshot('demo-failed');
  console.error(`The demo did not get to its end; see ${join(out, 'screenshots/demo-failed.png')}.`);
  throw error;
} finally {
  await bench.close();
}

/** 1-based lines of the first shot's prompt: what stands between the settings under its title and the next title. */
function promptLines(text: string): { readonly first: number; readonly last: number } {
  const lines = text.split('\n');
  const title = lines.findIndex((line) => line.startsWith('###'));
  const first = lines.findIndex((line, index) => index > title && line.trim() !== '' && !/^(@|\/\/|###)/.test(line));
  let last = first;
  while (last + 1 < lines.length && !/^(###|\s*$)/.test(lines[last + 1] ?? '')) last++;
  return { first: first + 1, last: last + 1 };
}
