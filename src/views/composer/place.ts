import type { DocumentShot, ShotDocument, Span } from '../../shots/document.ts';
import { readDocument, shotAt, shotBetween } from '../../shots/document.ts';
import { paragraphAt } from '../../shots/paragraph.ts';

/** One shot of a document, and the document it was read with. */
export interface Place {
  readonly document: ShotDocument;
  readonly shot: DocumentShot;
}

/** As VS Code tells them: offsets of the text before, end exclusive. */
export interface ContentChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where to look for a shot: at an offset, or in prose exactly a passage; `base` is how it read when it was last seen. */
export interface Wanted {
  readonly offset: number;
  readonly passage?: Span;
  readonly base?: string;
}

/**
 * Finds a shot. What it said when it was last seen counts more than where it stood then, since the lines above may have
 * changed; the nearest of several is taken. A `.hailuo` text without any shot has an empty one to fill.
 */
export function findShot(text: string, kind: ShotDocument['kind'], wanted: Wanted): Place | undefined {
  if (kind === 'prose') return findPassage(text, wanted.passage ?? passageReading(text, wanted) ?? paragraphAt(text, wanted.offset));
  const document = readDocument(text, kind);
  if (document.shots.length === 0) return { document, shot: { ...shotBetween(text, 0, 0), end: text.length, settings: document.defaults } };
  const same = document.shots.filter((shot) => wanted.base !== undefined && shot.prompt === wanted.base.trim());
  const shot = same.sort((a, b) => Math.abs(a.start - wanted.offset) - Math.abs(b.start - wanted.offset))[0] ?? shotAt(document, wanted.offset);
  return shot && { document, shot };
}

function findPassage(text: string, passage: Span | undefined): Place | undefined {
  return passage && { document: { kind: 'prose', defaults: [], shots: [] }, shot: shotBetween(text, passage.start, passage.end) };
}

/** The passage of prose that reads like `base`, the nearest to the offset. */
function passageReading(text: string, { base, offset }: Pick<Wanted, 'base' | 'offset'>): Span | undefined {
  const written = base?.trim() ?? '';
  if (written === '') return undefined;
  let best: Span | undefined;
  for (const wording of new Set([written, written.replaceAll('\n', '\r\n')])) {
    for (let at = text.indexOf(wording); at >= 0; at = text.indexOf(wording, at + 1)) {
      if (best === undefined || Math.abs(at - offset) < Math.abs(best.start - offset)) best = { start: at, end: at + wording.length };
    }
  }
  return best;
}

/**
 * Finds the shot again after its document changed. Undefined when it was taken out.
 * @param own these are changes that the composer made itself: the shot is where it was, whatever it says now
 */
export function followShot(text: string, place: Place, changes: readonly ContentChange[], own: boolean): Place | undefined {
  const { document: { kind }, shot } = place;
  const replaced = changes.some(({ rangeOffset, rangeLength }) => rangeLength > 0 && rangeOffset <= shot.start && rangeOffset + rangeLength >= shot.end);
  if (replaced && !own) return findSame(text, place);
  const end = shifted(shot.end, changes, true);
  // A shot of a .hailuo text begins with its heading, which text put before it pushes on; a passage takes it in.
  const start = shifted(shot.start, changes, kind === 'hailuo' && shot.heading !== undefined);
  return findShot(text, kind, { offset: start, passage: { start: Math.min(start, end), end } });
}

/** After all of it was replaced, only what it says, its title or its number tells which shot it is. */
export function findSame(text: string, { document, shot }: Place): Place | undefined {
  if (document.kind === 'prose') return findPassage(text, passageReading(text, { offset: shot.start, base: shot.prompt }));
  const now = readDocument(text, 'hailuo');
  const same = now.shots.find((other) => other.prompt !== '' && other.prompt === shot.prompt)
    ?? now.shots.find((other) => other.title !== undefined && other.title.text !== '' && other.title.text === shot.title?.text)
    ?? (now.shots.length === document.shots.length ? now.shots[document.shots.indexOf(shot)] : undefined);
  return same && { document: now, shot: same };
}

/** Where an offset is after changes; `past` tells whether text put in exactly there comes before it. One that was taken out lands where the change begins. */
function shifted(offset: number, changes: readonly ContentChange[], past: boolean): number {
  let moved = offset;
  for (const { rangeOffset, rangeLength, text } of changes) {
    const end = rangeOffset + rangeLength;
    if (end < offset || (end === offset && (past || rangeLength > 0))) moved += text.length - rangeLength;
    else if (rangeOffset < offset) moved -= offset - rangeOffset;
  }
  return moved;
}
