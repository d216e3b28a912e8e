import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { oneStart } from '../../scripts/oneStart.ts';
import { eagerFiles } from '../support/eagerFiles.ts';
import { temporaryFolder } from './tasks/support/world.ts';

/** Four modules of the start, each needed by other late ones, of which one is a worker's too. */
const sources: Readonly<Record<string, string>> = {
  'extension.ts': 'import { a } from \'./a.ts\'; import { b } from \'./b.ts\'; import { c } from \'./c.ts\'; import { d } from \'./d.ts\';\nlet starts = 0; starts++; globalThis.started = [a, b, c, d, starts].join();\nexport const later = async () => [(await import(\'./one.ts\')).one(), (await import(\'./two.ts\')).two()].join();\n',
  'a.ts': 'export const a = \'a\';\n', 'b.ts': 'export const b = \'b\';\n', 'c.ts': 'export const c = \'c\';\n', 'd.ts': 'export const d = \'d\';\n',
  'one.ts': 'import { a } from \'./a.ts\'; import { b } from \'./b.ts\';\nexport const one = () => `one ${a}${b} after ${globalThis.started}`;\n',
  'two.ts': 'import { b } from \'./b.ts\'; import { c } from \'./c.ts\';\nexport const two = () => `two ${b}${c}`;\n',
  'count.worker.ts': 'import { d } from \'./d.ts\';\nexport const told = import(\'./three.ts\').then(({ three }) => three + d);\n',
  'three.ts': 'export const three = \'three \';\n',
};

void test('what the extension starts with lies in one file beside those that workers share, and late modules and workers run as before', async (t) => {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, 'src'));
  for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, 'src', name), text);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const entries = ['src/extension.ts', 'src/count.worker.ts'];
  const outcome = async (outdir: string, plugins: Parameters<typeof build>[0]['plugins']): Promise<readonly string[]> => {
    await build({ absWorkingDir: folder, entryPoints: entries, outdir, bundle: true, splitting: true, format: 'esm', platform: 'node', logLevel: 'silent', ...(plugins && { plugins }) });
    return eagerFiles(join(folder, outdir, 'extension.js'));
  };
  const [apart, together] = [await outcome('apart', undefined), await outcome('together', [oneStart(folder, 'src/extension.ts', ['src/count.worker.ts'])])];
  assert.ok(together.length <= 3 && together.length < apart.length, `${String(together.length)} files instead of ${String(apart.length)}`);
  const worker = join(folder, 'together', 'count.worker.js');
  assert.ok(!(await eagerFiles(worker)).map((file) => basename(file)).includes('extension.js'));
  const { told } = await import(worker) as { readonly told: Promise<string> };
  assert.equal(await told, 'three d');
  assert.equal(Reflect.get(globalThis, 'started'), undefined, 'a worker does not start the extension');
  const { later } = await import(join(dirname(worker), 'extension.js')) as { readonly later: () => Promise<string> };
  assert.equal(await later(), 'one ab after a,b,c,d,1,two bc');
  Reflect.deleteProperty(globalThis, 'started');
});
