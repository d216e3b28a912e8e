import type { DocumentShot, ShotDocument } from '../../shots/document.ts';
import { scriptAt, shotAt } from '../../shots/document.ts';
import { passageAt, shotBetween } from '../../shots/prose/readProse.ts';
import { readDocument } from '../../shots/readDocument.ts';
import type { RememberedPrompt } from '../../shots/find.ts';
import { findShot } from '../../shots/find.ts';
import type { Span } from '../../shots/span.ts';

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

/**
 * The shot at an offset, in prose the paragraph there or just the passage given. A `.hailuo` text without any shot has an
 * empty one to fill.
 */
export function placeAt(text: string, kind: ShotDocument['kind'], offset: number, passage?: Span): Place | undefined {
  const document = readDocument(text, kind);
  const script = scriptAt(document, offset);
  if (script === undefined) {
    const shot = passage === undefined ? passageAt(text, offset) : wholePassage(text, passage) ?? shotBetween(text, passage.start, passage.end);
    return shot && { document, shot };
  }
  const { start, end, defaults, lets, margin } = script;
  if (script.shots.length === 0) return { document, shot: { kind: 'hailuo', start, end, prompt: '', filled: '', pieces: [], settings: defaults, defaults, lets, comments: [], ...(margin !== undefined && { margin }) } };
  const shot = shotAt(document, offset);
  return shot && { document, shot };
}

/** A paragraph, an item or a cell as such, which tells its line breaks and its margin from its words; undefined where only a part is meant. */
function wholePassage(text: string, { start, end }: Span): DocumentShot | undefined {
  const whole = passageAt(text, start);
  return whole?.start === start && whole.end <= end && /^(?:\s|<br\s*\/?>)*$/iu.test(text.slice(whole.end, end)) ? whole : undefined;
}

/** The shot that a person at an offset means: above the first one, in the settings and comments of a whole file, the first. */
export function placeMeant(text: string, kind: ShotDocument['kind'], offset: number, passage?: Span): Place | undefined {
  const [first] = kind === 'hailuo' ? readDocument(text, kind).shots : [];
  return placeAt(text, kind, first === undefined ? offset : Math.max(offset, first.start), passage);
}

/** The shot that reads as remembered, wherever it moved; with `likely`, also the one that most likely became of it. */
export function placeReading(text: string, kind: ShotDocument['kind'], remembered: RememberedPrompt, likely = false): Place | undefined {
  const found = findShot(text, kind, remembered);
  return found && (likely || found.match === 'same') ? placeAt(text, kind, found.shot.start, found.shot) : undefined;
}

/**
 * The shot again after its document changed. Undefined when it was taken out.
 * @param own these are changes that the composer made itself: the shot is where it was, whatever it says now
 */
export function followShot(text: string, place: Place, changes: readonly ContentChange[], own: boolean): Place | undefined {
  const { document: { kind }, shot } = place;
  const replaced = changes.some(({ rangeOffset, rangeLength }) => rangeLength > 0 && rangeOffset <= shot.start && rangeOffset + rangeLength >= shot.end);
  if (replaced && !own) return placeAgain(text, place);
  const end = shifted(shot.end, changes, true);
  // A shot of a .hailuo text begins with its heading, which text put before it pushes on; a passage takes it in.
  const start = shifted(shot.start, changes, shot.heading !== undefined);
  return placeAt(text, kind, start, { start: Math.min(start, end), end });
}

/** After all of it was replaced, only its title, its number or its words tell which shot it is. */
export function placeAgain(text: string, { document, shot }: Place): Place | undefined {
  const reading = placeReading(text, document.kind, { prompt: shot.prompt, line: 0, ...(shot.title && { title: shot.title.text }) });
  if (reading !== undefined || shot.kind === 'prose') return reading;
  const now = readDocument(text, document.kind);
  const same = now.shots.find((other) => other.title !== undefined && other.title.text !== '' && other.title.text === shot.title?.text)
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
