/** What is chosen in the strip: like a list of files, with a place that has the keyboard. Takes come and go above and below, so places are those of files. */
export interface Selection {
  /** The take that has the keyboard; undefined while nobody was there yet: whichever is first. */
  readonly current: string | undefined;
  /** Where a range begins. */
  readonly anchor: string | undefined;
  readonly files: ReadonlySet<string>;
}

export const nothingSelected: Selection = { current: undefined, anchor: undefined, files: new Set() };

export interface SelectingKeys {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Where the keyboard is among the files that are shown; 0 where nobody was yet. */
export function placeIn(files: readonly string[], { current }: Pick<Selection, 'current'>): number {
  return current === undefined ? 0 : Math.max(0, files.indexOf(current));
}

/** The keyboard came to the list: the take that it is on is one from now on. */
export function arrived(selection: Selection, files: readonly string[]): Selection {
  return selection.current === undefined ? { ...selection, current: files[0], anchor: files[0] } : selection;
}

/**
 * After takes came, went, or changed their order: everybody stays with their take. One that is not shown any more hands over to the next that still is,
 * otherwise to the one before.
 * @param before the files that were shown
 * @param now those that are shown from now on
 */
export function stayed(selection: Selection, before: readonly string[], now: readonly string[]): Selection {
  const shown = new Set(now);
  const heir = (file: string | undefined): string | undefined => {
    // A search without a result shows nothing, and the place is there again afterwards.
    if (file === undefined || shown.has(file) || now.length === 0) return file;
    const at = before.indexOf(file);
    if (at < 0) return undefined;
    return [...before.slice(at + 1), ...before.slice(0, at).reverse()].find((other) => shown.has(other)) ?? now[Math.min(at, now.length - 1)];
  };
  return { ...selection, current: heir(selection.current), anchor: heir(selection.anchor) };
}

/** After a click: alone it chooses one, with Ctrl or Cmd adds or removes it, with Shift takes the range. */
export function clicked(selection: Selection, files: readonly string[], file: string, keys: SelectingKeys): Selection {
  const index = files.indexOf(file);
  if (index < 0) {
    return selection;
  }
  if (keys.shiftKey) {
    const anchor = placeIn(files, { current: selection.anchor });
    const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)];
    return { current: file, anchor: files[anchor], files: new Set(files.slice(from, to + 1)) };
  }
  if (keys.ctrlKey || keys.metaKey) {
    return { current: file, anchor: file, files: toggled(selection.files, file) };
  }
  return { current: file, anchor: file, files: new Set([file]) };
}

export function toggled(files: ReadonlySet<string>, file: string): ReadonlySet<string> {
  const next = new Set(files);
  if (!next.delete(file)) {
    next.add(file);
  }
  return next;
}

/** Of those that are shown, the ones that are chosen: what a search hides is not meant by any button or key. */
export function chosenAmong<Row extends { readonly file: string }>(shown: readonly Row[], { files }: Selection): readonly Row[] {
  return shown.filter(({ file }) => files.has(file));
}

/** Where an arrow key leads in a grid; undefined for other keys. */
export function movedTo(current: number, key: string, columns: number, count: number): number | undefined {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, PageUp: -4 * columns, PageDown: 4 * columns, Home: -count, End: count };
  const step = steps[key];
  if (step === undefined || count === 0) {
    return undefined;
  }
  const to = current + step;
  const beyond = to < 0 || to >= count;
  // At the last row an arrow stays; jumps go to the end.
  return beyond && key.startsWith('Arrow') ? current : Math.min(count - 1, Math.max(0, to));
}
