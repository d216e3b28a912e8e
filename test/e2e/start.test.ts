import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { leftovers } from '../support/leftovers.ts';
import { openBrowser } from '../support/page.ts';
import { root } from '../support/places.ts';

test('npm start prints an address at which a person finds the samples and the Hailuo view', async () => {
  const run = randomUUID();
  const start = spawn(process.execPath, [join(root, 'test/e2e/start.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, HAILUO_RUN: run },
  });
  const profileDir = await mkdtemp(join(tmpdir(), 'hailuo-start-'));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface(start.stdout).on('line', (line) => {
        const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)?.[0];
        if (found !== undefined) resolve(found);
      });
      start.once('exit', (code) => { reject(new Error(`it ended with ${String(code)} before it told an address`)); });
    });
    const browser = await openBrowser({ profileDir });
    try {
      const page = await browser.newPage();
      await page.goto(address);
      await page.getByRole('tab', { name: 'Hailuo' }).waitFor();
      await page.getByRole('treeitem', { name: /\.hailuo/ }).first().waitFor();
    } finally {
      await browser.close();
    }
  } finally {
    const ended = new Promise<number | null>((resolve) => { start.once('close', resolve); });
    start.kill('SIGTERM');
    await ended;
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  assert.deepEqual(leftovers(`HAILUO_RUN=${run}`), []);
});
