import type { TextEdit } from './textEdit.ts';

/** What the language service finds in a prompt; each is explained under this name in media/problems.md. */
export const promptProblemCodes = [
  'unknown-directive', 'unclosed-bracket', 'opposite-moves', 'static-with-move', 'repeated-move', 'too-many-moves', 'late-move',
  'mixed-languages', 'full-width-brackets', 'placeholder', 'other-bracket',
] as const;
export type PromptProblemCode = (typeof promptProblemCodes)[number];

/** `hint`: worth knowing where one looks for it, and nothing wrong: no squiggle, no line in Problems. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A finding, as plain data. Offsets are UTF-16 code units into the text that was checked, end exclusive. */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  /** One or two localized sentences: what is wrong and what it leads to. */
  readonly message: string;
}

/** A mend of one problem. It removes that problem and adds none, but for what is said of words that become a directive or a prompt. */
export interface Fix {
  /** Localized, an imperative. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** There is nothing to choose: *Fix all* applies it unasked. */
  readonly sure?: boolean;
  /** A word becomes a directive, so that what is said of directives may be said of it. */
  readonly makesDirective?: boolean;
  /** Words become a prompt, or one of their own, so that anything may be said of them that is said of a prompt. */
  readonly makesPrompt?: boolean;
  /** It takes away what a person wrote and may have meant: nobody's choice but theirs. */
  readonly removes?: boolean;
  /** Whether it is what was meant only a person can say, so that *Fix and generate* leaves it. */
  readonly asks?: boolean;
}
