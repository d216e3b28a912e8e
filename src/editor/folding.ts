import * as vscode from 'vscode';
import { shotsOf } from './shotDocument.ts';

/** Folds `.hailuo` files by shot. */
export function registerFolding(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider({ language: 'hailuo' }, {
    provideFoldingRanges: (document, _context, token) => (token.isCancellationRequested ? [] : shotsOf(document).shots.flatMap((shot) => {
      const first = document.positionAt(shot.start).line;
      let last = document.positionAt(shot.end).line;
      while (last > first && (document.offsetAt(new vscode.Position(last, 0)) >= shot.end || document.lineAt(last).isEmptyOrWhitespace)) last--;
      return last > first ? [new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Region)] : [];
    })),
  });
}
