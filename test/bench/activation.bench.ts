import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installFolder } from '../e2e/install.ts';
import { openWorkbench } from '../e2e/workbench.ts';
import { eagerFiles } from '../support/eagerFiles.ts';
import { manifest, out, root } from '../support/places.ts';
import { percentile, report } from './report.ts';

/** What the real VS Code says of an activation, in milliseconds: reading and running the bundle, then `activate`. */
interface Activation { readonly load: number; readonly call: number; readonly finish: number }

const empty = 'tests.empty';
const runs = 5;

/** The row of *Developer: Startup Performance*; undefined while the extension has not been activated. */
function activationOf(table: string, id: string): Activation | undefined {
  const cells = table.split('\n').find((line) => line.startsWith(`| ${id} `))?.split('|').map((cell) => cell.trim());
  return cells && { load: Number(cells[3]), call: Number(cells[4]), finish: Number(cells[5]) };
}

async function measure(): Promise<{ readonly ours: Activation; readonly empty: Activation }> {
  const home = await mkdtemp(join(tmpdir(), 'hailuo-bench-'));
  const folder = join(home, 'empty');
  const extensions = join(home, 'extensions');
  await Promise.all([mkdir(folder), mkdir(extensions)]);
  const [publisher, name] = empty.split('.');
  await writeFile(join(folder, 'package.json'), JSON.stringify({
    publisher, name, version: '1.0.0', type: 'module', main: './extension.js', engines: { vscode: '^1.105.0' }, activationEvents: ['onStartupFinished'],
  }));
  await writeFile(join(folder, 'extension.js'), 'export function activate() {}\n');
  await installFolder(folder, extensions);
  const bench = await openWorkbench({ home, settings: {} });
  try {
    await bench.probe.evaluate(async (api, ids) => {
      await Promise.all(ids.map((id) => new Promise<void>((resolve) => {
        const look = (): void => {
          if (api.extensions.getExtension(id)?.isActive === true) resolve();
          else setTimeout(look, 50);
        };
        look();
      })));
    }, [manifest.id, empty]);
    await bench.runCommand('Developer: Startup Performance');
    const table = await bench.probe.evaluate((api) => new Promise<string>((resolve) => {
      const look = (): void => {
        const text = api.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
        if (text.includes('Extension Activation Stats')) resolve(text);
        else setTimeout(look, 50);
      };
      look();
    }), null);
    const [ours, beside] = [activationOf(table, manifest.id), activationOf(table, empty)];
    if (ours === undefined || beside === undefined) throw new Error(`VS Code tells nothing of their activation:\n${table}`);
    return { ours, empty: beside };
  } finally {
    await bench.close();
  }
}

const measured: Awaited<ReturnType<typeof measure>>[] = [];
for (let run = 0; run < runs; run++) measured.push(await measure());
const median = (of: (run: (typeof measured)[number]) => number): number => percentile(measured.map(of), 0.5);
const beside = `median of ${runs} starts; an empty extension:`;
report({ what: 'activate()', value: median(({ ours }) => ours.call + ours.finish), unit: 'ms', atMost: 15, note: `${beside} ${median((run) => run.empty.call + run.empty.finish)} ms` });
report({ what: 'loading the bundle', value: median(({ ours }) => ours.load), unit: 'ms', note: `${beside} ${median((run) => run.empty.load)} ms` });

const size = async (path: string): Promise<number> => (await stat(path)).size / 1000;
const eager = await eagerFiles(join(root, 'dist/extension.js'));
report({ what: 'all that activation loads', value: (await Promise.all(eager.map(size))).reduce((sum, bytes) => sum + bytes, 0), unit: 'kB', atMost: 470, note: `${eager.length} files` });
const packaged = join(out, 'hailuo-director.vsix');
const packagedSize = await size(packaged).catch(() => undefined);
if (packagedSize !== undefined) report({ what: 'the package', value: packagedSize / 1000, unit: 'MB', atMost: 3 });
