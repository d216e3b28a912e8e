/** What is chosen in the strip: like a list of files, with a place that has the keyboard. */
export interface Selection {
  readonly current: number;
  /** Where a range begins. */
  readonly anchor: number;
  readonly files: ReadonlySet<string>;
}

export const nothingSelected: Selection = { current: 0, anchor: 0, files: new Set() };

export interface SelectingKeys {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** After a click: alone it chooses one, with Ctrl or Cmd adds or removes it, with Shift takes the range. */
export function clicked(selection: Selection, files: readonly string[], index: number, keys: SelectingKeys): Selection {
  const file = files[index];
  if (file === undefined) {
    return selection;
  }
  if (keys.shiftKey) {
    const [from, to] = [Math.min(selection.anchor, index), Math.max(selection.anchor, index)];
    return { ...selection, current: index, files: new Set(files.slice(from, to + 1)) };
  }
  if (keys.ctrlKey || keys.metaKey) {
    return { current: index, anchor: index, files: toggled(selection.files, file) };
  }
  return { current: index, anchor: index, files: new Set([file]) };
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
