// Compiles assembly/h264 to WebAssembly and writes it as src/animatic/clip/h264Wasm.ts, so that it runs wherever the sources do.
import asc from 'assemblyscript/asc';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The module's bytes; throws what the compiler says. */
export async function compile() {
  let binary;
  const { error, stderr } = await asc.main(
    ['assembly/h264/index.ts', '--outFile', 'h264.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--use', 'abort='],
    { baseDir: root, writeFile: (name, contents) => { if (name === 'h264.wasm') binary = contents; } },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}

/** The source that holds it. */
export function sourceOf(binary) {
  return `/** Made of assembly/h264 by scripts/make-encoder.mjs: a WebAssembly module, base64. */\nexport const h264Wasm = '${Buffer.from(binary).toString('base64')}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(`${root}/src/animatic/clip/h264Wasm.ts`, sourceOf(await compile()));
