import type * as vscode from 'vscode';
import { checkOptionsFor } from '../../host/checkOptions.ts';
import type { CheckOptions } from '../../shots/checkOptions.ts';
import type { ShotDocument } from '../../shots/document.ts';
import type { FoundShot, RememberedPrompt } from '../../shots/find.ts';
import { shotFinder } from '../../shots/find.ts';
import { createOrderChecker } from '../../shots/orderProblems.ts';
import { readDocument } from '../../shots/readDocument.ts';

/** What a shot is checked with, and the check. */
export interface Check {
  readonly options: CheckOptions;
  readonly problemsOf: ReturnType<typeof createOrderChecker>;
}

/** What the shots of one order share: of sixty from one film the text is read and checked once, not sixty times. */
export interface Reads {
  readonly document: (text: string, kind: ShotDocument['kind']) => ShotDocument;
  /** As `findShot`. */
  readonly find: (text: string, kind: ShotDocument['kind'], remembered: RememberedPrompt) => FoundShot | undefined;
  /** `frame`: the first frame that the document names, `looked` what was seen of it. */
  readonly check: (scope: vscode.Uri | undefined, frame: string | undefined, looked: ReturnType<NonNullable<CheckOptions['firstFrame']>>) => Check;
}

/** Good for as long as one order is planned: settings and pictures are looked at once. */
export function createReads(): Reads {
  const read = new Map<string, { readonly document: ShotDocument; readonly find: ReturnType<typeof shotFinder> }>();
  const checks = new Map<string, Check>();
  const of = (text: string, kind: ShotDocument['kind']): { readonly document: ShotDocument; readonly find: ReturnType<typeof shotFinder> } => {
    const key = `${kind}\n${text}`;
    const known = read.get(key);
    if (known) return known;
    const document = readDocument(text, kind);
    const made = { document, find: shotFinder(text, kind, document) };
    read.set(key, made);
    return made;
  };
  return {
    document: (text, kind) => of(text, kind).document,
    find: (text, kind, remembered) => of(text, kind).find(remembered),
    check: (scope, frame, looked) => {
      const key = `${scope?.toString() ?? ''}\n${frame ?? ''}`;
      const known = checks.get(key);
      if (known) return known;
      const made = { options: checkOptionsFor(scope, (asked) => (asked === frame ? looked : undefined)), problemsOf: createOrderChecker() };
      checks.set(key, made);
      return made;
    },
  };
}
