import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { runAside } from '../support/outside.ts';
import { manifest, out, root } from '../support/places.ts';
import { eagerFiles } from '../support/eagerFiles.ts';
import { plays } from './plays.ts';
import { openWorkbench } from './workbench.ts';

const vsix = join(out, 'hailuo-director.vsix');

/** What `vsce ls` would put in, which is what `npm run package` has put in. */
async function packaged(): Promise<readonly string[]> {
  const { out: list } = await runAside(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'ls', '--no-dependencies'], { cwd: root });
  return list.toString().trim().split('\n');
}

test('the package is small and holds no sources, tests or maps', async () => {
  const { size } = await stat(vsix);
  // 1.2 times that of 39820e4, which `npm run bench -- --against` measures against.
  assert.ok(size <= 1_711_000, `${size} bytes`);
  const files = await packaged();
  const strange = files.filter((path) => !/^(package(\.nls(\.[\w-]+)?)?\.json|README\.md|CHANGELOG\.md|SECURITY\.md|LICENSE|dist\/.+|media\/.+)$/.test(path) || /\.(ts|map|test\.\w+)$/.test(path));
  assert.deepEqual(strange, []);
  for (const needed of ['package.json', 'package.nls.json', 'package.nls.zh-cn.json', 'package.nls.zh-tw.json', 'media/l10n/bundle.l10n.zh-tw.json', 'README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', 'dist/extension.js']) {
    assert.ok(files.includes(needed), `${needed} is missing`);
  }
  assert.ok(files.some((path) => posix.dirname(path) === 'media/samples'), 'no samples');
});

test('the extension starts with few files of at most 470 kB in all; network, encoder, film and pages are not among them', async () => {
  const eager = await eagerFiles(join(root, 'dist/extension.js'));
  const sizes = await Promise.all(eager.map(async (file) => (await stat(file)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(eager.length <= 6 && bytes <= 470_000, `${eager.length} files of ${bytes} bytes`);
  const sources = (await Promise.all(eager.map(async (file) => (JSON.parse(await readFile(`${file}.map`, 'utf8')) as { readonly sources: readonly string[] }).sources))).flat();
  assert.ok(sources.some((path) => path.endsWith('src/extension.ts')));
  assert.deepEqual(sources.filter((path) => /node_modules\/(undici|mp4box|lit|@codemirror)\/|src\/(webview|animatic\/clip\/[^/]*(?:worker|encode)|film\/(join|projects|sheet))/u.test(path)), []);
});

test('installed from its package into a fresh VS Code, it turns a selected prompt into a video that plays', async () => {
  const bench = await openWorkbench({ extension: { vsix } });
  try {
    const extensionPath = await bench.probe.evaluate((api, id) => api.extensions.getExtension(id)?.extensionPath, manifest.id);
    assert.ok(extensionPath?.startsWith(join(bench.home, 'extensions')), `it runs from ${extensionPath ?? 'nowhere'}`);
    assert.ok(bench.workspace);
    await writeFile(join(bench.workspace, 'shot.txt'), '[Truck right] A market street in the rain\n');
    await bench.openFile('shot.txt');
    await bench.selectAll();
    await bench.runCommand('Hailuo: Generate Video from Selection');
    const take = await bench.probe.taskIn(['completed', 'failed'], 120_000);
    assert.equal(take.state, 'completed', take.failure?.message);
    assert.ok(take.file);
    assert.equal((await readFile(take.file)).toString('latin1', 4, 8), 'ftyp');
    await (await bench.notification('The video is ready')).getByRole('button', { name: 'Open' }).click();
    await plays(await bench.webview('video'));
    await bench.screenshot('package');
  } finally {
    await bench.close();
  }
});
