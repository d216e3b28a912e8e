import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { leftovers } from '../../support/leftovers.ts';
import { runStage, type StageOptions } from '../../support/runStage.ts';

/** Each sleeps in a session of its own, where its parent's end does not reach it. */
const sleeper = "spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' })";

describe('a stage of the test command', () => {
  let folder: string;
  const mark = `HAILUO_STAGE_TEST=${String(process.pid)}`;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hailuo-stage-'));
    const file = (name: string, test: string): Promise<void> => writeFile(join(folder, name), `import { spawn, spawnSync } from 'node:child_process';\nimport { test } from 'node:test';\n${test}\n`);
    await file('passes.test.mjs', "test('one', () => {}); test('two', { skip: 'it rains' }, () => {});");
    await file('one.test.mjs', "test('three', () => {});");
    for (const name of ['wide', 'left', 'right']) {
      // Four programs one after the other: what ran beside it would be there meanwhile.
      await file(`${name}.test.mjs`, `import { appendFileSync } from 'node:fs';\nconst say = (what) => { appendFileSync(new URL('turns', import.meta.url), '${name} ' + what + '\\n'); };\ntest('that takes its turn', () => { say('begins'); for (let run = 0; run < 4; run++) spawnSync(process.execPath, ['-e', '']); say('ends'); });`);
    }
    await file('fails.test.mjs', "test('that fails', () => { throw new Error('as asked'); });");
    await file('wavers.test.mjs', "import { existsSync, writeFileSync } from 'node:fs';\nconst been = new URL('been', import.meta.url);\ntest('that fails the first time', () => { const again = existsSync(been); writeFileSync(been, ''); if (!again) throw new Error('only once'); });");
    await file('blocks.test.mjs', `test('that is blocked', () => { ${sleeper}; console.log('it blocks'); spawnSync(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); });`);
    await file('forgets.test.mjs', `test('that forgets what it started', () => { const child = ${sleeper.replace("'inherit'", "'ignore'")}; child.unref(); });`);
  });
  after(() => rm(folder, { recursive: true }));

  async function stage(files: readonly string[], more: Partial<StageOptions> = {}): Promise<{ readonly passed: boolean; readonly said: string }> {
    const lines: string[] = [];
    const [name = '', value] = mark.split('=');
    const passed = await runStage({ files: files.map((file) => join(folder, `${file}.test.mjs`)), concurrency: 1, minutes: 5, fileMinutes: 5, environment: { [name]: value }, print: (text) => { lines.push(text); }, ...more });
    return { passed, said: lines.join('\n').replaceAll(`${folder}/`, '') };
  }

  test('passes when each file does, and tells what was skipped', async () => {
    const { passed, said } = await stage(['passes']);
    assert.equal(passed, true, said);
    assert.match(said, /✔ passes\.test\.mjs \([\d.]+ s, 2 tests\)\n {2}skipped: two # it rains\n/u);
  });

  test('runs files that share a process in one, counts their tests, and fails when one of them does', async () => {
    const at = (name: string): string => join(folder, `${name}.test.mjs`);
    const good = await stage(['passes'], { together: [at('passes'), at('one')] });
    assert.equal(good.passed, true, good.said);
    assert.match(good.said, /✔ 2 files in one process \([\d.]+ s, 3 tests\)[^]*2 of 2 files passed, 5 tests/u);
    const bad = await stage(['passes'], { together: [at('one'), at('fails')] });
    assert.equal(bad.passed, false);
    assert.match(bad.said, /as asked[^]*✖ 2 files in one process[^]*1 of 2 files passed/u);
  });

  test('lets a file that takes two places wait until both are free, and others until it is done', async () => {
    const { passed, said } = await stage(['left', 'wide', 'right'], { concurrency: 2, wide: [join(folder, 'wide.test.mjs')] });
    assert.equal(passed, true, said);
    const turns = (await readFile(join(folder, 'turns'), 'utf8')).trimEnd().split('\n');
    const each = ['left', 'wide', 'right'].flatMap((name) => ['begins', 'ends'].map((what) => `${name} ${what}`));
    assert.deepEqual(turns, each);
  });

  test('fails with the words of the file that failed, after all of them had their turn', async () => {
    const { passed, said } = await stage(['fails', 'passes']);
    assert.equal(passed, false);
    assert.match(said, /as asked[^]*✖ fails\.test\.mjs[^]*✔ passes\.test\.mjs[^]*Failed:\n {2}fails\.test\.mjs\n1 of 2 files passed/u);
  });

  test('names a file as unsteady, with its first words, that failed and then passes twice by itself', async () => {
    const { passed, said } = await stage(['wavers', 'passes'], { again: 2 });
    assert.equal(passed, true, said);
    assert.match(said, /only once[^]*✖ wavers[^]*✔ passes[^]*Once more, by itself: wavers[^]*✔ wavers[^]*✔ wavers[^]*Unsteady[^\n]*\n {2}wavers\.test\.mjs\n2 of 2 files passed/u);
  });

  test('fails a file that fails each time, and looks again at none where many failed', async () => {
    const { passed, said } = await stage(['fails', 'passes'], { again: 2 });
    assert.equal(passed, false);
    assert.match(said, /Once more, by itself: fails[^]*✖ fails[^]*Failed:\n {2}fails\.test\.mjs\n1 of 2 files passed/u);
    const broken = await stage(['fails', 'fails', 'fails', 'fails'], { again: 2 });
    assert.equal(broken.passed, false);
    assert.doesNotMatch(broken.said, /Once more/u);
  });

  test('kills a file that is blocked by a program, with all that it started, and goes on', async () => {
    const { passed, said } = await stage(['blocks', 'passes'], { fileMinutes: 2 / 60 });
    assert.equal(passed, false);
    assert.match(said, /✖ blocks\.test\.mjs[^]*killed: it ran for 2 s[^]*Failed:\n {2}blocks\.test\.mjs \(killed: it ran for 2 s\)/u);
    assert.deepEqual(leftovers(mark), []);
  });

  test('is over when its own time is, and names what was running and what never started', async () => {
    const { passed, said } = await stage(['blocks', 'passes'], { minutes: 2 / 60 });
    assert.equal(passed, false);
    assert.match(said, /Ended early: the stage's [\d.]+ minutes were over\.\nFailed:\n {2}blocks\.test\.mjs[^]*Never started: passes\.test\.mjs/u);
    assert.deepEqual(leftovers(mark), []);
  });

  test('is over when it is told to end', async () => {
    const stop = new AbortController();
    const over = stage(['blocks'], { signal: stop.signal });
    stop.abort('SIGTERM came');
    assert.match((await over).said, /killed: SIGTERM came/u);
    assert.deepEqual(leftovers(mark), []);
  });

  test('ends what a file forgot, and says so', { skip: process.platform !== 'linux' && 'only Linux tells what belongs to whom' }, async () => {
    const { said } = await stage(['forgets']);
    assert.match(said, /ended what it left running: .*setInterval/u);
    assert.deepEqual(leftovers(mark), []);
  });
});
