// Keeps what the extension starts with in few files: each costs VS Code a third of a millisecond, and it starts with everybody's window.
import { build, type Plugin } from 'esbuild';
import { join, relative } from 'node:path';

const namespace = 'late';

/**
 * The build makes a file for every set of entry points that share a module, and each `import()` is an entry point: what the extension
 * starts with would lie in a hundred files. So every module that is loaded late imports the extension, which is there by then: all
 * that the start loads is shared by the same entry points, but for what workers take of it. `entry`: the extension's own module;
 * `workers`: modules that run in threads of their own, where nothing of this holds. Both are paths below `root`.
 */
export function oneStart(root: string, entry: string, workers: readonly string[]): Plugin {
  return {
    name: 'one-start',
    async setup(builder) {
      const inWorkers = await modulesOf(root, workers);
      builder.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path, resolveDir, importer, namespace: from }) => (
        kind === 'dynamic-import' && from === 'file' && !inWorkers.has(importer) ? { path: posix(relative(root, join(resolveDir, path))), namespace } : undefined
      ));
      builder.onLoad({ filter: /.*/, namespace }, ({ path }) => (
        { contents: `import './${entry}';\nexport * from './${path}';`, resolveDir: root }
      ));
    },
  };
}

/** Names of chunks come from paths: the same ones on every machine. */
function posix(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Absolute paths of all that these load, sooner or later. */
async function modulesOf(root: string, entryPoints: readonly string[]): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    absWorkingDir: root, entryPoints: [...entryPoints], bundle: true, write: false, outdir: 'out', metafile: true, platform: 'node', format: 'esm', external: ['vscode'], packages: 'external', logLevel: 'error',
    loader: { '.br': 'empty' },
  });
  return new Set(Object.keys(metafile.inputs).map((path) => join(root, path)));
}
