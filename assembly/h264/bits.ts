/** Writes bits, most significant first, into memory. */

let held: u64 = 0;
let count: i32 = 0;
let at: usize = 0;

export function startBits(to: usize): void {
  held = 0;
  count = 0;
  at = to;
}

/** The lowest `length` (at most 32) bits of a value. */
export function put(length: i32, value: u32): void {
  held = (held << length) | value;
  count += length;
  if (count >= 32) {
    count -= 32;
    store<u32>(at, bswap<u32>(<u32>(held >> count)));
    at += 4;
  }
}

/** Exp-Golomb, unsigned. */
export function putUnsigned(value: u32): void {
  const next = value + 1;
  put(63 - 2 * <i32>clz<u32>(next), next);
}

/** Exp-Golomb, signed. */
export function putSigned(value: i32): void {
  putUnsigned(value > 0 ? 2 * value - 1 : -2 * value);
}

/** How long a signed value gets. */
@inline
export function signedLength(value: i32): i32 {
  return 63 - 2 * <i32>clz<u32>((value > 0 ? 2 * value - 1 : -2 * value) + 1);
}

/** The stop bit, and zeros to the end of a byte; the end of what was written. */
export function endBits(): usize {
  put(1, 1);
  while (count & 7) put(1, 0);
  while (count > 0) {
    count -= 8;
    store<u8>(at, <u8>(held >> count));
    at += 1;
  }
  return at;
}

/** Copies a NAL unit's content and breaks up what a start code would look like (7.4.1); the number of bytes written. */
export function escapeInto(to: usize, from: usize, end: usize): i32 {
  const start = to;
  let zeros = 0;
  for (; from < end; from += 1) {
    const byte = load<u8>(from);
    if (zeros >= 2 && byte <= 3) {
      store<u8>(to, 3);
      to += 1;
      zeros = 0;
    }
    store<u8>(to, byte);
    to += 1;
    zeros = byte == 0 ? zeros + 1 : 0;
  }
  return <i32>(to - start);
}
