import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../support/places.ts';

interface Module { readonly source: string }
interface Maker { readonly modules: readonly Module[]; compile(module: Module): Promise<string> }

void test('each module is what its source in assembly/ compiles to', async () => {
  const { modules, compile } = await import(join(root, 'scripts/make-wasm.mjs')) as Maker;
  assert.ok(modules.length > 1);
  for (const module of modules) {
    assert.equal(await readFile(join(root, module.source), 'utf8'), await compile(module), `run scripts/make-wasm.mjs: ${module.source}`);
  }
});
