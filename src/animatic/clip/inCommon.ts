/** New memory of so many bytes that all threads read. */
export function inCommon(bytes: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(bytes));
}
