import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { leftovers } from '../support/leftovers.ts';
import { start as startProgram } from '../support/outside.ts';
import { openBrowser } from '../support/page.ts';
import { root } from '../support/places.ts';

test('npm start prints an address at which a person finds the samples and the Hailuo view', async () => {
  const run = randomUUID();
  const { child: start, ended } = startProgram(process.execPath, [join(root, 'test/e2e/start.ts')], { environment: { ...process.env, HAILUO_RUN: run }, seconds: 240 });
  assert.ok(start.stdout);
  const lines = createInterface(start.stdout);
  const profileDir = await mkdtemp(join(tmpdir(), 'hailuo-start-'));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      lines.on('line', (line) => {
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
    start.kill('SIGTERM');
    await ended;
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  assert.deepEqual(leftovers(`HAILUO_RUN=${run}`), []);
});
