/** Where in a document a prompt was written. */
export interface PromptSource {
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
  /** The shot's title, when it has one. */
  readonly title?: string;
}
