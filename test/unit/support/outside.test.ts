import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { firstMessage, run, runAside, start, tryRun } from '../../support/outside.ts';
import { root } from '../../support/places.ts';

const node = process.execPath;
const endless = ['-e', "console.error('it waits'); setInterval(() => {}, 1000)"];

describe('a program that a test starts', () => {
  test('gives what it printed and how it ended', () => {
    assert.deepEqual(run(node, ['-e', 'process.stdin.pipe(process.stdout)'], { input: Buffer.from('雨') }), { status: 0, out: Buffer.from('雨'), words: '' });
    assert.equal(tryRun(node, ['-e', 'process.exit(3)'])?.status, 3);
    assert.equal(tryRun('no-such-program', []), undefined);
  });

  test('that fails is an error with its own words', async () => {
    const program = ['-e', "console.error('no such reel'); process.exit(4)"];
    assert.throws(() => run(node, program), /ended with 4: no such reel/u);
    await assert.rejects(runAside(node, program), /ended with 4: no such reel/u);
    assert.throws(() => run('no-such-program', []), /There is no program “no-such-program”/u);
    await assert.rejects(runAside('no-such-program', []), /ENOENT/u);
  });

  test('that does not end is killed, and the error says which and after how long', async () => {
    assert.throws(() => run(node, endless, { seconds: 1 }), /node -e .* did not end within 1 s and was killed/u);
    await assert.rejects(runAside(node, endless, { seconds: 1 }), /did not end within 1 s and was killed/u);
    const { child, ended } = start(node, endless, { seconds: 1 }, 'ignore');
    await assert.rejects(ended, /did not end within 1 s/u);
    await assert.rejects(firstMessage({ child, ended }), /did not end within 1 s/u);
  });

  test('that ignores every wish to end is killed all the same', () => {
    assert.throws(() => run(node, ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { seconds: 1 }), /was killed/u);
  });

  test('is started in one place, which gives it an end', () => {
    // What stands there starts whole groups, and ends them.
    const places = ['test/support/outside.ts', 'test/support/processGroup.ts'];
    const files = globSync(['test/**/*.{ts,mjs}', 'scripts/**/*.{ts,mjs}', '*.mjs'], { cwd: root }).map((file) => file.replaceAll('\\', '/'));
    assert.ok(files.length > 300 && places.every((place) => files.includes(place)));
    const starting = files.filter((file) => !places.includes(file) && /^(import (?!type ).*|\}) from 'node:child_process'|import\('node:child_process'\)|require\('(node:)?child_process'\)/mu.test(readFileSync(join(root, file), 'utf8')));
    assert.deepEqual(starting, []);
  });
});
