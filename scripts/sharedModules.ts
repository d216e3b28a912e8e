// Modules that both the extension and its pages need, and that are packed once: the build of the pages makes them, dist/webview/NAME.js each, and the extension takes them from there.
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** The larger ones, as they are imported: a package, or a file below the root. Both builds come to the same code of them. */
const shared = ['mp4box', 'src/animatic/render/caption/glyphs.ts', 'src/animatic/render/drawWasm.ts'] as const;

const nameOf = (module: string): string => basename(module, extname(module));
const isPackage = (module: string): boolean => !module.includes('/');

/** What sources import of a package, types aside: only that is packed. */
export function namesImported(from: string, sources: readonly string[]): readonly string[] {
  const imports = new RegExp(`^import \\{([^}]+)\\} from '${from}';`, 'gmu');
  const names = sources.flatMap((source) => [...source.matchAll(imports)].flatMap(([, list = '']) => list.split(',')))
    .map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type '));
  return [...new Set(names)].sort();
}

/** Entry points of the pages' build. */
export const sharedEntries: readonly { readonly in: string; readonly out: string }[] = shared.map((module) => ({ in: `shared:${module}`, out: nameOf(module) }));

/** Makes the entry points above, with what `sources` (absolute paths) import of packages. */
export function makeShared(root: string, sources: readonly string[]): Plugin {
  return {
    name: 'make-shared',
    setup(build) {
      build.onResolve({ filter: /^shared:/ }, ({ path }) => ({ path: path.slice('shared:'.length), namespace: 'shared' }));
      build.onLoad({ filter: /.*/, namespace: 'shared' }, async ({ path }) => {
        const names = isPackage(path) ? namesImported(path, await Promise.all(sources.map((source) => readFile(source, 'utf8')))) : [];
        return { contents: isPackage(path) ? `export { ${names.join(', ')} } from '${path}';` : `export * from './${path}';`, resolveDir: root };
      });
    },
  };
}

/** Leaves them to the pages' build; all files of the extension lie in one folder. */
export function takeShared(root: string): Plugin {
  return {
    name: 'take-shared',
    setup(build) {
      for (const module of shared) {
        const filter = isPackage(module) ? new RegExp(`^${module}$`) : new RegExp(`/${basename(module).replace('.', '\\.')}$`);
        build.onResolve({ filter }, ({ path, resolveDir }) => (
          isPackage(module) || join(resolveDir, path) === join(root, module) ? { path: `./webview/${nameOf(module)}.js`, external: true } : undefined
        ));
      }
    },
  };
}
