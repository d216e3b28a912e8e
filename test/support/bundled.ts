import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cache, root } from './places.ts';

/** What of it Node compiled is kept beside the other modules' by who starts it. */
const folder = join(cache, 'bundled');
const dayMs = 86_400_000;

/**
 * One file of a module and all that it imports, for processes that are started by the hundred: a window of the kill tests is
 * there in a quarter of the time. `instead` puts other modules in the place of packages. It is named by its content, so those
 * who bundle the same at once share it; others that nobody has made anew for a day are deleted.
 */
export async function bundled(module: URL, instead: Readonly<Record<string, string>> = {}): Promise<URL> {
  const name = basename(fileURLToPath(module), '.ts');
  const { outputFiles: [output] } = await build({
    absWorkingDir: root, entryPoints: [fileURLToPath(module)], write: false, bundle: true, platform: 'node', target: 'node22', format: 'esm', logLevel: 'error',
    alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js', ...instead },
    banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  });
  if (!output) throw new Error(`esbuild made nothing of ${module.href}.`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.${createHash('sha256').update(output.contents).digest('hex').slice(0, 16)}.mjs`);
  if (!existsSync(file)) {
    for (const old of readdirSync(folder).map((each) => join(folder, each))) {
      if (Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? 0) > dayMs) rmSync(old, { force: true });
    }
    writeFileSync(`${file}.${String(process.pid)}`, output.contents);
    renameSync(`${file}.${String(process.pid)}`, file);
  }
  return pathToFileURL(file);
}
