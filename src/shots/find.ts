import type { DocumentShot, ShotDocument } from './document.ts';
import { passagesOf, shotBetween } from './prose/readProse.ts';
import { longestText, readDocument } from './readDocument.ts';
import { normalPrompt } from './normalPrompt.ts';

/** What is remembered of where a prompt was written. */
export interface RememberedPrompt {
  readonly prompt: string;
  /** Zero-based line of its first word at that time. */
  readonly line: number;
  /** The shot's title at that time, where it had one: it tells shots of the same words apart when lines moved. */
  readonly title?: string;
}

export interface FoundShot {
  readonly shot: DocumentShot;
  /** Whether the words are still the ones remembered. */
  readonly match: 'same' | 'changed';
  /** How the shot is written. */
  readonly kind: DocumentShot['kind'];
}

/** Below this share of common words a shot at the remembered line is another one that took its place. */
const likeEnoughThere = 0.25;
/** Elsewhere in the document more must agree. */
const likeEnoughElsewhere = 0.5;

/**
 * Finds shots in a document as it is now: by their words wherever they moved (of several with the same words, the one of its
 * title, then the nearest), else where they stand in more words, else by
 * their line when enough of the words are left, else where most of them are; undefined when a shot is gone. Of prose a
 * person may have selected a part, so there its very text is the shot still. The document is read once for any number of prompts.
 * @param read the text as it was read, where it was
 */
export function shotFinder(text: string, kind: ShotDocument['kind'], read?: ShotDocument): (remembered: RememberedPrompt) => FoundShot | undefined {
  if (text.length > longestText(kind)) return () => undefined;
  const starts = lineStarts(text);
  const shots = kind === 'hailuo' ? (read ?? readDocument(text, kind)).shots : passagesOf(text);
  const byPrompt = Map.groupBy(shots, ({ filled }) => normalPrompt(filled));
  // What is being edited may still have its `{{names}}`.
  const byWritten = Map.groupBy(shots.filter(({ filled, prompt }) => filled !== prompt), ({ prompt }) => normalPrompt(prompt));
  const words = new Map<DocumentShot, ReadonlyMap<string, number>>();
  const wordsIn = (shot: DocumentShot): ReadonlyMap<string, number> => {
    const known = words.get(shot) ?? wordsOf(shot.filled);
    words.set(shot, known);
    return known;
  };
  const away = (shot: DocumentShot, line: number): number => Math.abs(lineAt(starts, shot.pieces[0]?.start ?? shot.start) - line);

  return (remembered) => {
    const wanted = normalPrompt(remembered.prompt);
    if (wanted === '') {
      return undefined;
    }
    const nearest = (among: readonly DocumentShot[]): DocumentShot | undefined => best(titled(among, remembered.title), (shot) => -away(shot, remembered.line));
    const same = nearest(byPrompt.get(wanted) ?? byWritten.get(wanted) ?? []) ?? (kind === 'prose' ? passage(text, starts, remembered) : undefined);
    if (same) {
      return { shot: same, match: 'same', kind: same.kind };
    }
    // Comments are no part of a prompt, so what was commented out does not count.
    const longer = nearest(shots.filter((shot) => shot.kind === 'hailuo' && shot.filled.includes(wanted)));
    if (longer) {
      return { shot: longer, match: 'changed', kind: longer.kind };
    }
    const words = wordsOf(wanted);
    const there = shots.find((shot) => holdsLine(starts, shot, remembered.line));
    const likenessThere = there ? likeness(words, wordsIn(there)) : 0;
    const likest = best(shots, (shot) => likeness(words, wordsIn(shot)));
    const likenessElsewhere = likest ? likeness(words, wordsIn(likest)) : 0;
    const moved = likenessElsewhere >= likeEnoughElsewhere && likenessElsewhere > likenessThere;
    const found = moved ? likest : likenessThere >= likeEnoughThere ? there : undefined;
    return found && { shot: found, match: 'changed', kind: found.kind };
  };
}

/** Finds one shot; see `shotFinder` for several in one document. */
export function findShot(text: string, kind: ShotDocument['kind'], remembered: RememberedPrompt): FoundShot | undefined {
  return shotFinder(text, kind)(remembered);
}

/** Those of that title; all of them where none has it, or none is remembered. */
function titled(among: readonly DocumentShot[], title: string | undefined): readonly DocumentShot[] {
  const those = title === undefined ? [] : among.filter((shot) => shot.title?.text.trim() === title.trim());
  return those.length > 0 ? those : among;
}

function best<T>(items: readonly T[], worth: (item: T) => number): T | undefined {
  let found: { readonly item: T; readonly worth: number } | undefined;
  for (const item of items) {
    const its = worth(item);
    if (found === undefined || its > found.worth) {
      found = { item, worth: its };
    }
  }
  return found?.item;
}

/** A prompt that was a selection inside a paragraph, or ran over several: where its very text stands, nearest to its line. */
function passage(text: string, starts: readonly number[], { prompt, line }: RememberedPrompt): DocumentShot | undefined {
  const unified = prompt.replaceAll('\r\n', '\n');
  const written = text.includes('\r\n') ? unified.replaceAll('\n', '\r\n') : unified;
  let nearest: number | undefined;
  for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + 1)) {
    if (nearest === undefined || Math.abs(lineAt(starts, at) - line) < Math.abs(lineAt(starts, nearest) - line)) {
      nearest = at;
    }
  }
  return nearest === undefined ? undefined : shotBetween(text, nearest, nearest + written.length);
}


function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

function holdsLine(starts: readonly number[], shot: DocumentShot, line: number): boolean {
  return lineAt(starts, shot.start) <= line && line <= lineAt(starts, Math.max(shot.start, shot.end - 1));
}

/** Words of scripts with spaces, and single characters of those without. */
function wordsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{Script=Han}|[\p{L}\p{N}]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** The share of words that two texts have in common, 0–1 (Sørensen and Dice). */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const size = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const common = [...a].reduce((sum, [word, count]) => sum + Math.min(count, b.get(word) ?? 0), 0);
  const all = size(a) + size(b);
  return all === 0 ? 0 : (2 * common) / all;
}
