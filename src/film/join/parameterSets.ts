/** Profiles whose sequence parameter set tells how its samples are kept; of the others they are 4:2:0 in 8 bits. ITU-T H.264, 7.3.2.1.1. */
const tellingProfiles: ReadonlySet<number> = new Set([44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244]);
const chromaFormats = ['4:0:0', '4:2:0', '4:2:2', '4:4:4'] as const;

/** How the colours of an `avcC` record's pictures are kept, as `4:2:0, 8 bit`: a decoder is set up for one of them. Undefined when the record is not whole. */
export function samplesOf(avcC: Uint8Array): string | undefined {
  const set = avcC.subarray(8, 8 + ((avcC[6] ?? 0) << 8 | (avcC[7] ?? 0)));
  const [, profile] = set;
  if (profile === undefined || set.length < 5) return undefined;
  if (!tellingProfiles.has(profile)) return '4:2:0, 8 bit';
  const next = numbersIn(set.subarray(4));
  next();
  const chroma = next();
  // Three planes coded each by itself, one bit.
  if (chroma === 3) next(true);
  const depth = next();
  return depth === undefined || chroma === undefined || chromaFormats[chroma] === undefined ? undefined : `${chromaFormats[chroma]}, ${String(8 + depth)} bit`;
}

/** Reads one unsigned Exp-Golomb number after the other, or one bit; undefined past the end. ITU-T H.264, 9.1. */
function numbersIn(bytes: Uint8Array): (oneBit?: boolean) => number | undefined {
  let at = 0;
  const bit = (): number | undefined => {
    const byte = bytes[at >> 3];
    return byte === undefined ? undefined : byte >> (7 - (at++ & 7)) & 1;
  };
  return (oneBit = false) => {
    if (oneBit) return bit();
    let zeros = 0;
    for (let read = bit(); read !== 1; read = bit()) if (read === undefined || ++zeros > 16) return undefined;
    let value = 1;
    for (let left = zeros; left > 0; left--) value = value * 2 + (bit() ?? 0);
    return value - 1;
  };
}

/**
 * The parameter sets of an `avcC` record as they stand among pictures: each behind its length in four bytes. Undefined
 * when the record is not whole, or when its pictures' lengths take other than four bytes.
 * (ISO/IEC 14496-15, AVCDecoderConfigurationRecord.)
 */
export function inBandSets(avcC: Uint8Array): Uint8Array | undefined {
  const [version, , , , lengthSize, setCount] = avcC;
  if (version !== 1 || lengthSize === undefined || setCount === undefined || (lengthSize & 3) !== 3) return undefined;
  const view = new DataView(avcC.buffer, avcC.byteOffset, avcC.byteLength);
  const sets: Uint8Array[] = [];
  let at = 6;
  const take = (count: number): boolean => {
    for (let index = 0; index < count; index++) {
      if (at + 2 > avcC.length) return false;
      const end = at + 2 + view.getUint16(at);
      if (end > avcC.length) return false;
      sets.push(avcC.subarray(at + 2, end));
      at = end;
    }
    return true;
  };
  if (!take(setCount & 31) || at >= avcC.length || !take(avcC[at++] ?? 0) || sets.length < 2) return undefined;
  const framed = new Uint8Array(sets.reduce((size, set) => size + 4 + set.length, 0));
  const write = new DataView(framed.buffer);
  let to = 0;
  for (const set of sets) {
    write.setUint32(to, set.length);
    framed.set(set, to + 4);
    to += 4 + set.length;
  }
  return framed;
}
