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
