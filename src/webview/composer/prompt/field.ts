import { autocompletion, startCompletion } from '@codemirror/autocomplete';
import { history, historyField, redo, standardKeymap, undo } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import { EditorState, Prec, Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import * as l10n from '@vscode/l10n';
import type { Problem } from '../../../directives/problem.ts';
import type { TextEdit } from '../../../directives/textEdit.ts';
import type { DirectiveLanguage } from '../../../directives/vocabulary.ts';
import type { Update } from '../../../views/composer/protocol.ts';
import { chips } from './chips.ts';
import { directiveCompletion } from './completion.ts';
import { problemMarks, setProblems } from './marks.ts';
import type { Sync } from './sync.ts';
import { createSync } from './sync.ts';

/** The field's own record of selection and undo, to be kept over a reload. */
export type KeptField = Record<string, unknown>;

export interface PromptField {
  readonly element: HTMLElement;
  readonly text: string;
  /** Offset of the cursor. */
  readonly cursor: number;
  focus(): void;
  /** Begins with a text anew; keeps undo where the kept record fits it. */
  open(text: string, version: number, kept: KeptField | undefined): void;
  receive(version: number, updates: readonly Update[]): void;
  /** Settles when the extension has everything that was typed. */
  settled(): Promise<void>;
  /** A deed of its own: one step of undo, sent at once. */
  edit(edits: readonly TextEdit[], cursor?: number): void;
  /** Selects a part and shows it; `focus` moves the keyboard there too. */
  select(start: number, end: number, focus: boolean): void;
  showProblems(problems: readonly Problem[]): void;
  keep(): KeptField;
}

export interface PromptFieldEvents {
  readonly send: (version: number, updates: readonly Update[]) => void;
  /** The text, or where the cursor is. */
  readonly changed: (text: boolean) => void;
  /** *Quick fix* at the cursor. */
  readonly fix: () => void;
  readonly language: () => DirectiveLanguage;
}

/** The prompt as text: typed, pasted, undone, completed. Marks stand in for nothing: what is seen is what is sent. */
export function createPromptField(nonce: string, events: PromptFieldEvents): PromptField {
  let sync: Sync = createSync(0, events.send);
  /** The cursor, while it stands behind a space that came with a bracket. */
  let spaceBehind: number | undefined;
  const configuration = (): Extension => [
    EditorView.cspNonce.of(nonce),
    history(),
    // VS Code hears keys that leave the page and would undo a second time.
    Prec.highest(keymap.of([
      { key: 'Mod-.', run: () => { events.fix(); return true; }, stopPropagation: true },
      { key: 'Mod-z', run: (target) => { undo(target); return true; }, shift: (target) => { redo(target); return true; }, stopPropagation: true },
      { key: 'Mod-y', run: (target) => { redo(target); return true; }, stopPropagation: true },
    ])),
    keymap.of(standardKeymap),
    // Pure and quick, so the list need not wait; an Enter right after it appears means the item, as in the text editor.
    autocompletion({ override: [directiveCompletion(events.language)], icons: false, activateOnTypingDelay: 0, interactionDelay: 0 }),
    // Letters of a word open the list by themselves; the bracket and the comma do not count as such.
    EditorView.inputHandler.of((view, _from, _to, text) => {
      if (/[[【，,、［]$/.test(text)) queueMicrotask(() => startCompletion(view));
      return false;
    }),
    // A bracket that was put in leaves a space for what follows; who types one means that one.
    EditorView.inputHandler.of((_view, from, to, text) => {
      if (text !== ' ' || from !== to || to !== spaceBehind) return false;
      spaceBehind = undefined;
      return true;
    }),
    EditorView.lineWrapping,
    EditorState.lineSeparator.of('\n'),
    placeholder(l10n.t('Describe the shot. Type [ to add a camera move.')),
    EditorView.contentAttributes.of({
      'aria-label': l10n.t('Prompt'), 'aria-describedby': 'prompt-count prompt-problems', 'spellcheck': 'true', 'autocorrect': 'off', 'autocapitalize': 'off',
    }),
    chips,
    problemMarks,
    sync.extension,
    // The page is ended when its tab is hidden; the focus leaves it before.
    EditorView.domEventHandlers({ blur: (_event, blurred) => { sync.changed(blurred, true); } }),
    EditorView.updateListener.of((update) => {
      const own = update.transactions.some((transaction) => transaction.docChanged && transaction.annotation(Transaction.remote) !== true);
      if (update.docChanged || update.selectionSet) spaceBehind = undefined;
      if (own) sync.changed(update.view, update.transactions.some((transaction) => transaction.isUserEvent('input.deed')));
      if (update.docChanged || update.selectionSet) events.changed(update.docChanged);
    }),
  ];
  const view = new EditorView({ state: EditorState.create({ extensions: configuration() }) });
  undoByCommand(view);

  return {
    element: view.dom,
    get text() { return view.state.doc.toString(); },
    get cursor() { return view.state.selection.main.head; },
    focus: () => { view.focus(); },
    open: (text, version, kept) => {
      // It began with nothing at version 0 too; what was typed meanwhile is on its way.
      if (text === '' && version === 0) return;
      sync = createSync(version, events.send);
      view.setState(restored(kept, text, configuration()) ?? EditorState.create({ doc: text, selection: { anchor: text.length }, extensions: configuration() }));
      events.changed(true);
    },
    receive: (version, updates) => { sync.receive(view, version, updates); },
    settled: () => sync.settled(view),
    edit: (edits, cursor) => {
      if (edits.length === 0 && cursor === undefined) return;
      view.dispatch({
        changes: edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })),
        ...(cursor !== undefined && { selection: { anchor: cursor } }), userEvent: 'input.deed', scrollIntoView: true,
      });
      const { head } = view.state.selection.main;
      if (cursor !== undefined && view.state.sliceDoc(head - 1, head) === ' ') spaceBehind = head;
    },
    select: (start, end, focus) => {
      const { length } = view.state.doc;
      view.dispatch({ selection: { anchor: Math.min(start, length), head: Math.min(end, length) }, scrollIntoView: true });
      if (focus) view.focus();
    },
    showProblems: (problems) => { view.dispatch({ effects: setProblems.of(problems) }); },
    keep: () => view.state.toJSON({ history: historyField }) as KeptField,
  };
}

/**
 * *Undo* from VS Code's menu or palette arrives as `document.execCommand`, for which browsers send no event that the editing
 * component could take: the browser would undo by its own record, which knows nothing of the component's.
 */
function undoByCommand(view: EditorView): void {
  const page: { execCommand(command: string, ...rest: unknown[]): boolean } = document;
  const native = page.execCommand.bind(document);
  page.execCommand = (command, ...rest) => {
    if (!view.hasFocus || (command !== 'undo' && command !== 'redo')) return native(command, ...rest);
    return command === 'undo' ? undo(view) : redo(view);
  };
}

/** The state as it was, when the record is one of ours and of this very text; it comes from storage, so it may be anything. */
function restored(kept: KeptField | undefined, text: string, extensions: Extension): EditorState | undefined {
  if (kept?.['doc'] !== text) return undefined;
  try {
    return EditorState.fromJSON(kept, { extensions }, { history: historyField });
  } catch {
    return undefined;
  }
}
