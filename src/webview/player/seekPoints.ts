import type { ISOFile, Sample } from 'mp4box';

/** Of a NAL unit that begins anew: no picture behind it refers to one before it. ITU-T H.264, table 7-1. */
const freshStart = 5;
/** Says of a sample in a fragment that decoding does not begin at it. ISO/IEC 14496-12, 8.8.3.1. */
const notSync = 0x00010000;
/** Fields that a run of samples has, by its flags. ISO/IEC 14496-12, 8.8.8. */
const has = { dataOffset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, shift: 0x800 } as const;

/**
 * Takes back, in place, what an H.264 file names as a place to seek to where its pictures go on from those before (open groups
 * of pictures): a browser fails to decode from there, and decodes well from the one before. The rest of the file stays as it is.
 */
export function closeSeekPoints(bytes: ArrayBuffer, file: ISOFile, samples: readonly Sample[]): void {
  const view = new DataView(bytes);
  const open = samples.filter((sample, index) => index > 0 && sample.is_sync && goesOn(view, sample));
  if (open.length === 0) {
    return;
  }
  const named = file.moov.traks.find(({ tkhd }) => tkhd.track_id === open[0]!.track_id)?.mdia.minf.stbl.stss;
  if (named?.start !== undefined) {
    const numbers = new Set(open.map(({ number }) => number + 1));
    const kept = named.sample_numbers.filter((number) => !numbers.has(number));
    const at = named.start + (named.hdr_size ?? 12);
    view.setUint32(at, kept.length);
    kept.forEach((number, index) => view.setUint32(at + 4 + index * 4, number));
  }
  for (const { moof_number, number_in_traf, track_id } of open) {
    const fragment = moof_number === undefined ? undefined : file.moofs[moof_number - 1];
    const runs = fragment?.trafs.find(({ tfhd }) => tfhd.track_id === track_id)?.truns ?? [];
    let before = 0;
    for (const { start = 0, hdr_size: header = 12, flags, sample_count: count } of runs) {
      const at = number_in_traf === undefined ? -1 : number_in_traf - before;
      const place = at < 0 || at >= count ? undefined : placeOfFlags(flags, at);
      if (place !== undefined) {
        view.setUint32(start + header + place, view.getUint32(start + header + place) | notSync);
      }
      before += count;
    }
  }
}

/** Where the flags of a run's sample stand, from behind its header; undefined where it has none of its own. */
function placeOfFlags(flags: number, sample: number): number | undefined {
  const bytesOf = (...fields: readonly number[]): number => fields.filter((field) => flags & field).length * 4;
  const first = 4 + bytesOf(has.dataOffset);
  if (sample === 0 && flags & has.firstFlags) {
    return first;
  }
  const each = bytesOf(has.duration, has.size, has.flags, has.shift);
  return flags & has.flags ? first + bytesOf(has.firstFlags) + sample * each + bytesOf(has.duration, has.size) : undefined;
}

/** Whether an H.264 picture that may be sought to does not begin anew. */
function goesOn(view: DataView, { offset, size, description }: Sample): boolean {
  const { avcC: configuration } = description as { readonly avcC?: { readonly lengthSizeMinusOne: number } };
  const unit = configuration && configuration.lengthSizeMinusOne + 1;
  if (unit === undefined || offset + size > view.byteLength) {
    return false;
  }
  for (let at = offset; at + unit < offset + size;) {
    if ((view.getUint8(at + unit) & 0x1f) === freshStart) {
      return false;
    }
    let length = 0;
    for (let byte = 0; byte < unit; byte++) {
      length = length * 256 + view.getUint8(at + byte);
    }
    at += unit + length;
  }
  return true;
}
