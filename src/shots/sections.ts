import type { ChangedSpan } from './changedSpan.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { isHeading, joinScript, readShot } from './hailuo.ts';
import { placedShot } from './movedShot.ts';
import { linesOf } from './span.ts';
import type { Span } from './span.ts';
import type { TextSource } from './textSource.ts';
import { titleMark, titleReach } from './titleMark.ts';

/** A shot with its own text, which tells whether it changed, and where it stands now. */
export interface Section {
  readonly text: string;
  /** As it was read, at the place where it stood then. */
  readonly read: DocumentShot;
  readonly start: number;
}

/** The sections of a text, those at its two ends that did not change as they were. Undefined as for `sectionsAfter`. */
export function sectionsOf(text: string, before: readonly Section[]): readonly Section[] | undefined {
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const isTitle = (at: number) => isHeading(text, { start: at }) && (at === begin || text.charCodeAt(at - 1) === 10);
  let [front, from] = [0, begin];
  for (; front < before.length; front++) {
    const old = before[front];
    const end = from + (old?.text.length ?? 0);
    if (old?.start !== from || text.slice(from, end) !== old.text || !(end === text.length || isTitle(end))) break;
    from = end;
  }
  let [back, to] = [before.length, text.length];
  // What stands above the first title counts for every shot.
  for (; front > 0 && back > front; back--) {
    const old = before[back - 1];
    const start = to - (old?.text.length ?? 0);
    if (old === undefined || start < from || text.slice(start, to) !== old.text || !isTitle(start)) break;
    to = start;
  }
  return between(text, before, { front, back, from, to });
}

/**
 * The sections of a text after edits; only what is near them is looked at. Undefined where a lone carriage return parts lines too,
 * which is too rare to look for it faster, and where what counts for every shot may have changed.
 * @param before those of the text before
 */
export function sectionsAfter(source: TextSource, before: readonly Section[], { start, oldEnd, newEnd }: ChangedSpan): readonly Section[] | undefined {
  const endOf = ({ start: at, text }: Section) => at + text.length;
  // The next title is one by its mark and what comes after it.
  const near = before.findIndex((section) => endOf(section) + titleReach > start);
  const front = near === -1 ? before.length : near;
  const last = before[front - 1];
  if (last === undefined) return undefined;
  const behind = before.findIndex((section, index) => index >= front && section.start > oldEnd);
  const back = behind === -1 ? before.length : behind;
  const to = before[back] === undefined ? source.length : before[back].start + newEnd - oldEnd;
  return between(source, before, { front, back, from: endOf(last), to });
}

/** The sections before `front` and from `back` on as they were, and between them, from `from` to `to`, what stands there now. */
function between(source: TextSource, before: readonly Section[], { front, back, from, to }: { readonly front: number; readonly back: number; readonly from: number; readonly to: number }): readonly Section[] | undefined {
  const text = source.slice(from, to);
  if (/\r(?!\n)/.test(text)) return undefined;
  const sections = before.slice(0, front);
  const isEnd = to === source.length;
  for (const part of partsOf(text, front === 0)) sections.push(fresh(text, part, from, isEnd && part.end === text.length, sections[0]?.read));
  let at = to;
  for (let index = back; index < before.length; index++) {
    const old = before[index];
    if (old === undefined) break;
    sections.push(old.start === at ? old : { text: old.text, read: old.read, start: at });
    at += old.text.length;
  }
  return sections;
}

const title = new RegExp(`\\n(?=${titleMark})`, 'g');

/** @param withHead whether the text above the first title is to be read too; else the first part begins with a title */
function partsOf(text: string, withHead: boolean): readonly Span[] {
  const starts = withHead ? [0, ...(isHeading(text, { start: 0 }) ? [0] : [])] : text === '' ? [] : [0];
  for (const { index } of text.matchAll(title)) starts.push(index + 1);
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }));
}

/** @param at where the text begins in its document */
function fresh(text: string, part: Span, at: number, isLast: boolean, head?: DocumentShot): Section {
  const lines = linesOf(text, part.start, part.end);
  // The break before the next title ends the last line and begins none.
  const own = isLast ? lines : lines.slice(0, -1);
  const shot = readShot(text, part, head === undefined ? own : own.slice(1), head, head === undefined ? undefined : own[0]);
  return { text: text.slice(part.start, part.end), read: placedShot(shot, at), start: part.start + at };
}

/** Of documents that were read in sections. */
const sectionsIn = new WeakMap<ShotDocument, readonly Section[]>();

/** The sections that a document was read in, the first of which is what stands above the first title. Undefined for prose. */
export function readSections(document: ShotDocument): readonly Section[] | undefined {
  return sectionsIn.get(document);
}

/** A document of these sections. Its shots are put where they stand once somebody asks for them: each edit moves nearly all. */
export function documentOf(sections: readonly Section[], length: number, shotIn: (section: Section) => DocumentShot): ShotDocument {
  let scripts: ShotDocument['scripts'] | undefined;
  const made = () => scripts ??= [joinScript(sections.map(shotIn), length)];
  const document: ShotDocument = {
    kind: 'hailuo',
    get scripts() { return made(); },
    get shots() { return made()[0]?.shots ?? []; },
    mentions: [],
  };
  sectionsIn.set(document, sections);
  return document;
}
