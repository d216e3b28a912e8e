// Compiles the folders of assembly/ to WebAssembly and writes them as sources, so that they run wherever the sources do.
import asc from 'assemblyscript/asc';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder of each module, the source that holds it, and its name there. */
export const modules = [
  { folder: 'h264', source: 'src/animatic/clip/h264Wasm.ts', name: 'h264Wasm' },
  { folder: 'draw', source: 'src/animatic/render/drawWasm.ts', name: 'drawWasm' },
];

/** The source's text for a module; throws what the compiler says. */
export async function compile({ folder, name }) {
  let binary;
  const { error, stderr } = await asc.main(
    [`assembly/${folder}/index.ts`, '--outFile', 'module.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--use', 'abort='],
    { baseDir: root, writeFile: (file, contents) => { if (file === 'module.wasm') binary = contents; } },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return `/** Made of assembly/${folder} by scripts/make-wasm.mjs: a WebAssembly module, base64. */\nexport const ${name} = '${Buffer.from(binary).toString('base64')}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const module of modules) await writeFile(`${root}/${module.source}`, await compile(module));
}
