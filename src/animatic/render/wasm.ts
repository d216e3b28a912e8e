/** WebAssembly as every runtime of ours has it: Node's threads and browsers. Types of neither reach this folder. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => { readonly exports: Readonly<Record<string, unknown>> };
}

declare const WebAssembly: Engine;
declare const atob: (base64: string) => string;

/** A module's memory; a view of it is of no use any more once the module asked for more. */
export interface WasmMemory { readonly buffer: ArrayBuffer }

/** Starts a module that imports nothing from its bytes in base64, at once: ours are a few kilobytes. Its exports, which its source tells. */
export function startWasm(base64: string): unknown {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports;
}
