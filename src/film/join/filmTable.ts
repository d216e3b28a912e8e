import type { Piece, TrackTable } from './sampleTable.ts';

/** A piece in the film: its size as written, and its times in ticks of the film's track. */
export interface FilmPiece {
  readonly size: number;
  readonly length: number;
  /** Shown so many ticks after it is decoded; never negative. */
  readonly delay: number;
  readonly key: boolean;
}

/** The pieces of one take that lie in one run in the film's file. */
export interface FilmRun {
  readonly pieces: readonly FilmPiece[];
  readonly bytes: number;
}

export interface FilmTrack {
  readonly ticksASecond: number;
  /** A run for each take. */
  readonly runs: readonly FilmRun[];
  /** Ticks that the first picture waits before it is shown; an edit list takes them off again. */
  readonly lead: number;
  /** Ticks of all that is shown. */
  readonly length: number;
}

/** What is joined: a take's track, how long the take is in seconds, and bytes that go before each of its key pieces. */
export interface Part {
  readonly table: TrackTable;
  readonly seconds: number;
  readonly beforeKeys?: Uint8Array;
}

/** Above this no player has been tried; the stamps of takes whose own ticks do not fit are rounded to the nearest. */
const mostTicks = 1_000_000;

/** Lays the takes one behind the other. Stamps are rescaled one by one from the take's own, so no error adds up. */
export function filmTrack(parts: readonly Part[]): FilmTrack {
  const ticksASecond = commonTicks(parts.map(({ table }) => table.ticksASecond));
  let seconds = 0;
  const placed = parts.map((part) => {
    const from = Math.round(seconds * ticksASecond);
    seconds += part.seconds;
    return { part, from };
  });
  const length = Math.round(seconds * ticksASecond);
  const lead = Math.max(0, ...placed.map(({ part: { table } }) => Math.max(0, ...table.pieces.map(({ decoded, shown }) => Math.ceil((decoded - shown) * ticksASecond / table.ticksASecond)))));
  // What is written are lengths alone: they reach from the film's beginning to its end, also past a take that has no piece.
  const held = placed.filter(({ part: { table } }) => table.pieces.length > 0);
  return {
    ticksASecond, lead, length,
    runs: placed.map((one) => {
      const place = held.indexOf(one);
      return runOf(one.part, { from: one.from, begins: place === 0 ? 0 : one.from, until: held[place + 1]?.from ?? length }, lead, ticksASecond);
    }),
  };
}

/** Ticks of the film: where a take stands, where its first piece is decoded, and how long its last one lasts. */
interface Stretch {
  readonly from: number;
  readonly begins: number;
  readonly until: number;
}

function runOf({ table: { pieces, ticksASecond: own }, beforeKeys }: Part, { from, begins, until }: Stretch, lead: number, ticks: number): FilmRun {
  const at = (tick: number): number => from + Math.round(tick * ticks / own);
  const laid = pieces.map((piece, index): FilmPiece => {
    const next = pieces[index + 1];
    const decoded = index === 0 ? begins : at(piece.decoded);
    return {
      size: piece.size + (piece.key ? beforeKeys?.length ?? 0 : 0),
      // The last one lasts until the next take begins, so that rounding leaves no gap.
      length: Math.max(0, (next === undefined ? until : at(next.decoded)) - decoded),
      delay: at(piece.shown) + lead - decoded,
      key: piece.key,
    };
  });
  return { pieces: laid, bytes: laid.reduce((sum, { size }) => sum + size, 0) };
}

/**
 * Sound goes only as far as the pictures of its take, and begins with the first piece that lies in it whole. That one lasts from the
 * beginning of the take, and the others are heard when they are decoded: lengths add up to the take's, or all that follows would be early.
 */
export function soundUntil(table: TrackTable, seconds: number): TrackTable {
  const end = seconds * table.ticksASecond;
  const whole = table.pieces.filter(({ shown, length }: Piece) => shown >= 0 && shown + length <= end + 1);
  return { ...table, pieces: whole.map((piece, index) => ({ ...piece, decoded: index === 0 ? 0 : piece.shown, shown: index === 0 && piece.shown < piece.length ? 0 : piece.shown })) };
}

function commonTicks(scales: readonly number[]): number {
  const least = scales.reduce((common, scale) => common / greatestDivisor(common, scale) * scale, 1);
  return least <= mostTicks ? least : Math.max(...scales);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
