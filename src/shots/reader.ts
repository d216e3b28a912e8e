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
      let read: ShotDocument;
      // A lone carriage return parts lines too, which is too rare to look for it faster.
      if (kind === 'hailuo' && text.length <= longestText && (!text.includes('\r') || !/\r(?!\n)/.test(text))) {
        sections = sectionsOf(text, sections);
        const script = joinScript(sections.map(({ shot }) => shot), text.length);
        read = { kind, scripts: [script], shots: script.shots, mentions: [] };
      } else {
        read = readDocument(text, kind);
      }
      last = { text, read };
      return read;
    },
  };
}

function sectionsOf(text: string, before: readonly Section[]): readonly Section[] {
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const starts = [begin, ...(text.startsWith('###', begin) && isHeading(text, { start: begin }) ? [begin] : [])];
  for (let at = text.indexOf('\n###', begin); at !== -1; at = text.indexOf('\n###', at + 1)) {
    if (isHeading(text, { start: at + 1 })) starts.push(at + 1);
  }
  const parts = starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length, text: text.slice(start, starts[index + 1] ?? text.length) }));
  const head = kept(parts[0], before[0]) ?? fresh(text, parts[0] ?? { start: 0, end: 0, text: '' });
  // What stands above the first title counts for every shot.
  const same = head.shot.defaults === before[0]?.shot.defaults || head.text === before[0]?.text;
  const sections = [head];
  let [front, back] = [1, 0];
  if (same) {
    while (front < parts.length && front < before.length && parts[front]?.text === before[front]?.text) front++;
    while (back < parts.length - front && back < before.length - front && parts.at(-1 - back)?.text === before.at(-1 - back)?.text) back++;
  }
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index];
    if (part === undefined) continue;
    const old = !same ? undefined : index < front ? before[index] : index >= parts.length - back ? before[before.length - parts.length + index] : undefined;
    sections.push(kept(part, old) ?? fresh(text, part, head.shot));
  }
  return sections;
}

function kept(part: (Span & { readonly text: string }) | undefined, old: Section | undefined): Section | undefined {
  if (part === undefined || old?.text !== part.text) return undefined;
  const by = part.start - old.shot.start;
  return by === 0 ? old : { text: old.text, shot: shifted(old.shot, by) };
}

/** Of a shot that only moved: the one that was read, and how far it moved since. */
const origins = new WeakMap<DocumentShot, { readonly shot: DocumentShot; readonly by: number }>();

/** The shot as it was first read, word for word the same, and how far it stands behind that place now. */
export function originOf(shot: DocumentShot): { readonly shot: DocumentShot; readonly by: number } {
  return origins.get(shot) ?? { shot, by: 0 };
}

function fresh(text: string, part: Span & { readonly text: string }, head?: DocumentShot): Section {
  const lines = linesOf(text, part.start, part.end);
  // The break before the next title ends the last line and begins none.
  const own = part.end < text.length ? lines.slice(0, -1) : lines;
  return { text: part.text, shot: readShot(text, part, head === undefined ? own : own.slice(1), head, head === undefined ? undefined : own[0]) };
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

