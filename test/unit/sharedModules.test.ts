import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { makeShared, namesImported, sharedEntries, takeShared } from '../../scripts/sharedModules.ts';
import { root } from '../support/places.ts';

const sources = globSync('src/**/*.ts', { cwd: root }).map((path) => join(root, path));

async function built(options: Parameters<typeof build>[0]): Promise<string> {
  const { outputFiles } = await build({ ...options, absWorkingDir: root, bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'silent' });
  return outputFiles.map(({ text }) => text).join('\n');
}

void test('what sources import of a package is known by name, types aside', () => {
  assert.deepEqual(namesImported('mp4box', [
    'import { createFile } from \'mp4box\';\nimport type { Sample } from \'mp4box\';\n',
    'import { b, type C, createFile } from \'mp4box\';\nimport { other } from \'elsewhere\';\n',
  ]), ['b', 'createFile']);
  assert.ok(namesImported('mp4box', sources.map((path) => readFileSync(path, 'utf8'))).length > 0);
});

void test('the extension leaves a shared module to the build of the pages, wherever it is imported from', async () => {
  for (const [importer, module] of [['src/film/join/sampleTable.ts', 'mp4box'], ['src/animatic/render/caption/typeset.ts', 'glyphs'], ['src/film/sheet/letters.ts', 'glyphs'], ['src/animatic/render/canvas.ts', 'drawWasm']] as const) {
    const text = await built({ entryPoints: [importer], plugins: [takeShared(root)] });
    assert.match(text, new RegExp(`from "\\./webview/${module}\\.js"`, 'u'), importer);
  }
});

void test('the build of the pages makes each shared module with all that the extension takes from it', async () => {
  const [mp4box, glyphs] = await Promise.all(['mp4box', 'glyphs'].map((out) => built({ entryPoints: sharedEntries.filter((entry) => entry.out === out).map((entry) => entry), outdir: 'out', plugins: [makeShared(root, sources)] })));
  assert.match(mp4box ?? '', /export \{\s*createFile\s*\}/u);
  assert.match(glyphs ?? '', /export \{\s*glyphs,\s*unitsPerEm\s*\}/u);
});
