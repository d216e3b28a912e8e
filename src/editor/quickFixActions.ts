import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Fix, Problem } from '../directives/problem.ts';
import { fixAll, fixesFor } from '../shots/fixDocument.ts';
import type { ProblemCode } from '../shots/problems.ts';
import type { Checks } from './checks.ts';
import { diagnosticSource } from './diagnostics.ts';
import { editsOf, rangeOf } from './shotDocument.ts';

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('hailuo');

/** The mends of the problems that a range touches, best first, then all that leaves nothing to choose at once. */
export function quickFixes(
  checks: Checks, document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext, token: vscode.CancellationToken,
): vscode.CodeAction[] | undefined {
  if (context.only?.intersects(vscode.CodeActionKind.Source) === true) return everything(document, checks, fixAllKind);
  const here = checks.problemsOf(document).filter((problem) => rangeOf(document, problem).intersection(range) !== undefined);
  const actions: vscode.CodeAction[] = [];
  for (const problem of here) {
    if (token.isCancellationRequested) return undefined;
    const fixes = fixesFor(document.getText(), problem, checks.checkerOf(document), checks.optionsOf(document));
    actions.push(...fixes.map((fix, index) => actionOf(document, fix, diagnosticFor(document, problem, context), index === 0)));
  }
  return actions.length === 0 ? actions : [...actions, ...everything(document, checks, vscode.CodeActionKind.QuickFix)];
}

function actionOf(document: vscode.TextDocument, fix: Fix, diagnostic: vscode.Diagnostic | undefined, first: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, editsOf(document, fix.edits));
  action.isPreferred = first && fix.sure === true;
  if (diagnostic !== undefined) action.diagnostics = [diagnostic];
  return action;
}

function diagnosticFor(document: vscode.TextDocument, problem: Problem<ProblemCode>, context: vscode.CodeActionContext): vscode.Diagnostic | undefined {
  const range = rangeOf(document, problem);
  return context.diagnostics.find(({ code, source, range: other }) =>
    source === diagnosticSource && (typeof code === 'object' ? code.value : code) === problem.code && other.isEqual(range));
}

function everything(document: vscode.TextDocument, checks: Checks, kind: vscode.CodeActionKind): vscode.CodeAction[] {
  const text = document.getText();
  const fixed = fixAll(text, checks.checkerOf(document), checks.optionsOf(document));
  if (fixed === text) return [];
  const action = new vscode.CodeAction(l10n.t('Fix all camera directives in this file'), kind);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(document, { start: 0, end: text.length }), fixed);
  return [action];
}
