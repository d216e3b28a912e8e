import type { ChangedSpan } from './changedSpan.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { movedShot } from './movedShot.ts';
import { longestText, readDocument } from './readDocument.ts';
import { documentOf, sectionsAfter, sectionsOf } from './sections.ts';
import type { Section } from './sections.ts';
import type { TextSource } from './textSource.ts';

/** Reads the versions of one document one after the other; of a `.hailuo` text only the shots that changed are read again. */
export interface DocumentReader {
  readonly kind: ShotDocument['kind'];
  read(text: string): ShotDocument;
  /** Reads the text that edits made of the one that was read last; of a `.hailuo` text only what is near them is asked for. `changed`: all that they touched. */
  readEdited(text: TextSource, changed: ChangedSpan): ShotDocument;
}

export function createReader(kind: ShotDocument['kind']): DocumentReader {
  let last: { readonly length: number; readonly text?: string; readonly read: ShotDocument } | undefined;
  let sections: readonly Section[] = [];
  /** Shots where they stand now. */
  let placed = new WeakMap<Section, DocumentShot>();
  const shotIn = (section: Section): DocumentShot => {
    const shot = placed.get(section) ?? movedShot(section.read, section.start - section.read.start);
    placed.set(section, shot);
    return shot;
  };
  const keep = (now: readonly Section[] | undefined, length: number, text?: string): ShotDocument => {
    sections = now ?? [];
    if (now === undefined) placed = new WeakMap();
    const read = now === undefined ? readDocument(text ?? '', kind) : documentOf(now, length, shotIn);
    last = { length, read, ...(text !== undefined && { text }) };
    return read;
  };
  const read = (text: string): ShotDocument => {
    if (last?.text === text) return last.read;
    return keep(kind === 'hailuo' && text.length <= longestText(kind) ? sectionsOf(text, sections) : undefined, text.length, text);
  };
  return {
    kind, read,
    readEdited: (text, changed) => {
      const follows = last !== undefined && last.length + changed.newEnd - changed.oldEnd === text.length;
      const now = follows && sections.length > 0 && text.length <= longestText(kind) ? sectionsAfter(text, sections, changed) : undefined;
      return now === undefined ? read(text.slice(0, text.length)) : keep(now, text.length);
    },
  };
}
