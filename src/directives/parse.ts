import type { DirectiveId } from './vocabulary.ts';

/** One comma-separated item of a bracket. Offsets are UTF-16 code units into the prompt, end exclusive, trimmed. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** As written, trimmed. */
  readonly text: string;
  /** The known directive that this word is; absent for anything else. */
  readonly directive?: DirectiveId;
}

/**
 * A bracket that is, or looks like, a camera directive. `[1]`, `[link](url)`, `[x]` check boxes and other prose
 * brackets are not reported.
 */
export interface Bracket {
  /** Offset of the opening bracket. */
  readonly start: number;
  /** Offset after the closing bracket, or after the last character when it is not closed. */
  readonly end: number;
  readonly closed: boolean;
  /** Written with 【 】 or ［ ］; it is sent as [ ]. */
  readonly fullWidth: boolean;
  readonly words: readonly Word[];
}

/** Every directive bracket of a prompt in order. Total: survives any text, half-typed or hostile, in linear time. */
export function parsePrompt(prompt: string): readonly Bracket[] {
  void prompt;
  return [];
}
