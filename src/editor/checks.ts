import * as vscode from 'vscode';
import type { Problem } from '../directives/problem.ts';
import { checkOptionsFor } from '../host/checkOptions.ts';
import { settingsSection } from '../host/ids.ts';
import { createChecker, inOrder } from '../shots/checker.ts';
import type { DocumentChecker, PlacedProblems } from '../shots/checker.ts';
import type { CheckOptions, LookedTake } from '../shots/checkOptions.ts';
import { documentKind } from '../shots/readDocument.ts';
import type { FirstFrame } from '../shots/firstFrame.ts';
import type { ProblemCode } from '../shots/problems.ts';
import { chosenTakesIn, lookAtTake } from './chosenTakes.ts';
import { shotsOf, textOf } from './shotDocument.ts';
import { firstFramesIn } from './firstFrames.ts';
import type { FirstFrameAccess } from './firstFrames.ts';

/** What is wrong in open documents; diagnostics show it and quick fixes mend it. */
export interface Checks extends vscode.Disposable {
  problemsOf(document: vscode.TextDocument): readonly Problem<ProblemCode>[];
  /** The same shot by shot, which costs least after a key. */
  placedProblemsOf(document: vscode.TextDocument): readonly PlacedProblems[];
  checkerOf(document: vscode.TextDocument): DocumentChecker;
  optionsOf(document: vscode.TextDocument): CheckOptions;
  /** Looks at the files that the document names: first frames and chosen takes; true when what is known of them changed. Never rejects. */
  lookAtFiles(document: vscode.TextDocument): Promise<boolean>;
  /** Settings changed: everything may be judged otherwise. */
  readonly onDidChangeSettings: vscode.Event<void>;
}

/** What is known of the files that a document names, as it writes them. */
interface Files {
  readonly frames: ReadonlyMap<string, FirstFrame | 'missing'>;
  readonly takes: ReadonlyMap<string, LookedTake>;
}

export function createChecks(firstFrames: FirstFrameAccess): Checks {
  const checkers = new WeakMap<vscode.TextDocument, DocumentChecker>();
  const files = new WeakMap<vscode.TextDocument, Files>();
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
    const last = options.get(document) ?? {
      ...checkOptionsFor(document.uri, (written) => files.get(document)?.frames.get(written)), take: (written) => files.get(document)?.takes.get(written),
    };
    options.set(document, last);
    return last;
  };
  const placedProblemsOf = (document: vscode.TextDocument) => checkerOf(document).checkRead(textOf(document), optionsOf(document), shotsOf(document));
  return {
    checkerOf, optionsOf, placedProblemsOf,
    problemsOf: (document) => inOrder(placedProblemsOf(document)),
    lookAtFiles: async (document) => {
      const looked = await Promise.all(firstFramesIn(document).map(async (written) => {
        const { firstFrame } = await firstFrames.look(firstFrames.locate(written, document.uri));
        return firstFrame === undefined ? [] : [[written, firstFrame] as const];
      }));
      const chosen = await Promise.all(chosenTakesIn(document).map(async (written) => {
        const found = await lookAtTake(written, document);
        return found === undefined ? [] : [[written, found] as const];
      }));
      const now: Files = { frames: new Map(looked.flat()), takes: new Map(chosen.flat()) };
      const same = wordsOf(now) === wordsOf(files.get(document) ?? { frames: new Map(), takes: new Map() });
      if (!same) {
        files.set(document, now);
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

function wordsOf({ frames, takes }: Files): string {
  return JSON.stringify([[...frames], [...takes]]);
}
