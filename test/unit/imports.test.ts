import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../support/places.ts';

/** From the inside out; a layer imports itself and what stands before it. */
const inner = ['directives', 'shots', 'animatic', 'gateways', 'storage', 'takes', 'tasks', 'wallet', 'film'];
const features = ['commands', 'views', 'editor', 'agents'];
/** The files beside the folders: activation, what it opens, and what other extensions get. */
const outermost = ['extension', 'services', 'moneyServices', 'panels', 'api'];
const usesVscode = ['host', ...features, ...outermost];

interface Import { readonly from: string; readonly to: string; readonly typeOnly: boolean }

const files = globSync('src/**/*.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/')).sort();
const imports = files.flatMap((from): readonly Import[] => {
  const source = ts.createSourceFile(from, readFileSync(join(root, from), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push({ from, to: resolve(from, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    // `new URL('./x.worker.ts', import.meta.url)` starts that file.
    else if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
      const target = node.arguments?.[0];
      if (target !== undefined && ts.isStringLiteralLike(target) && target.text.endsWith('.ts')) add(target, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
});

function resolve(from: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier;
}

/** `directives`, `views`, `extension`, … */
function layerOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

/** `src/views/take/panel.ts` → `take`: a panel's folder; undefined for what all views share. */
function panelOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 3 ? parts[2] : undefined;
}

/** A folder with a TypeScript project of its own sees neither Node nor VS Code. */
function isPure(path: string): boolean {
  for (let folder = dirname(path); folder !== 'src' && folder !== '.'; folder = dirname(folder)) {
    if (layerOf(path) !== 'webview' && existsSync(join(root, folder, 'tsconfig.json'))) return true;
  }
  return false;
}

function isProtocol(path: string): boolean {
  return /^src\/views\/[^/]+\/protocol\.ts$/.test(path);
}

function mayImport({ from, to }: Import): boolean {
  const [here, there] = [layerOf(from), layerOf(to)];
  // Both ends read it; that it reaches nothing of Node shows when the browser's bundle is built.
  if (isProtocol(from)) return inner.includes(there) || isProtocol(to);
  if (outermost.includes(here)) return there !== 'webview';
  // The reader of files that a workspace names stands on Node alone, so that all who read such files can read with it.
  if (to === 'src/storage/foreignFile.ts' && inner.includes(here)) return !isPure(from);
  if (inner.includes(here)) return inner.includes(there) && inner.indexOf(there) <= inner.indexOf(here);
  if (here === 'host') return there === 'host' || inner.includes(there);
  if (here === 'webview') return there === 'webview' || isPure(to) || isProtocol(to);
  return there === here || there === 'host' || there === 'api' || inner.includes(there);
}

function list(found: readonly Import[]): string[] {
  return found.map(({ from, to }) => `${from} → ${to}`);
}

const own = imports.filter(({ to }) => to.startsWith('src/'));

test('imports are found at all', () => {
  assert.ok(own.length > 50, `only ${own.length} imports between our own files`);
});

test('every import names a file that stands', () => {
  assert.deepEqual(list(own.filter(({ to }) => !existsSync(join(root, to)))), []);
});

test('imports run one way: directives ← shots ← animatic ← gateways, storage ← takes ← tasks ← wallet ← film ← commands, views, editor, agents ← extension', () => {
  assert.deepEqual(list(own.filter((each) => !mayImport(each))), []);
});

/** Files that import one another, directly or by a way round: each list is one such knot. Tarjan's strongly connected components. */
function circles(among: readonly Import[]): readonly (readonly string[])[] {
  const targets = Map.groupBy(among, ({ from }) => from);
  const found: string[][] = [];
  const [order, lowest] = [new Map<string, number>(), new Map<string, number>()];
  const open: string[] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    open.push(file);
    for (const { to } of targets.get(file) ?? []) {
      if (!order.has(to)) visit(to);
      if (open.includes(to)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(to)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const knot = open.splice(open.indexOf(file));
    if (knot.length > 1 || targets.get(file)?.some(({ to }) => to === file)) found.push(knot);
  };
  [...targets.keys()].forEach((file) => { if (!order.has(file)) visit(file); });
  return found;
}

test('no file comes back to itself by what it imports, types counted', () => {
  const line = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly });
  assert.deepEqual(circles([line('a', 'b'), line('b', 'c', true), line('c', 'b'), line('c', 'd'), line('e', 'e')]), [['b', 'c'], ['e']], 'circles are found at all');
  assert.deepEqual(circles(own), []);
});

test('no panel imports another panel, in the host or in the browser', () => {
  const across = own.filter(({ from, to }) => {
    if (layerOf(from) === 'views' && layerOf(to) === 'views') return panelOf(to) !== undefined && panelOf(from) !== panelOf(to);
    return layerOf(from) === 'webview' && isProtocol(to) && panelOf(from) !== panelOf(to) && existsSync(join(root, `src/views/${panelOf(from) ?? ''}`));
  });
  assert.deepEqual(list(across), []);
});

test('activate() is a table of contents: its file stays under 80 lines', () => {
  assert.ok(readFileSync(join(root, 'src/extension.ts'), 'utf8').split('\n').length <= 80);
});

test('vscode is imported, be it for a type, by host, editor, views, commands and extension alone', () => {
  const strangers = imports.filter(({ from, to }) => to === 'vscode' && (!usesVscode.includes(layerOf(from)) || isProtocol(from)));
  assert.deepEqual(list(strangers), []);
});

test('the pure folders and the browser import nothing of Node', () => {
  const strangers = imports.filter(({ from, to }) => to.startsWith('node:') && (isPure(from) || ['directives', 'shots', 'webview'].includes(layerOf(from))));
  assert.deepEqual(list(strangers), []);
});

test('undici comes by its leaf modules, in the gateways alone; its index would replace the fetch of every extension', () => {
  const undici = imports.filter(({ to, typeOnly }) => /^undici(\/|$)/.test(to) && !typeOnly);
  assert.deepEqual(list(undici.filter(({ from, to }) => !to.startsWith('undici/lib/') || layerOf(from) !== 'gateways')), []);
});

test('zod comes as zod/mini', () => {
  assert.deepEqual(list(imports.filter(({ to }) => /^zod(\/|$)/.test(to) && to !== 'zod/mini')), []);
});

test('the twins have the same file names', () => {
  const namesIn = (folder: string): string[] => files.filter((path) => path.startsWith(`src/gateways/${folder}/`)).map((path) => posix.basename(path));
  assert.deepEqual(namesIn('toapis'), namesIn('apimart'));
});

test('the reader of files that a workspace names imports nothing of ours', () => {
  assert.deepEqual(list(own.filter(({ from }) => from === 'src/storage/foreignFile.ts')), []);
});

test('there are no barrels and no drawers for odds and ends', () => {
  assert.deepEqual(files.filter((path) => /(^|\/)(index|utils?|helpers?|types|common|misc)\.ts$/.test(path)), []);
});

test('every property test draws its cases in the one place', () => {
  const tests = globSync('test/**/*.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  const drawing = tests.filter((path) => /\bfc\.(assert|check|sample|configureGlobal)\b/.test(readFileSync(join(root, path), 'utf8')));
  assert.deepEqual(drawing.filter((path) => path !== 'test/unit/imports.test.ts'), ['test/support/property.ts'], 'assertProperty and draw of test/support/property.ts do it');
});
