import * as vscode from 'vscode';
import type { Problem } from '../directives/problem.ts';
import { checkOptionsFor } from '../host/checkOptions.ts';
import { settingsSection } from '../host/ids.ts';
import { createChecker } from '../shots/checker.ts';
import type { DocumentChecker } from '../shots/checker.ts';
import type { CheckOptions } from '../shots/checkOptions.ts';
import { documentKind } from '../shots/readDocument.ts';
import type { FirstFrame } from '../shots/firstFrame.ts';
import type { ProblemCode } from '../shots/problems.ts';
import { firstFramesIn } from './firstFrames.ts';
import type { FirstFrameAccess } from './firstFrames.ts';

/** What is wrong in open documents; diagnostics show it and quick fixes mend it. */
export interface Checks extends vscode.Disposable {
  problemsOf(document: vscode.TextDocument): readonly Problem<ProblemCode>[];
  checkerOf(document: vscode.TextDocument): DocumentChecker;
  optionsOf(document: vscode.TextDocument): CheckOptions;
  /** Looks at the document's first frames; true when what is known of them changed. Never rejects. */
  lookAtFirstFrames(document: vscode.TextDocument): Promise<boolean>;
  /** Settings changed: everything may be judged otherwise. */
  readonly onDidChangeSettings: vscode.Event<void>;
}

type Frames = ReadonlyMap<string, FirstFrame | 'missing'>;

export function createChecks(firstFrames: FirstFrameAccess): Checks {
  const checkers = new WeakMap<vscode.TextDocument, DocumentChecker>();
  const frames = new WeakMap<vscode.TextDocument, Frames>();
  let options = new WeakMap<vscode.TextDocument, CheckOptions>();
  const changed = new vscode.EventEmitter<void>();
  const listening = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration(settingsSection)) return;
    options = new WeakMap();
    changed.fire();
  });

  const checkerOf = (document: vscode.TextDocument): DocumentChecker => {
    const kind = documentKind(document.languageId);
    const last = checkers.get(document);
    const checker = last?.kind === kind ? last : createChecker(kind);
    checkers.set(document, checker);
    return checker;
  };
  const optionsOf = (document: vscode.TextDocument): CheckOptions => {
    const last = options.get(document) ?? checkOptionsFor(document.uri, (written) => frames.get(document)?.get(written));
    options.set(document, last);
    return last;
  };
  return {
    checkerOf, optionsOf,
    problemsOf: (document) => checkerOf(document).check(document.getText(), optionsOf(document)),
    lookAtFirstFrames: async (document) => {
      const looked = await Promise.all(firstFramesIn(document).map(async (written) => {
        const { firstFrame } = await firstFrames.look(firstFrames.locate(written, document.uri));
        return firstFrame === undefined ? [] : [[written, firstFrame] as const];
      }));
      const now: Frames = new Map(looked.flat());
      const same = JSON.stringify([...now]) === JSON.stringify([...(frames.get(document) ?? [])]);
      if (!same) {
        frames.set(document, now);
        options.delete(document);
      }
      return !same;
    },
    onDidChangeSettings: changed.event,
    dispose: () => {
      listening.dispose();
      changed.dispose();
    },
  };
}
