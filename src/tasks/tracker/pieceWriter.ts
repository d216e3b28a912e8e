/// <reference lib="es2024.arraybuffer" />
import type { FileHandle } from 'node:fs/promises';

/** The network gives pieces of 16 to 128 kB; a write for each would cost more than the bytes themselves. */
const blockBytes = 1024 ** 2;
/** One fills while the others are on their way to the disk. */
const blockCount = 4;

/** Writes a stream of pieces in large blocks beside the arrival of the next ones. */
export interface PieceWriter {
  /** Takes the piece, whose memory is given back: nobody may use it any more. Rejects with what went wrong with an earlier block, too. */
  add(piece: Uint8Array): Promise<void>;
  /** Settles when everything added is written. */
  finish(): Promise<void>;
}

export function createPieceWriter(file: FileHandle, from: number): PieceWriter {
  const blocks = Array.from({ length: blockCount }, () => ({ bytes: Buffer.allocUnsafeSlow(blockBytes), written: Promise.resolve() }));
  let [at, held, current] = [from, 0, 0];
  let last = Promise.resolve();

  function flush(): Promise<void> {
    const block = blocks[current]!;
    const [bytes, place] = [block.bytes.subarray(0, held), at];
    // One after the other: a file that is killed half-way must have no holes, for its length says where to go on.
    last = last.then(() => writeAll(file, bytes, place));
    block.written = last;
    // Whoever awaits it sees the error; until then it must not count as unhandled.
    block.written.catch(() => undefined);
    [at, held, current] = [at + held, 0, (current + 1) % blockCount];
    return blocks[current]!.written;
  }

  return {
    async add(piece) {
      for (let taken = 0; taken < piece.length;) {
        const part = piece.subarray(taken, taken + blockBytes - held);
        blocks[current]!.bytes.set(part, held);
        held += part.length;
        taken += part.length;
        if (held === blockBytes) {
          await flush();
        }
      }
      release(piece);
    },
    async finish() {
      void flush();
      await last;
    },
  };
}

/** A disk that fills up takes a part of a block first. */
async function writeAll(file: FileHandle, bytes: Uint8Array, from: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await file.write(bytes, written, bytes.length - written, from + written)).bytesWritten;
  }
}

/**
 * Gives the memory of a piece back at once, if it has it to itself: left to the garbage collector, which does not see
 * how large they are, pieces of 40 to 80 MB pile up.
 */
function release(piece: Uint8Array): void {
  const { buffer } = piece;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === piece.byteLength) {
    buffer.transfer(0);
  }
}
