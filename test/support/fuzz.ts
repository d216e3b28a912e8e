import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './places.ts';
import { runStage } from './runStage.ts';

/**
 * `npm run test:fuzz [-- [--seed N] [--times N] [file…]]`: every property test with new cases, fifty times as many. The seed
 * is the clock's, and printed: with it the same run can be had again.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' }, times: { type: 'string', default: '50' } } });
const seed = values.seed ?? String(Math.floor(Date.now() / 1000) % 2 ** 31);
const files = positionals.length > 0 ? positionals : globSync('test/**/*.test.ts', { cwd: root })
  .filter((file) => readFileSync(join(root, file), 'utf8').includes('support/property.ts')).sort();
const folder = mkdtempSync(join(tmpdir(), 'hailuo-fuzz-'));
const counts = join(folder, 'counts');
try {
  writeFileSync(counts, '');
  const start = performance.now();
  const passed = await runStage({
    files, concurrency: 2, minutes: 240, fileMinutes: 60, flags: ['--test-timeout=1800000', '--test-reporter=spec'], print: console.log,
    environment: { HAILUO_FUZZ_SEED: seed, HAILUO_FUZZ_TIMES: values.times, HAILUO_FUZZ_COUNTS: counts },
  });
  const drawn = readFileSync(counts, 'utf8').split('\n').filter((line) => line !== '').map(Number);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${drawn.reduce((sum, each) => sum + each, 0)} cases drawn for ${drawn.length} properties in ${files.length} files, seed ${seed}, ${seconds} s`);
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
