import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { leftovers } from '../support/leftovers.ts';
import { start } from '../support/outside.ts';
import { root } from '../support/places.ts';

/** The stand-in for `code` is what the suite's result hangs on, so it is tried with suites that pass, fail and never end. */
let home: string;
const run = randomUUID();
const mark = `HAILUO_RUN=${run}`;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'hailuo-launcher-'));
  const extension = join(home, 'extension');
  await mkdir(extension);
  await writeFile(join(extension, 'package.json'), JSON.stringify({ name: 'nothing', publisher: 'tests', version: '1.0.0', engines: { vscode: '^1.105.0' } }));
  await writeFile(join(extension, 'passes.mjs'), "export async function run() { console.log('suite │ it ran'); }\n");
  await writeFile(join(extension, 'fails.mjs'), "export async function run() { throw new Error('as asked'); }\n");
  await writeFile(join(extension, 'hangs.mjs'), "export async function run() { console.log('suite │ it hangs'); await new Promise(() => {}); }\n");
});

after(async () => { await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); });

function launch(suite: string): { readonly child: ChildProcess; readonly printed: () => string; readonly ended: Promise<number | null> } {
  const { child, ended } = start(join(root, 'test/support/code.ts'), [
    '--no-sandbox', '--disable-workspace-trust', `--extensionDevelopmentPath=${join(home, 'extension')}`, `--extensionTestsPath=${join(home, 'extension', suite)}`,
    `--user-data-dir=${join(home, suite)}`,
  ], { environment: { ...process.env, HAILUO_RUN: run }, seconds: 240 });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  return { child, printed: () => text, ended };
}

test('a suite that passes exits 0 and its lines are forwarded', async () => {
  const { ended, printed } = launch('passes.mjs');
  assert.equal(await ended, 0);
  assert.equal(printed().trim(), 'it ran');
  assert.deepEqual(leftovers(mark), []);
});

test('a suite that fails does not exit 0', async () => {
  const { ended } = launch('fails.mjs');
  assert.equal(await ended, 1);
  assert.deepEqual(leftovers(mark), []);
});

test('a suite that is ended from outside leaves no process behind', async () => {
  const { child, ended, printed } = launch('hangs.mjs');
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', () => { if (printed().includes('it hangs')) resolve(); });
  });
  if (process.platform === 'linux') assert.ok(leftovers(mark).length > 3, 'launcher, server, extension host and browser are seen');
  child.kill('SIGTERM');
  assert.notEqual(await ended, 0);
  assert.deepEqual(leftovers(mark), []);
  assert.ok(await readFile(join(root, 'out/vscode-console.log')));
});
