import { diffArrays } from 'diff';
import { parsePrompt } from '../../directives/parse.ts';
import type { DirectiveId } from '../../directives/vocabulary.ts';

/** A run of a prompt beside another one's. */
export interface Piece {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
  /** A bracket with directives, whole. */
  readonly directive: boolean;
}

interface Token {
  readonly text: string;
  /** Equal tokens mean the same: directives are told apart by what they do, not by their language. */
  readonly key: string;
  readonly directive: boolean;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function words(text: string): Token[] {
  return [...segmenter.segment(text)].map(({ segment }) => ({ text: segment, key: segment.replace(/\s+/gu, ' '), directive: false }));
}

function tokens(prompt: string): Token[] {
  const all: Token[] = [];
  let at = 0;
  for (const bracket of parsePrompt(prompt)) {
    all.push(...words(prompt.slice(at, bracket.start)));
    const key = `[${bracket.words.map(({ directive, text }) => directive ?? text).join()}]`;
    all.push({ text: prompt.slice(bracket.start, bracket.end), key, directive: true });
    at = bracket.end;
  }
  return [...all, ...words(prompt.slice(at))];
}

/** How `to` differs from `from`, by words and whole brackets. Without its `removed` pieces it reads as `to`. */
export function promptDifference(from: string, to: string): readonly Piece[] {
  const changes = diffArrays(tokens(from), tokens(to), { comparator: (a, b) => a.key === b.key });
  return changes.flatMap(({ added, removed, value }) => {
    const kind = added ? 'added' as const : removed ? 'removed' as const : 'same' as const;
    return runs(value).map(({ text, directive }) => ({ text, directive, kind }));
  });
}

/** Neighbouring words as one run; brackets stay by themselves. */
function runs(all: readonly Token[]): { text: string; directive: boolean }[] {
  const result: { text: string; directive: boolean }[] = [];
  for (const { text, directive } of all) {
    const last = result.at(-1);
    if (last && !last.directive && !directive) {
      last.text += text;
    } else {
      result.push({ text, directive });
    }
  }
  return result;
}

export interface DirectiveDifference {
  readonly added: readonly DirectiveId[];
  readonly removed: readonly DirectiveId[];
}

function movesOf(prompt: string): DirectiveId[] {
  return parsePrompt(prompt).flatMap((bracket) => bracket.words.flatMap(({ directive }) => directive ?? []));
}

/** The moves that one prompt has more of than the other, in order, whatever language they are written in. */
export function directiveDifference(from: string, to: string): DirectiveDifference {
  const [before, after] = [movesOf(from), movesOf(to)];
  return { added: without(after, before), removed: without(before, after) };
}

function without(moves: readonly DirectiveId[], others: readonly DirectiveId[]): DirectiveId[] {
  const left = [...others];
  return moves.filter((move) => {
    const at = left.indexOf(move);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}
