import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { bits } from '../support/countingClip.ts';
import { street, writeTake } from '../support/takesWorkspace.ts';
import { frameNumberIn } from './frameNumber.ts';
import { untilShows } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('a take of 3 GB', () => {
  let workspace: string;
  let file: string;
  let bench: Workbench;

  before(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'hailuo-large-'));
    file = await writeTake(workspace, 'large', { prompt: street });
    // A hole behind its last box takes no room on the disk; whoever reads the file whole reads three gigabytes.
    await truncate(file, 3 * 2 ** 30);
    bench = await openWorkbench({ workspace });
  });
  after(async () => {
    await bench.close();
    await rm(workspace, { recursive: true, force: true });
  });
  afterEach(async (context) => {
    if ('passed' in context && !context.passed) await bench.screenshot('takes-large-failed');
  });

  test('has its picture in the library', async () => {
    await bench.command('hailuo.takes.focus');
    const library = await bench.webview('.card img');
    await library.locator('.card img').first().evaluate((picture) => (picture as HTMLImageElement).decode());
    await bench.screenshot('takes-large');
  });

  test('gives its exact last frame, and isn’t loaded into its preview', async () => {
    const { frame } = await bench.command('hailuo.continueFromLastFrame', { file }) as { readonly frame: string };
    assert.equal(await frameNumberIn(bench.page, frame, bits), 47);
    await bench.command('hailuo.openTake', { file });
    const page = await bench.webview('.notice');
    await untilShows(page.locator('.notice'), /This video is 3221 MB/u);
    await bench.screenshot('takes-large-preview');
  });
});
