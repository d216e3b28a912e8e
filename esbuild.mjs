import { context } from 'esbuild';
import { glob, readFile, rm } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fewerIcons } from './scripts/fewerIcons.ts';
import { oneStart } from './scripts/oneStart.ts';
import { makeShared, sharedEntries, takeShared } from './scripts/sharedModules.ts';
import { writeTraditional } from './scripts/traditional.ts';

const root = dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');
const development = watch || process.argv.includes('--development');

/** Paths below the root that match, with forward slashes, sorted. */
async function find(pattern) {
  const found = [];
  for await (const path of glob(pattern, { cwd: root })) found.push(path.replaceAll('\\', '/'));
  return found.sort();
}

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: watch ? 'info' : 'warning',
  metafile: true,
  minify: !development,
  sourcemap: 'linked',
  // The package's Node build reads bundle files itself; the browser build has only `config` and `t`, which is all we use.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  // VS Code 1.105, the floor in package.json, runs Node 22.
  target: 'node22',
  format: 'esm',
  outExtension: { '.js': '.js' },
  external: ['vscode'],
  // Bundled CommonJS asks for `require`, which an ES module does not have.
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
};

/** How a source names a WebAssembly file of a package. */
const wasmOf = /import\.meta\.resolve\('([\w@/.-]+\.wasm)'\)/g;

/**
 * A worker names its file as `new URL('./NAME.worker.ts', import.meta.url)`, which is right where TypeScript runs as it is
 * written. All of dist is flat, so in the bundle only the ending changes. A package's WebAssembly is named as
 * `import.meta.resolve('PACKAGE/PATH.wasm')` and packed into dist as `NAME.wasm.br`, a sixth smaller than a zip would have it.
 * @type {import('esbuild').Plugin}
 */
const workerUrls = {
  name: 'worker-urls',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/, namespace: 'file' }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replace(/(new URL\('\.\/[\w-]+\.worker)\.ts'/g, "$1.js'")
        .replace(wasmOf, (_, wasm) => `new URL('./${basename(wasm)}.br', import.meta.url).href`);
      return contents === source ? undefined : { contents, loader: 'ts' };
    });
  },
};

/** @type {import('esbuild').Plugin} */
const packedWasm = {
  name: 'packed-wasm',
  setup(build) {
    build.onResolve({ filter: /^packed:/ }, ({ path }) => ({ path: join(root, `${path.slice('packed:'.length)}.br`), namespace: 'packed' }));
    build.onLoad({ filter: /.*/, namespace: 'packed' }, async ({ path }) => ({
      contents: brotliCompressSync(await readFile(path.slice(0, -'.br'.length)), { params: { [constants.BROTLI_PARAM_QUALITY]: development ? 1 : 11 } }),
      loader: 'copy',
    }));
  },
};

/**
 * undici brings its parser of replies twice, as WebAssembly in base64: with and without SIMD, which only long headers would feel.
 * The one that runs on every processor stands for both, and is packed.
 * @type {import('esbuild').Plugin}
 */
const oneParser = {
  name: 'one-parser',
  setup(build) {
    const parser = join(root, 'node_modules/undici/lib/llhttp/llhttp-wasm.js');
    build.onResolve({ filter: /llhttp_simd-wasm\.js$/ }, () => ({ path: parser }));
    build.onLoad({ filter: /[\\/]llhttp-wasm\.js$/ }, async () => {
      const [, base64] = /'([\w+/=]{1000,})'/.exec(await readFile(parser, 'utf8')) ?? [];
      if (base64 === undefined) throw new Error('undici keeps its parser in another way now');
      const packed = brotliCompressSync(Buffer.from(base64, 'base64')).toString('base64');
      return { contents: `module.exports = require('node:zlib').brotliDecompressSync(Buffer.from('${packed}', 'base64'));`, loader: 'js' };
    });
  },
};

/** The packages' WebAssembly files that sources name. */
async function wasmFiles() {
  const sources = await Promise.all((await find('src/**/*.ts')).map((path) => readFile(join(root, path), 'utf8')));
  return sources.flatMap((source) => [...source.matchAll(wasmOf)].map(([, wasm]) => `node_modules/${wasm}`));
}

async function builds() {
  const workers = await find('src/**/*.worker.ts');
  // Files that a module reads as they are: `new URL('./NAME.br', import.meta.url)`.
  const data = await find('src/**/*.br');
  const wasm = await wasmFiles();
  const panels = await find('src/webview/*/main.ts');
  const suites = await find('test/vscode/**/*.ts');
  const sources = (await find('src/**/*.ts')).map((path) => join(root, path));
  const naming = [...sources, ...(await find('media/webview/*.css')).map((path) => join(root, path))];
  return [
    {
      ...node,
      entryPoints: [{ in: 'src/extension.ts', out: 'extension' }, ...[...workers, ...data].map((path) => ({ in: path, out: basename(path, extname(path)) })), ...wasm.map((path) => ({ in: `packed:${path}`, out: basename(path) }))],
      outdir: 'dist',
      loader: { '.br': /** @type {const} */ ('copy') },
      splitting: true,
      chunkNames: '[name]-[hash]',
      plugins: [workerUrls, packedWasm, oneParser, takeShared(root), oneStart(root, 'src/extension.ts', workers)],
    },
    {
      ...common,
      platform: /** @type {const} */ ('browser'),
      target: 'chrome138',
      format: /** @type {const} */ ('esm'),
      // One build of all pages: what several of them use is packed once.
      splitting: true,
      entryPoints: [...panels.map((path) => ({ in: path, out: basename(dirname(path)) })), ...sharedEntries],
      outdir: 'dist/webview',
      chunkNames: '[name]-[hash]',
      assetNames: '[name]',
      loader: { '.ttf': /** @type {const} */ ('file'), '.svg': /** @type {const} */ ('text') },
      plugins: [fewerIcons(naming), makeShared(root, sources)],
    },
    {
      ...node,
      entryPoints: suites,
      outbase: '.',
      outdir: 'out',
      outExtension: { '.js': '.mjs' },
      splitting: true,
      chunkNames: 'test/vscode/chunks/[name]-[hash]',
      external: ['vscode', 'mocha'],
      minify: false,
    },
  ].filter(({ entryPoints }) => entryPoints.length > 0);
}

await writeTraditional(root);
const contexts = await Promise.all((await builds()).map((options) => context(options)));
if (watch) {
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  // esbuild has printed what is wrong; a stack of its own innards would bury it.
  const results = await Promise.all(contexts.map((each) => each.rebuild())).catch(() => process.exit(1));
  await Promise.all(contexts.map((each) => each.dispose()));
  const outputs = new Map(results.flatMap(({ metafile }) => Object.entries(metafile?.outputs ?? {})));
  // Chunks carry a hash in their names; those of earlier builds go, after the new ones stand.
  for (const file of [...await find('dist/**/*.*'), ...await find('out/test/**/*.*')]) {
    if (!outputs.has(file)) await rm(join(root, file));
  }
  for (const [file, { bytes }] of outputs) {
    if (file.startsWith('dist/') && !file.endsWith('.map')) console.log(`${file}  ${(bytes / 1000).toFixed(1)} kB`);
  }
}
