/** Builds boxes of ISO/IEC 14496-12: a size in four bytes, a type in four letters, then the content. */

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export type Content = Uint8Array | readonly number[];

export function concat(parts: readonly Content[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function box(type: string, ...content: readonly Content[]): Uint8Array {
  const body = concat(content);
  return concat([u32(8 + body.length), latin(type), body]);
}

/** A box with a version and flags before its content. */
export function fullBox(type: string, version: number, flags: number, ...content: readonly Content[]): Uint8Array {
  return box(type, u32(version * 0x1000000 + flags), ...content);
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
