/** A text of which parts can be had; offsets are UTF-16. A string is one, and a document of an editor that keeps lines, which then need not be put together. */
export interface TextSource {
  readonly length: number;
  slice(start: number, end: number): string;
}
