import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parsedUri } from '../../host/parsedUri.ts';
import type { MessageAction } from '../../host/messages.ts';
import { showError } from '../../host/messages.ts';
import { plain } from '../../host/plain.ts';
import type { OrderOutcome } from './order.ts';
import type { RefusedShot } from './plan.ts';
import type { WantedShot } from './wantedShot.ts';

type Refused = Extract<OrderOutcome, { kind: 'refused' }>;

/** Names of shots in a message; more than these are counted. */
const mostNames = 4;

/** Says which shots are refused and why, with the way to each: its place, its fix, and the others without it. */
export function showRefusal({ bad, good }: Refused, generate: (shots: readonly WantedShot[]) => unknown): void {
  const [first] = bad;
  if (!first) return;
  const several = bad.length + good.length > 1;
  const names = [...bad.slice(0, mostNames).map(({ name }) => name), ...(bad.length > mostNames ? ['…'] : [])].join(l10n.t({ message: ', ', comment: ['Between the names of shots.'] }));
  const summary = l10n.t('{0} of {1} shots need fixing: {2}', bad.length, bad.length + good.length, names);
  showError(several ? `${summary}. ${bad.length > 1 ? `${first.name}: ` : ''}${first.message}` : first.message, [
    ...placeActions(first, several),
    ...(good.length > 0 ? [{ label: good.length === 1 ? l10n.t('Generate the other one') : l10n.t('Generate the other {0}', good.length), run: () => generate(good) }] : []),
    ...(first.restricted ? [{ label: l10n.t('Manage Workspace Trust'), run: () => vscode.commands.executeCommand('workbench.trust.manage') }] : []),
  ]);
}

function placeActions(shot: RefusedShot, several: boolean): readonly MessageAction[] {
  const { fix, place } = shot;
  const goTo = { label: several ? l10n.t('Go to {0}', plain(shot.name, 40)) : place ? l10n.t('Go to Line {0}', place.line) : l10n.t('Go to Shot'), run: () => show(shot) };
  return [
    ...(fix && place && !several ? [{ label: plain(fix.title, 60), run: () => apply(place, fix) }] : []),
    ...(place ?? shot.wanted.source ? [goTo] : []),
  ];
}

async function show({ place, wanted: { source } }: RefusedShot): Promise<void> {
  const uri = place?.document.uri ?? (source && parsedUri(source.uri));
  if (!uri) return;
  const selection = place
    ? new vscode.Range(place.document.positionAt(place.start), place.document.positionAt(place.end))
    : new vscode.Range(source?.line ?? 0, 0, source?.line ?? 0, 0);
  await vscode.window.showTextDocument(uri, { selection, viewColumn: vscode.ViewColumn.Active });
}

/** The fix as it was named, if the document still reads as it did then. */
async function apply({ document, start, end, line }: NonNullable<RefusedShot['place']>, fix: NonNullable<RefusedShot['fix']>): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const one of fix.edits) {
    edit.replace(document.uri, new vscode.Range(document.positionAt(one.start), document.positionAt(one.end)), one.text);
  }
  const isThere = document.positionAt(start).line + 1 === line && end <= document.getText().length;
  if (isThere && (await vscode.workspace.applyEdit(edit))) {
    const position = document.positionAt(start);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position), viewColumn: vscode.ViewColumn.Active });
  }
}
