import { createFile } from 'mp4box';

/**
 * An mp4 whose index names the pictures that can be decoded by themselves. `h264-mp4-encoder` leaves that list (`stss`)
 * out, which by ISO/IEC 14496-12 claims that all can: players then start decoding at the wanted picture, get nothing until the
 * next real key picture, and seek up to a second too far. Gives the same bytes back where there is nothing to mend, or
 * where it cannot be done; total for any bytes.
 */
export function makeSeekable(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  try {
    return withKeyPictures(bytes);
  } catch {
    // The library throws at boxes that contradict themselves; such a file is for its reader to judge.
    return bytes;
  }
}

const nalKindIdr = 5;

function withKeyPictures(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const file = createFile();
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  file.appendBuffer(Object.assign(whole, { fileStart: 0 }), true);
  file.flush();
  const { moov } = file;
  const track = moov?.traks.find((trak) => file.getInfo().videoTracks[0]?.id === trak.tkhd.track_id);
  const table = track?.mdia.minf.stbl;
  const samples = track ? file.getTrackSamplesInfo(track.tkhd.track_id) : [];
  if (!moov || !track || !table || table.stss || !file.getCodecs().includes('avc1') || samples.length === 0) {
    return bytes;
  }
  const keys = samples.flatMap(({ offset, size }, index) => (holdsKeyPicture(bytes.subarray(offset, offset + size)) ? [index + 1] : []));
  // An index in front of the pictures would move them away from the places that it names.
  const inFront = file.mdats.some((mdat) => startOf(mdat) > startOf(moov));
  if (keys.length === 0 || keys.length === samples.length || inFront) {
    return bytes;
  }
  const list = keyList(keys);
  const end = startOf(table) + table.size;
  const result = new Uint8Array(bytes.length + list.length);
  result.set(bytes.subarray(0, end));
  result.set(list, end);
  result.set(bytes.subarray(end), end + list.length);
  const view = new DataView(result.buffer);
  for (const box of [moov, track, track.mdia, track.mdia.minf, table]) {
    view.setUint32(startOf(box), box.size + list.length);
  }
  return result;
}

function startOf(box: { readonly start?: number }): number {
  return box.start ?? 0;
}

/** Whether one of a sample's NAL units, each behind its length in four bytes, is an IDR slice (H.264, table 7-1). */
function holdsKeyPicture(sample: Uint8Array): boolean {
  const view = new DataView(sample.buffer, sample.byteOffset, sample.byteLength);
  for (let at = 0; at + 4 < sample.length; at += 4 + view.getUint32(at)) {
    if ((sample[at + 4]! & 0x1f) === nalKindIdr) {
      return true;
    }
  }
  return false;
}

/** An `stss` box: size, name, version and flags, count, sample numbers from 1. */
function keyList(keys: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(16 + 4 * keys.length));
  view.setUint32(0, view.byteLength);
  [...'stss'].forEach((letter, index) => view.setUint8(4 + index, letter.charCodeAt(0)));
  view.setUint32(12, keys.length);
  keys.forEach((key, index) => view.setUint32(16 + 4 * index, key));
  return new Uint8Array(view.buffer);
}
