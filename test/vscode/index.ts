import Mocha from 'mocha';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { suitePrefix } from '../support/suitePrefix.ts';

/** What VS Code calls: runs every suite beside this module; rejects when one failed. `HAILUO_GREP` narrows them down. */
export async function run(): Promise<void> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const grep = process.env['HAILUO_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: 240_000, color: false, reporter: 'spec', ...(grep !== undefined && grep !== '' && { grep }) });
  Mocha.reporters.Base.consoleLog = (...args: readonly unknown[]) => { for (const line of format(...args).split('\n')) console.log(suitePrefix + line); };
  for (const file of (await readdir(folder, { recursive: true })).sort()) {
    if (file.endsWith('.test.mjs')) mocha.addFile(join(folder, file));
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => { mocha.run(resolve); });
  if (failures > 0) throw new Error(`${String(failures)} failed inside VS Code.`);
}
