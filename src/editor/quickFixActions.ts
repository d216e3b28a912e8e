import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plain } from '../host/plain.ts';
import type { Fix, Problem } from '../directives/problem.ts';
import { documentKind } from '../shots/readDocument.ts';
import { fixAll } from '../shots/fixAll.ts';
import { fixesFor } from '../shots/fixDocument.ts';
import type { ProblemCode } from '../shots/problems.ts';
import type { Checks } from './checks.ts';
import { diagnosticSource } from './diagnostics.ts';
import { editsOf, rangeOf } from './shotDocument.ts';

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('hailuo');

/** *Fix all* beside the mend of one problem; what it does is worked out once somebody looks at it. */
class FixAllAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;

  constructor(document: vscode.TextDocument, kind: vscode.CodeActionKind) {
    super(l10n.t('Fix all camera directives in this file'), kind);
    this.document = document;
  }
}

/** The light bulb offers first what is wrong, last what is merely worth a word. */
const ranks: Readonly<Record<Problem['severity'], number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * The mends of the problems that a range touches, best first; then, where one of them leaves nothing to choose, all such
 * mends of the file at once. Asked for *fix all* itself, that alone.
 */
export async function quickFixes(
  checks: Checks, document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext, token: vscode.CancellationToken,
): Promise<vscode.CodeAction[] | undefined> {
  if (context.only?.contains(fixAllKind) === true) {
    const action = await withEdit(new FixAllAction(document, fixAllKind), checks, token);
    return action.edit === undefined ? [] : [action];
  }
  const mayGoOn = breathing(token);
  const { version } = document;
  const here = checks.problemsOf(document).filter((problem) => rangeOf(document, problem).intersection(range) !== undefined)
    .sort((a, b) => ranks[a.severity] - ranks[b.severity]);
  const actions: vscode.CodeAction[] = [];
  for (const problem of here) {
    if (!await mayGoOn() || document.version !== version) return undefined;
    const fixes = fixesFor(document.getText(), problem, checks.checkerOf(document), checks.optionsOf(document));
    actions.push(...fixes.map((fix, index) => actionOf(document, fix, diagnosticFor(document, problem, context), index === 0)));
  }
  return actions.some(({ isPreferred }) => isPreferred === true) ? [...actions, new FixAllAction(document, vscode.CodeActionKind.QuickFix)] : actions;
}

/** An action that `quickFixes` gave, with its edit. */
export async function resolveQuickFix(action: vscode.CodeAction, checks: Checks, token: vscode.CancellationToken): Promise<vscode.CodeAction> {
  return action instanceof FixAllAction ? withEdit(action, checks, token) : action;
}

async function withEdit(action: FixAllAction, checks: Checks, token: vscode.CancellationToken): Promise<FixAllAction> {
  const { document } = action;
  const { version } = document;
  const mayGoOn = breathing(token);
  const steps = fixAll(document.getText(), documentKind(document.languageId), checks.optionsOf(document));
  for (let step = steps.next(); await mayGoOn() && document.version === version; step = steps.next()) {
    if (step.done !== true) continue;
    if (step.value.length === 0) break;
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, editsOf(document, step.value));
    break;
  }
  return action;
}

/** The longest that work goes on without letting anybody else have a turn, milliseconds. */
const breath = 10;

/** Asked between two pieces of work: gives others a turn when it is time for it; false once nobody waits for the outcome. */
function breathing(token: vscode.CancellationToken): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > breath) {
      await new Promise<void>((resolve) => { setImmediate(resolve); });
      since = performance.now();
    }
    return !token.isCancellationRequested;
  };
}

function actionOf(document: vscode.TextDocument, fix: Fix, diagnostic: vscode.Diagnostic | undefined, first: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(plain(fix.title), vscode.CodeActionKind.QuickFix);
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
