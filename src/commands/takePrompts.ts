import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showInformation, showWarning } from '../host/messages.ts';
import { fromClick, isFromOutside } from '../host/ownClicks.ts';
import type { PromptPlace } from '../host/promptPlace.ts';
import { locatePrompt } from '../host/promptPlace.ts';
import type { DocumentShot } from '../shots/document.ts';
import { writePrompt, writeSetting } from '../shots/edit.ts';
import { lineBreakOf } from '../shots/lineBreak.ts';
import type { TextEdit } from '../directives/textEdit.ts';
import { headingTitle } from '../shots/title.ts';
import { titleOfTake } from '../takes/quote.ts';
import { sidecarPath } from '../takes/sidecar.ts';
import type { Take } from '../takes/take.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { shotAgain } from './shotAgain.ts';

function nameOf(place: PromptPlace): string {
  return path.basename(place.document.uri.path);
}

function promptRange(document: vscode.TextDocument, shot: DocumentShot): vscode.Range {
  const [start, end] = [shot.pieces[0]?.start ?? shot.start, shot.pieces.at(-1)?.end ?? shot.end];
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

async function show({ document }: PromptPlace, selection?: vscode.Range): Promise<void> {
  await vscode.window.showTextDocument(document, { ...(selection ? { selection } : {}), viewColumn: vscode.ViewColumn.Active });
}

async function placeOf(take: Take): Promise<PromptPlace | undefined> {
  const place = await locatePrompt(take);
  if (!place) {
    const { file } = take;
    showInformation(take.source
      ? l10n.t('The file this prompt came from no longer exists. Copy the prompt or edit it in the composer.')
      : l10n.t('This take wasn’t made from a file. Copy the prompt or edit it in the composer.'), [
      { label: l10n.t('Copy prompt'), run: () => vscode.commands.executeCommand(commands.takeCopyPrompt, { file }) },
      { label: l10n.t('Edit in composer'), run: () => vscode.commands.executeCommand(commands.takeEditInComposer, { file }) },
    ]);
  }
  return place;
}

/** Opens the document and selects the prompt, wherever it moved. */
export async function goToPrompt(take: Take): Promise<void> {
  const place = await placeOf(take);
  if (!place) {
    return;
  }
  await show(place, place.found && promptRange(place.document, place.found.shot));
  if (!place.found) {
    const restore = { label: l10n.t('Restore this prompt'), run: () => restorePrompt(take) };
    showInformation(l10n.t('The prompt of this take is no longer in {0}.', nameOf(place)), [restore]);
  }
}

/** The edits that make a document's shot the take's again: its words, and the settings that the document writes differently. */
function restoringEdits(take: Take, { document, kind, found, written }: PromptPlace): readonly TextEdit[] {
  const text = document.getText();
  const eol = lineBreakOf(text);
  if (!found) {
    const heading = kind === 'hailuo' ? `### ${take.source?.title ?? (headingTitle(take.shot.prompt) || titleOfTake(take))}${eol}` : '';
    const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
    return [{ start: text.length, end: text.length, text: `${gap}${heading}${(take.source?.written ?? take.shot.prompt).replaceAll('\n', eol)}${eol}` }];
  }
  const { duration, resolution, promptOptimizer, fastPretreatment, watermark } = take.shot.settings;
  const made = { duration, resolution, promptOptimizer, fastPretreatment, watermark };
  const settings = Object.entries(made).flatMap(([name, value]) => {
    const setting = name as keyof typeof made;
    const differs = kind === 'hailuo' && written[setting] !== undefined && written[setting] !== value;
    return differs ? writeSetting(text, found.shot, setting, typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)) : [];
  });
  return [...settings, ...writePrompt(text, found.shot, take.source?.written ?? take.shot.prompt)];
}

/** Writes the prompt that made this take over the shot as it is now, as one step that can be undone. */
export async function restorePrompt(take: Take): Promise<void> {
  const place = await placeOf(take);
  if (!place) {
    return;
  }
  const { document } = place;
  const edits = restoringEdits(take, place);
  const change = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    change.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  }
  if (edits.length > 0 && !(await vscode.workspace.applyEdit(change))) {
    showWarning(l10n.t('{0} couldn’t be changed. It may be read-only.', nameOf(place)));
    return;
  }
  const restored = await locatePrompt(take);
  if (restored) {
    await show(restored, restored.found && promptRange(restored.document, restored.found.shot));
  }
}

/** The metadata file that a shot comes from, unless the very same was ordered here: a clone brings files that say what to order. */
function strangersSidecar(take: Take, tasks: Pick<Tasks, 'get'>): { readonly sidecar?: string } {
  const own = take.id === undefined ? undefined : tasks.get(take.id);
  const isOwn = own?.gateway === take.gateway && own?.settings.firstFrame === take.shot.settings.firstFrame;
  return isOwn ? {} : { sidecar: sidecarPath(take.file) };
}

/** A new take of the same shot, for who passed this argument. Resolves to the task. */
export async function generateAgain(take: Take, tasks: Pick<Tasks, 'get'>, argument: unknown): Promise<unknown> {
  const shot = { ...(await shotAgain(take)), ...strangersSidecar(take, tasks) };
  return vscode.commands.executeCommand(commands.generate, isFromOutside(argument) ? shot : fromClick(shot));
}

/** The shot of a take in the composer, to be changed and made anew. */
export async function editInComposer(take: Take, tasks: Pick<Tasks, 'get'>, change: { readonly prompt?: string; readonly firstFrame?: string } = {}): Promise<void> {
  const { gateway, source } = take;
  const shot = { ...take.shot.settings, prompt: take.shot.prompt, ...change, ...strangersSidecar(take, tasks) };
  await vscode.commands.executeCommand('hailuo.openComposer', { ...shot, ...(gateway ? { gateway } : {}), ...(source && change.prompt === undefined ? { source } : {}) });
}
