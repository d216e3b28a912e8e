import { applyEdits } from '../../directives/textEdit.ts';
import { changeBetween } from '../../shots/edit.ts';
import type { Update } from './protocol.ts';

/** Names the extension's own changes; pages draw a random name each. */
export const hostClient = 'host';

/**
 * The text of a shot that a page and a document edit at the same time. This side decides the order: an update is taken
 * when it was made on the newest version, otherwise the page gets what it missed and sends its own again, moved over it.
 */
export interface SharedText {
  readonly text: string;
  /** Count of updates so far. */
  readonly version: number;
  /** What a page with `version` has missed; everything it asks for is kept for the life of the panel. */
  since(version: number): readonly Update[];
  /** False, and nothing happens, when the updates were made on an older version or do not fit the text. */
  take(version: number, updates: readonly Update[]): boolean;
  /** Makes the text what it says now in the document, by the one change that does it. */
  become(text: string): void;
  /** What the text would be with these updates; undefined when they do not fit. */
  preview(version: number, updates: readonly Update[]): string | undefined;
}

export function shareText(initial: string): SharedText {
  let text = initial;
  let log: Update[] = [];
  const preview = (version: number, updates: readonly Update[]): string | undefined => {
    if (version !== log.length) return undefined;
    let result: string | undefined = text;
    for (const { changes } of updates) result = result === undefined || !fit(changes, result.length) ? undefined : applyEdits(result, changes);
    return result;
  };
  return {
    get text() { return text; },
    get version() { return log.length; },
    since: (version) => log.slice(version),
    preview,
    take: (version, updates) => {
      const result = preview(version, updates);
      if (result === undefined) return false;
      text = result;
      log = [...log, ...updates];
      return true;
    },
    become: (wanted) => {
      const change = changeBetween(text, wanted);
      if (change === undefined) return;
      log = [...log, { client: hostClient, changes: [change] }];
      text = wanted;
    },
  };
}

/** Ordered, apart from each other, and inside a text of this length. */
function fit(changes: Update['changes'], length: number): boolean {
  let done = 0;
  return changes.every(({ start, end }) => {
    const fits = start >= done && end >= start && end <= length;
    done = end;
    return fits;
  });
}
