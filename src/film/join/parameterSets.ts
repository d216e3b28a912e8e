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
