import { collab, getSyncedVersion, receiveUpdates, sendableUpdates } from '@codemirror/collab';
import type { Extension } from '@codemirror/state';
import { ChangeSet } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { TextEdit } from '../../../directives/textEdit.ts';
import type { Update } from '../../../views/composer/protocol.ts';

/** Typing is sent in small portions: each becomes one step of undo in the document. */
const pause = 200;

/** The page's side of a text that the extension and the document share. */
export interface Sync {
  /** For the editor's configuration. */
  readonly extension: Extension;
  /** Something was typed here. `now`: a deed of its own, such as a drag on the timeline. */
  readonly changed: (view: EditorView, now: boolean) => void;
  /** Settles when the extension has everything that was typed. */
  readonly settled: (view: EditorView) => Promise<void>;
  /** What came from the extension: others' updates, and our own confirmed. */
  readonly receive: (view: EditorView, version: number, updates: readonly Update[]) => void;
}

/** `startVersion`: of the text that the editor begins with. */
export function createSync(startVersion: number, send: (version: number, updates: readonly Update[]) => void): Sync {
  const client = crypto.randomUUID();
  let timer: number | undefined;
  let underway = false;
  let waiting: (() => void)[] = [];
  const push = (view: EditorView): void => {
    window.clearTimeout(timer);
    timer = undefined;
    const unsent = sendableUpdates(view.state);
    if (unsent.length === 0) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
    if (underway || unsent.length === 0) return;
    underway = true;
    send(getSyncedVersion(view.state), unsent.map(({ changes }) => ({ client, changes: editsOf(changes) })));
  };
  return {
    extension: collab({ startVersion, clientID: client }),
    changed: (view, now) => {
      if (now) push(view);
      else timer ??= window.setTimeout(() => { push(view); }, pause);
    },
    settled: (view) => new Promise((resolve) => {
      waiting.push(resolve);
      push(view);
    }),
    receive: (view, version, updates) => {
      underway = false;
      const missed = updates.slice(Math.max(0, getSyncedVersion(view.state) - version));
      let length = view.state.doc.length - sendableUpdates(view.state).reduce((sum, { changes }) => sum + changes.newLength - changes.length, 0);
      const sets = missed.map((update) => {
        const changes = ChangeSet.of(update.changes.map(({ start, end, text }) => ({ from: start, to: end, insert: text })), length, '\n');
        length = changes.newLength;
        return { clientID: update.client, changes };
      });
      if (sets.length > 0) view.dispatch(receiveUpdates(view.state, sets));
      push(view);
    },
  };
}

function editsOf(changes: ChangeSet): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  changes.iterChanges((start, end, _from, _to, inserted) => edits.push({ start, end, text: inserted.toString() }), true);
  return edits;
}
