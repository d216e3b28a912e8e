import { boxOf } from '../../animatic/clip/boxes.ts';

/** A box with a version and flags before its content (ISO/IEC 14496-12). */
export function fullBox(type: string, version: number, flags: number, ...content: readonly Uint8Array[]): Uint8Array {
  return boxOf(type, [u32(version * 0x1000000 + flags), ...content]);
}

export function u16(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => { view.setUint16(index * 2, value); });
  return bytes;
}

/** Signed values stand as their two's complement. */
export function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => { view.setUint32(index * 4, value); });
  return bytes;
}

export function u64(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => { view.setBigUint64(index * 8, BigInt(value)); });
  return bytes;
}

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
