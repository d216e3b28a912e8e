/** Bytes of a box before its content: its length and its type. */
export const header = 8;

/** A box of these parts (ISO/IEC 14496-12). */
export function boxOf(type: string, parts: readonly Uint8Array[]): Uint8Array {
  return joined([headOf(type, parts.reduce((sum, part) => sum + part.length, 0)), ...parts]);
}

/** What stands before so many bytes of content. */
export function headOf(type: string, length: number): Uint8Array {
  const head = new Uint8Array(header);
  viewOf(head).setUint32(0, header + length);
  head.set(letters(type), 4);
  return head;
}

/** The bytes of a four-letter code. */
export function letters(type: string): Uint8Array {
  return Uint8Array.from(type, (letter) => letter.charCodeAt(0));
}

/** All parts, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The same memory, to read and write numbers in. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
