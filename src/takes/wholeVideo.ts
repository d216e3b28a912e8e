import { open } from 'node:fs/promises';
import { lastSampleEnd } from './sampleTable.ts';

/** `cut`: it begins like an mp4, but something of it is missing. */
export type VideoVerdict = 'whole' | 'cut' | 'notVideo';

/** A box's size and type. */
const headLength = 8;
/** What may stand first in an mp4 (ISO/IEC 14496-12; `free`, `skip` and `wide` come before `ftyp` from some tools). */
const firstBoxes: ReadonlySet<string> = new Set(['ftyp', 'free', 'skip', 'wide', 'pnot', 'uuid', 'styp', 'pdin', 'moov', 'mdat', 'junk', 'meta', 'sidx', 'prft', 'emsg']);
/** A film of ten seconds has some kilobytes of tables; more is nobody's clip and would fill the memory. */
const longestMoov = 64 * 1024 ** 2;
/** Boxes at the top that are looked at; a fragmented file of hours has fewer. */
const mostBoxes = 100_000;

/** Whether the first bytes may be an mp4's, however it begins. Needs eight of them. */
export function mayBeMp4(head: Uint8Array): boolean {
  return head.length >= headLength && firstBoxes.has(typeAt(Buffer.from(head.subarray(0, headLength)), 0));
}

/**
 * Whether a file of `length` bytes is an mp4 with nothing missing: a `ftyp`, a `moov`, boxes at the top that add up, and every
 * sample of the tables within the file (a faststart file that was cut has all its tables). Bytes behind the last box are borne.
 * Rejects with errors of the file system.
 */
export async function judgeVideo(file: string, length: number): Promise<VideoVerdict> {
  const handle = await open(file, 'r');
  try {
    const seen = new Set<string>();
    let moov: { readonly start: number; readonly size: number } | undefined;
    let at = 0;
    for (let count = 0; at < length && count < mostBoxes; count++) {
      const head = Buffer.alloc(16);
      const { bytesRead } = await handle.read(head, 0, 16, at);
      const box = boxIn(head.subarray(0, Math.min(bytesRead, length - at)), length - at);
      if (!box || (at === 0 && !firstBoxes.has(box.type))) {
        if (at === 0) { return length > 0 && length < headLength ? 'cut' : 'notVideo'; }
        // A file that is cut ends within a box that was announced; what is no box at all is some tool's remark at the end.
        if (!seen.has('mdat') || !moov) { return seen.has('ftyp') ? 'cut' : 'notVideo'; }
        break;
      }
      if (at + box.size > length) { return seen.has('ftyp') || box.type === 'ftyp' ? 'cut' : 'notVideo'; }
      seen.add(box.type);
      moov = box.type === 'moov' ? { start: at, size: box.size } : moov;
      at += box.size;
    }
    if (!seen.has('ftyp')) { return 'notVideo'; }
    if (!moov || moov.size > longestMoov) { return moov ? 'notVideo' : 'cut'; }
    const bytes = Buffer.alloc(moov.size);
    await handle.read(bytes, 0, moov.size, moov.start);
    return lastSampleEnd(bytes) > length ? 'cut' : 'whole';
  } finally {
    await handle.close();
  }
}

/** The box that begins here; `rest` is what the file has from here on. Undefined when these bytes begin none. */
function boxIn(head: Buffer, rest: number): { readonly type: string; readonly size: number } | undefined {
  if (head.length < headLength) { return undefined; }
  const type = typeAt(head, 0);
  const short = head.readUInt32BE(0);
  // 0: to the end of the file. 1: the size is in the eight bytes that follow.
  const size = short === 0 ? rest : short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short;
  return size >= headLength && /^[\x20-\x7e\xa9]{4}$/.test(type) ? { type, size } : undefined;
}

function typeAt(bytes: Buffer, start: number): string {
  return bytes.toString('latin1', start + 4, start + 8);
}
