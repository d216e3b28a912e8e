import type { DocumentShot, ShotDocument } from './document.ts';
import { isHeading, joinScript, readShot } from './hailuo.ts';
import { longestText, readDocument } from './readDocument.ts';
import type { SettingLine } from './settingLine.ts';
import { linesOf } from './span.ts';
import type { Span } from './span.ts';

/** Reads the versions of one document one after the other; of a `.hailuo` text only the shots that changed are read again. */
export interface DocumentReader {
  readonly kind: ShotDocument['kind'];
  read(text: string): ShotDocument;
}

/** A shot with its own text, which tells whether it changed. */
interface Section { readonly text: string; readonly shot: DocumentShot }

export function createReader(kind: ShotDocument['kind']): DocumentReader {
  let last: { readonly text: string; readonly read: ShotDocument } | undefined;
  let sections: readonly Section[] = [];
  return {
    kind,
    read: (text) => {
      if (last?.text === text) return last.read;
      const now = kind === 'hailuo' && text.length <= longestText(kind) ? sectionsOf(text, sections) : undefined;
      sections = now ?? [];
      const script = now && joinScript(now.map(({ shot }) => shot), text.length);
      const read = script === undefined ? readDocument(text, kind) : { kind, scripts: [script], shots: script.shots, mentions: [] };
      last = { text, read };
      return read;
    },
  };
}

/**
 * The sections of a text, those at its two ends that did not change as they were. Undefined where a lone carriage return parts lines
 * too, which is too rare to look for it faster.
 */
function sectionsOf(text: string, before: readonly Section[]): readonly Section[] | undefined {
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const isTitle = (at: number) => isHeading(text, { start: at }) && (at === begin || text.charCodeAt(at - 1) === 10);
  const front: Section[] = [];
  let from = begin;
  for (const old of before) {
    const end = from + old.text.length;
    if (text.slice(from, end) !== old.text || !(end === text.length || isTitle(end))) break;
    front.push(placed(old, from));
    from = end;
  }
  const back: Section[] = [];
  let to = text.length;
  // What stands above the first title counts for every shot.
  for (let index = before.length - 1; front.length > 0 && index >= front.length; index--) {
    const old = before[index];
    const start = old === undefined ? 0 : to - old.text.length;
    if (old === undefined || start < from || text.slice(start, to) !== old.text || !isTitle(start)) break;
    back.push(placed(old, start));
    to = start;
  }
  if (/\r(?!\n)/.test(text.slice(from, to))) return undefined;
  for (const part of partsBetween(text, from, to, front.length === 0 ? begin : undefined)) front.push(fresh(text, part, front[0]?.shot));
  return [...front, ...back.reverse()];
}

/** @param begin where the text above the first title begins, when that is to be read too; else the first part begins with a title */
function partsBetween(text: string, from: number, to: number, begin: number | undefined): readonly Span[] {
  const starts = begin === undefined ? (from < to ? [from] : []) : [begin, ...(isHeading(text, { start: begin }) ? [begin] : [])];
  for (let at = text.indexOf('\n###', from); at !== -1 && at + 1 < to; at = text.indexOf('\n###', at + 1)) {
    if (isHeading(text, { start: at + 1 })) starts.push(at + 1);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? to }));
}

function placed(old: Section, start: number): Section {
  const by = start - old.shot.start;
  return by === 0 ? old : { text: old.text, shot: shifted(old.shot, by) };
}

/** Of a shot that only moved: the one that was read, and how far it moved since. */
const origins = new WeakMap<DocumentShot, { readonly shot: DocumentShot; readonly by: number }>();

/** As `originOf`; undefined for a shot that stands where it was read. */
export function movedFrom(shot: DocumentShot): { readonly shot: DocumentShot; readonly by: number } | undefined {
  return origins.get(shot);
}

/** The shot as it was first read, word for word the same, and how far it stands behind that place now. */
export function originOf(shot: DocumentShot): { readonly shot: DocumentShot; readonly by: number } {
  return origins.get(shot) ?? { shot, by: 0 };
}

function fresh(text: string, part: Span, head?: DocumentShot): Section {
  const lines = linesOf(text, part.start, part.end);
  // The break before the next title ends the last line and begins none.
  const own = part.end < text.length ? lines.slice(0, -1) : lines;
  return { text: text.slice(part.start, part.end), shot: readShot(text, part, head === undefined ? own : own.slice(1), head, head === undefined ? undefined : own[0]) };
}

function moved<Item extends Span>(item: Item, by: number): Item {
  return { ...item, start: item.start + by, end: item.end + by };
}

function shifted(shot: DocumentShot, by: number): DocumentShot {
  const lines = (settings: readonly SettingLine[]) => settings.map((line): SettingLine => ({
    ...moved(line, by), name: moved(line.name, by), ...(line.value && { value: moved(line.value, by) }),
  }));
  const now: DocumentShot = {
    ...moved(shot, by), ...(shot.heading && { heading: moved(shot.heading, by) }), ...(shot.title && { title: moved(shot.title, by) }),
    pieces: shot.pieces.map((piece) => moved(piece, by)), settings: lines(shot.settings), comments: shot.comments.map((comment) => moved(comment, by)),
    lets: shot.lets.map((line) => ({ ...moved(line, by), name: moved(line.name, by), value: moved(line.value, by) })),
  };
  const origin = originOf(shot);
  origins.set(now, { shot: origin.shot, by: origin.by + by });
  return now;
}
