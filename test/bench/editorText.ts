/**
 * A text as the extension host of VS Code keeps it: its lines, and where each begins. The whole is put together when somebody asks
 * for it, and kept until the next edit; a part is put together from its lines alone.
 */
export class EditorText {
  #lines: string[];
  #starts: number[] = [0];
  /** Lines before this one begin where `#starts` says. */
  #known = 1;
  #whole: string | undefined;
  #length: number;

  constructor(text: string) {
    this.#lines = text.split('\n');
    this.#length = text.length;
  }

  get length(): number { return this.#length; }

  whole(): string {
    return this.#whole ??= this.#lines.join('\n');
  }

  slice(start: number, end: number): string {
    const [first, last] = [this.#lineAt(start), this.#lineAt(end)];
    const [from, to] = [start - this.#startOf(first), end - this.#startOf(last)];
    if (first === last) return (this.#lines[first] ?? '').slice(from, to);
    return [(this.#lines[first] ?? '').slice(from), ...this.#lines.slice(first + 1, last), (this.#lines[last] ?? '').slice(0, to)].join('\n');
  }

  /** A key: one character, which is no line break. */
  type(at: number, character: string): void {
    const line = this.#lineAt(at);
    const column = at - this.#startOf(line);
    const before = this.#lines[line] ?? '';
    this.#lines[line] = before.slice(0, column) + character + before.slice(column);
    this.#known = Math.min(this.#known, line + 1);
    this.#length += character.length;
    this.#whole = undefined;
  }

  #startOf(line: number): number {
    for (; this.#known <= line; this.#known++) this.#starts[this.#known] = (this.#starts[this.#known - 1] ?? 0) + (this.#lines[this.#known - 1] ?? '').length + 1;
    return this.#starts[line] ?? 0;
  }

  #lineAt(offset: number): number {
    this.#startOf(this.#lines.length - 1);
    let [low, high] = [0, this.#lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
