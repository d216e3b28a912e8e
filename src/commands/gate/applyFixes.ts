import * as vscode from 'vscode';
import { changeBetween, writePrompt } from '../../shots/edit.ts';
import { settingsOf } from '../../shots/document.ts';
import { findShot } from '../../shots/find.ts';
import { fixOrdered } from '../../shots/orderProblems.ts';
import { sourceAfter } from '../../shots/sourceAfter.ts';
import type { DocumentBehind } from './origin.ts';
import { documentBehind } from './origin.ts';
import type { PlannedShot } from './plan.ts';
import type { WantedShot } from './wantedShot.ts';

/**
 * Does what *Fix and generate* promised: in the documents that the shots stand in, each as one step that can be undone, else in
 * the words that are ordered alone. Resolves to the shots as they then read.
 */
export async function applyFixes(planned: readonly PlannedShot[]): Promise<readonly WantedShot[]> {
  const wanted: WantedShot[] = [];
  // One after the other: two shots may stand in one document, which moves with each.
  for (const plan of planned) {
    wanted.push(plan.warnings.length === 0 ? plan.wanted : await fixOne(plan));
  }
  return wanted;
}

async function fixOne({ wanted, checked }: PlannedShot): Promise<WantedShot> {
  const { source } = wanted;
  const behind = await documentBehind(wanted.prompt, source);
  const shot = { ...checked.shot, ...(behind && checked.shot.written && { written: { ...checked.shot.written, text: behind.text } }) };
  const { prompt, text } = fixOrdered(shot, checked.options);
  const after = behind && (text ?? withPrompt(behind, shot.written?.line ?? 0, wanted.prompt, prompt));
  if (behind && after !== undefined) await write(behind, after);
  return {
    ...wanted, prompt, ...(source && prompt !== wanted.prompt && { source: sourceAfter(source, { prompt, ...(behind && after !== undefined && { text: after, kind: behind.kind }) }) }),
    ...(behind && text !== undefined && { written: fixedSettings(wanted, behind, text) }),
  };
}

/** Prose has its words fixed by themselves; they go back to where they stand. */
function withPrompt({ text, kind }: DocumentBehind, line: number, before: string, after: string): string {
  const found = findShot(text, kind, { prompt: before, line });
  if (found?.match !== 'same') return text;
  return [...writePrompt(text, found.shot, after)].sort((a, b) => b.start - a.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}

/** What is written of the shot after the fixes changed its settings; those that the caller says himself stay. */
function fixedSettings({ written, named, prompt, source }: WantedShot, { says, kind }: DocumentBehind, text: string): WantedShot['written'] {
  const found = findShot(text, kind, { line: 0, ...source, prompt });
  const before = new Map<string, unknown>(Object.entries(says));
  const after = new Map<string, unknown>(Object.entries(found ? settingsOf(found.shot) : says));
  const isChanged = (name: string): boolean => ![...(named ?? [])].some((one) => one === name) && before.get(name) !== after.get(name);
  const entries = [...Object.entries(written).filter(([name]) => !isChanged(name)), ...[...after].filter(([name]) => isChanged(name))];
  return Object.fromEntries(entries);
}

async function write({ document }: DocumentBehind, text: string): Promise<void> {
  const change = changeBetween(document.getText(), text);
  if (!change) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(change.start), document.positionAt(change.end)), change.text);
  await vscode.workspace.applyEdit(edit);
}
