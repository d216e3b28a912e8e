/** One edit: what stood from `start` to `end` in the text as the edits before it left it gave way to so many UTF-16 units. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** The one stretch outside of which edits left everything as it was. */
export interface ChangedSpan {
  readonly start: number;
  /** In the text as it was. */
  readonly oldEnd: number;
  /** In the text as it is now. */
  readonly newEnd: number;
}

/** The stretch that edits touch, each made on what the one before it left; `before`: what was touched already. */
export function changedSpan(changes: readonly TextChange[], before?: ChangedSpan): ChangedSpan | undefined {
  return changes.reduce<ChangedSpan | undefined>((touched, { start, end, length }) => {
    const grown = length - (end - start);
    if (touched === undefined) return { start, oldEnd: end, newEnd: end + grown };
    // Text behind what was touched so far stands as far along as the edits made it.
    const beyond = Math.max(0, end - touched.newEnd);
    return { start: Math.min(touched.start, start), oldEnd: touched.oldEnd + beyond, newEnd: touched.newEnd + beyond + grown };
  }, before);
}
