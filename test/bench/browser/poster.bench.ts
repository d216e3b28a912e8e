import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from '../../e2e/workbench.ts';
import { street, writeTake } from '../../support/takesWorkspace.ts';
import { report } from '../report.ts';

/** What a heavy take costs the library beside a usual one: one below the limit of what is read for a picture, and one above it. */
const [readWhole, leftAlone] = [120, 150];
const usual = 'usual.mp4';

/** Makes an mp4 as large as this by a box of free space at its end, of which the disk keeps nothing. */
async function pad(file: string, bytes: number): Promise<void> {
  const { size } = await stat(file);
  const box = Buffer.alloc(8);
  box.writeUInt32BE(bytes - size, 0);
  box.write('free', 4, 'latin1');
  const handle = await open(file, 'r+');
  try {
    await handle.write(box, 0, 8, size);
    await handle.truncate(bytes);
  } finally {
    await handle.close();
  }
}

/** Megabytes that this process's children and theirs hold for themselves; NaN where the system does not tell. */
async function heldByChildren(): Promise<number> {
  const parents = new Map<number, number>();
  const held = new Map<number, number>();
  for (const pid of (await readdir('/proc').catch(() => [])).map(Number).filter(Number.isInteger)) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = (name: string): number => Number(new RegExp(String.raw`^${name}:\s*(\d+)`, 'mu').exec(status)?.[1] ?? 0);
    parents.set(pid, kilobytes('PPid'));
    held.set(pid, kilobytes('RssAnon') + kilobytes('RssShmem'));
  }
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const ours = [...held].filter(([pid]) => pid !== process.pid && isOurs(pid));
  return ours.length === 0 ? Number.NaN : ours.reduce((sum, [, kilobytes]) => sum + kilobytes, 0) / 1000;
}

async function library(megabytes: number): Promise<void> {
  const workspace = await mkdtemp(join(tmpdir(), 'hailuo-bench-'));
  try {
    // The newest is shown first and asked for last: the usual take's picture comes after the heavy one's.
    await writeTake(workspace, 'usual', { prompt: street, completedAt: '2026-11-20T10:00:00.000Z' });
    await pad(await writeTake(workspace, 'heavy', { prompt: street, shade: 0.9, completedAt: '2026-11-19T10:00:00.000Z' }), megabytes * 1e6);
    const bench = await openWorkbench({ workspace });
    try {
      const before = await heldByChildren();
      let most = before;
      const over = new AbortController();
      const watched = (async () => {
        while (!over.signal.aborted) most = Math.max(most, await heldByChildren());
      })();
      const asked = Date.now();
      await bench.command('hailuo.takes.focus');
      const page = await bench.webview('.card');
      const pictured = (name: string): Promise<unknown> => page.locator(`.card[data-file$="${name}"] img`).waitFor();
      await pictured(usual);
      if (megabytes === readWhole) await pictured('heavy.mp4');
      const took = Date.now() - asked;
      const reads = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('heavy.mp4')).length);
      over.abort();
      await watched;
      const what = `library with a take of ${megabytes} MB`;
      report({ what: `${what}: command to its pictures`, value: took, unit: 'ms', note: megabytes === readWhole ? 'the heavy take’s, too' : 'without the heavy take’s, which is over the limit' });
      report({ what: `${what}: reads of it for a picture`, value: reads, unit: 'reads', atMost: megabytes === readWhole ? 1 : 0 });
      report({ what: `${what}: most memory above the window without the library, all processes`, value: most - before, unit: 'MB' });
    } finally {
      await bench.close();
    }
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

await library(readWhole);
await library(leftAlone);
