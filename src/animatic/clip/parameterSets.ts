/** What every decoder is told before the pictures: NAL units without start code or length. */
export interface ParameterSets { readonly sequence: Uint8Array<ArrayBuffer>; readonly picture: Uint8Array<ArrayBuffer> }

/** Macroblocks that a picture of each level may have (ITU-T H.264, table A-1); at 24 pictures a second this limit comes first. */
const levels = [[32, 5120], [40, 8192], [42, 8704], [50, 22080], [51, 36864]] as const;

/** The parameter sets of constrained baseline pictures in even pixels, quantized by `qp`; every group of pictures of such a size has the same. */
export function parameterSets(width: number, height: number, qp: number): ParameterSets {
  return { sequence: sequenceSet(width, height), picture: pictureSet(qp) };
}

/** 7.3.2.1. */
function sequenceSet(width: number, height: number): Uint8Array<ArrayBuffer> {
  const columns = Math.ceil(width / 16);
  const rows = Math.ceil(height / 16);
  const level = levels.find(([, most]) => columns * rows <= most)?.[0] ?? 51;
  const bits = createBits();
  bits.put(8, 0x67).put(8, 66).put(8, 0xc0).put(8, level);
  bits.unsigned(0);
  // Picture numbers of four bits; pictures are shown in the order in which they come.
  bits.unsigned(0).unsigned(2);
  // One picture to refer to, no gaps.
  bits.unsigned(1).put(1, 0);
  bits.unsigned(columns - 1).unsigned(rows - 1).put(1, 1).put(1, 1);
  // What is cut off of the last macroblocks, in two pixels.
  const [right, bottom] = [columns * 16 - width, rows * 16 - height];
  if (right + bottom > 0) bits.put(1, 1).unsigned(0).unsigned(right / 2).unsigned(0).unsigned(bottom / 2);
  else bits.put(1, 0);
  usability(bits);
  return bits.end();
}

/** Annex E: colours (BT.709 primaries and transfer, BT.601 matrix, limited range), and that a picture can be shown as soon as it is decoded. */
function usability(bits: Bits): void {
  bits.put(1, 1);
  bits.put(1, 0).put(1, 0);
  bits.put(1, 1).put(3, 5).put(1, 0).put(1, 1).put(8, 1).put(8, 1).put(8, 6);
  bits.put(1, 0).put(1, 0).put(1, 0).put(1, 0).put(1, 0);
  // Motion may point beyond the edges; no limits for a picture's or a macroblock's bits; motion within 2^10; none kept back, one kept.
  bits.put(1, 1).put(1, 1).unsigned(0).unsigned(0).unsigned(10).unsigned(10).unsigned(0).unsigned(1);
}

/** 7.3.2.2. */
function pictureSet(qp: number): Uint8Array<ArrayBuffer> {
  const bits = createBits();
  bits.put(8, 0x68).unsigned(0).unsigned(0);
  // CAVLC, one slice group, one picture to refer to, no weights.
  bits.put(1, 0).put(1, 0).unsigned(0).unsigned(0).unsigned(0).put(1, 0).put(2, 0);
  bits.signed(qp - 26).signed(0).signed(0);
  // Slices say that the loop filter is off.
  bits.put(1, 1).put(1, 0).put(1, 0);
  return bits.end();
}

interface Bits {
  put(length: number, value: number): Bits;
  /** Exp-Golomb. */
  unsigned(value: number): Bits;
  signed(value: number): Bits;
  /** With the stop bit, and what would look like a start code broken up. */
  end(): Uint8Array<ArrayBuffer>;
}

function createBits(): Bits {
  let text = '';
  const bits: Bits = {
    put(length, value) {
      text += value.toString(2).padStart(length, '0');
      return bits;
    },
    unsigned: (value) => bits.put(2 * Math.floor(Math.log2(value + 1)) + 1, value + 1),
    signed: (value) => bits.unsigned(value > 0 ? 2 * value - 1 : -2 * value),
    end() {
      const whole = `${text}1`;
      const bytes = (whole.padEnd(Math.ceil(whole.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
      return Uint8Array.from(bytes.flatMap((byte, at) => (byte <= 3 && bytes[at - 1] === 0 && bytes[at - 2] === 0 ? [3, byte] : [byte])));
    },
  };
  return bits;
}
