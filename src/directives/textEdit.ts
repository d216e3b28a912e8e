/** Replaces a part of a text. Offsets are UTF-16 code units, end exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after edits that do not overlap, in any order; those at one offset apply in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}

/** Edits of a text that do what `edits` and then, to the text that they make, `next` do; in order, none touching another. */
export function followedBy(edits: readonly TextEdit[], next: readonly TextEdit[]): readonly TextEdit[] {
  const inOrder = [...next].sort((a, b) => a.start - b.start || a.end - b.end);
  // From the end, so that the places of those before still count.
  return inOrder.reduceRight(joined, edits);
}

function joined(edits: readonly TextEdit[], { start, end, text }: TextEdit): readonly TextEdit[] {
  const before: TextEdit[] = [];
  const after: TextEdit[] = [];
  let [shift, from, to] = [0, start, end];
  let [head, tail] = ['', ''];
  for (const edit of edits) {
    const at = edit.start + shift;
    const till = at + edit.text.length;
    if (at > end) {
      after.push(edit);
      continue;
    }
    const grown = edit.text.length - (edit.end - edit.start);
    shift += grown;
    to = Math.max(end - shift, edit.end);
    if (till < start) {
      before.push(edit);
      from = start - shift;
      to = end - shift;
      continue;
    }
    if (at < start) head = edit.text.slice(0, start - at);
    from = Math.min(from, edit.start);
    tail = edit.text.slice(end - at);
  }
  return [...before, { start: from, end: to, text: head + text + tail }, ...after];
}
