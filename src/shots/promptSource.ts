import type { DocumentShot } from './document.ts';

/** Where in a document a prompt was written. */
export interface PromptSource {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  /** The prompt as it stands there, when words of `@let` were put into it. */
  readonly written?: string;
  /** The shot's title, when it has one. */
  readonly title?: string;
}

/** Where a shot stands, and how it is written there. `lineAt`: the zero-based line of an offset of its document. */
export function sourceOf(uri: string, { title, prompt, filled, pieces, start }: Pick<DocumentShot, 'title' | 'prompt' | 'filled' | 'pieces' | 'start'>, lineAt: (offset: number) => number): PromptSource {
  return { uri, line: lineAt(pieces[0]?.start ?? start), ...(title?.text && { title: title.text }), ...(filled !== prompt && { written: prompt }) };
}
