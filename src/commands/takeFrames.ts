import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { showError } from '../host/messages.ts';
import { locatePrompt } from '../host/promptPlace.ts';
import type { PromptPlace } from '../host/promptPlace.ts';
import { carriedOver } from '../shots/carriedOver.ts';
import { breakIn } from '../shots/lineBreak.ts';
import { writeFrame } from '../takes/frameFile.ts';
import { portablePath } from '../takes/portablePath.ts';
import type { Take } from '../takes/take.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { editInComposer } from './takePrompts.ts';
import { whyUnwritten } from '../storage/storageError.ts';

/** A picture taken from a video in a webview, which alone can decode it. */
export type GrabOutcome = { readonly kind: 'frame'; readonly png: Uint8Array } | { readonly kind: 'none'; readonly why: string };

export interface FrameDependencies {
  readonly grabLastFrame: (file: string) => Promise<GrabOutcome>;
  readonly tasks: Pick<Tasks, 'get'>;
}

/** What `hailuo.continueFromLastFrame` resolves to. */
export interface ContinuedFrom {
  /** Absolute path of the PNG beside the take. */
  readonly frame: string;
}

/** The way to the frame as a document beside it would write it. */
function portable(frame: string, document: vscode.TextDocument): string {
  if (document.uri.scheme !== 'file') {
    return frame;
  }
  const way = portablePath(frame, path.dirname(document.uri.fsPath));
  return path.isAbsolute(way) ? frame : `./${way}`.replace(/^\.\/\.\.\//u, '../');
}

/** A new shot right after the one that made the take, with the same settings of its own, waiting for its words. */
async function startInDocument(frame: string, { document, found }: PromptPlace & { readonly found: NonNullable<PromptPlace['found']> }): Promise<boolean> {
  const text = document.getText();
  const { shot } = found;
  const eol = breakIn(text, shot);
  const title = shot.title?.text ? l10n.t('{0}, continued', shot.title.text) : l10n.t('Continued');
  const lines = [`### ${title}`, ...carriedOver(shot).map(({ start, end }) => text.slice(start, end)), `@firstFrame = ${portable(frame, document)}`, ''];
  const before = text.slice(0, shot.end).trimEnd().length;
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(document.positionAt(before), document.positionAt(shot.end)), `${eol}${eol}${lines.join(eol)}${eol}${shot.end < text.length ? eol : ''}`);
  if (!(await vscode.workspace.applyEdit(change))) {
    return false;
  }
  const cursor = document.positionAt(before).translate(lines.length + 1).with({ character: shot.margin?.length ?? 0 });
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor), viewColumn: vscode.ViewColumn.Active });
  return true;
}

/** Starts the next shot with a picture as its first frame: in the `.hailuo` file after the shot that made the take, else in the composer. */
export async function startFrom(take: Take, frame: string, tasks: Pick<Tasks, 'get'>): Promise<void> {
  const place = await locatePrompt(take);
  if (place?.kind === 'hailuo' && place.found && (await startInDocument(frame, { ...place, found: place.found }))) {
    return;
  }
  await editInComposer(take, tasks, { prompt: '', firstFrame: frame });
}

/** Takes the exact last frame of a take as a PNG beside it and starts the next shot with it. Undefined when it could not be had, which is said. */
export async function continueFromLastFrame(take: Take, { grabLastFrame, tasks }: FrameDependencies): Promise<ContinuedFrom | undefined> {
  const grabbed = await grabLastFrame(take.file);
  if (grabbed.kind === 'none') {
    if (grabbed.why !== '') {
      showError(l10n.t('Couldn’t get the last frame of {0}: {1}', path.basename(take.file), grabbed.why));
    }
    return undefined;
  }
  let frame: string;
  try {
    frame = await writeFrame(take.file, 'last', grabbed.png);
  } catch (error) {
    showError(l10n.t('The frame couldn’t be saved next to {0}: {1}', path.basename(take.file), whyUnwritten(error, path.dirname(take.file))));
    return undefined;
  }
  await startFrom(take, frame, tasks);
  return { frame };
}
