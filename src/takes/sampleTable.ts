/** Boxes that lead from `moov` to the tables of each track. */
const containers: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

interface Tables {
  /** Where each chunk begins in the file. */
  offsets?: (index: number) => number;
  chunks?: number;
  /** Runs of chunks with the same number of samples, by their first chunk, from 1. */
  runs?: readonly (readonly [firstChunk: number, samples: number])[];
  size?: (index: number) => number;
  samples?: number;
}

/**
 * Where the last sample of a `moov` box ends in its file, in bytes; 0 when its tables name none (fragmented files keep theirs elsewhere).
 * What cannot be read counts as none: doubt is no reason to refuse a paid video. Source: ISO/IEC 14496-12, 8.7.
 */
export function lastSampleEnd(moov: Buffer): number {
  const tracks: Tables[] = [];
  try {
    walk(moov, 0, moov.length, tracks);
    return Math.max(0, ...tracks.map(endOf));
  } catch (error) {
    if (error instanceof RangeError) { return 0; }
    throw error;
  }
}

function walk(bytes: Buffer, from: number, to: number, tracks: Tables[]): void {
  for (let at = from; at + 8 <= to;) {
    const short = bytes.readUInt32BE(at);
    const size = short === 0 ? to - at : short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    if (size < 8 || at + size > to) { return; }
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = at + (short === 1 ? 16 : 8);
    if (type === 'trak') { tracks.push({}); }
    if (containers.has(type)) { walk(bytes, body, at + size, tracks); } else { readTable(type, bytes.subarray(body, at + size), tracks.at(-1)); }
    at += size;
  }
}

/** Each begins with version, flags and, but for `stsz` and `stz2`, the number of its entries. */
function readTable(type: string, body: Buffer, tables: Tables | undefined): void {
  if (!tables) { return; }
  switch (type) {
    case 'stco': Object.assign(tables, { chunks: body.readUInt32BE(4), offsets: (index: number) => body.readUInt32BE(8 + 4 * index) }); return;
    case 'co64': Object.assign(tables, { chunks: body.readUInt32BE(4), offsets: (index: number) => Number(body.readBigUInt64BE(8 + 8 * index)) }); return;
    case 'stsc':
      tables.runs = Array.from({ length: Math.min(body.readUInt32BE(4), (body.length - 8) / 12) }, (_, index) => [body.readUInt32BE(8 + 12 * index), body.readUInt32BE(12 + 12 * index)] as const);
      return;
    case 'stsz': {
      const all = body.readUInt32BE(4);
      Object.assign(tables, { samples: body.readUInt32BE(8), size: (index: number) => all === 0 ? body.readUInt32BE(12 + 4 * index) : all });
      return;
    }
    default:
  }
}

function endOf({ offsets, chunks = 0, runs = [], size, samples = 0 }: Tables): number {
  if (!offsets || !size) { return 0; }
  let [sample, run, end] = [0, 0, 0];
  for (let chunk = 0; chunk < chunks && sample < samples; chunk++) {
    if ((runs[run + 1]?.[0] ?? Infinity) <= chunk + 1) { run++; }
    let at = offsets(chunk);
    for (const last = Math.min(samples, sample + (runs[run]?.[1] ?? 1)); sample < last; sample++) { at += size(sample); }
    end = Math.max(end, at);
  }
  return end;
}
