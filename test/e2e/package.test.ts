import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { out, root } from '../support/places.ts';

const vsix = join(out, 'hailuo-director.vsix');

/** What `vsce ls` would put in, which is what `npm run package` has put in. */
async function packaged(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'ls', '--no-dependencies'], { cwd: root });
  return stdout.trim().split('\n');
}

/** Bytes of a bundle and of all that it imports before it runs. */
async function eagerBytes(file: string, seen = new Set<string>()): Promise<number> {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = await readFile(file, 'utf8');
  let bytes = Buffer.byteLength(text);
  for (const statement of ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith('.')) {
      bytes += await eagerBytes(join(dirname(file), moduleSpecifier.text), seen);
    }
  }
  return bytes;
}

test('the package is small and holds no sources, tests or maps', async () => {
  const { size } = await stat(vsix);
  assert.ok(size <= 3_000_000, `${size} bytes`);
  const files = await packaged();
  const strange = files.filter((path) => !/^(package(\.nls(\.[\w-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/.+|media\/.+)$/.test(path) || /\.(ts|map|test\.\w+)$/.test(path));
  assert.deepEqual(strange, []);
  for (const needed of ['package.json', 'package.nls.json', 'package.nls.zh-cn.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist/extension.js']) {
    assert.ok(files.includes(needed), `${needed} is missing`);
  }
  assert.ok(files.some((path) => posix.dirname(path) === 'media/samples'), 'no samples');
});

test('what activation loads is at most 150 kB', async () => {
  const bytes = await eagerBytes(join(root, 'dist/extension.js'));
  assert.ok(bytes <= 150_000, `${bytes} bytes before the first command`);
});
