import type * as vscode from 'vscode';
import { findAnimatic } from '../tasks/findAnimatic.ts';
import { newTaskId } from '../tasks/taskId.ts';
import { shotSettings } from '../host/settings.ts';
import { ourFile } from './places.ts';
import { linkTo } from './links.ts';
import { previewNext, previewSettings } from './preview.ts';
import { newQuoteId } from './quotes.ts';
import { standsStill } from './firstChange.ts';
import { report } from './report.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices, AgentShot } from './services.ts';
import { sheetOf } from './sheet.ts';
import { wait } from './wait.ts';

/** Most previews are there by then; a longer one is waited for with `hailuo_wait`, seconds. */
const patience = 60;

/** `hailuo_animatic`: the free camera preview of a prompt as a video, made once for the same shot. */
export async function animatic({ prompt, duration, firstFrame: written }: ToolInput<'hailuo_animatic'>, services: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const firstFrame = written === undefined ? undefined : ourFile(written, services.storage)?.fsPath;
  if (written !== undefined && firstFrame === undefined) return refused(['The first frame is no file of this workspace.']);
  const { settings, written: said } = previewSettings(shotSettings(undefined), duration);
  const found = await findAnimatic({ prompt, settings: { ...settings, ...(firstFrame !== undefined && { firstFrame }) } }, { tasks: services.tasks, takes: () => services.takes.all() });
  if (found?.kind === 'made') return made(found.file, services);
  const shot: AgentShot = { prompt, written: { gateway: 'animatic', ...said, ...(firstFrame !== undefined && { firstFrame }) } };
  const id = found?.task.id ?? newTaskId(Date.now());
  if (!found) {
    if (token.isCancellationRequested) return refused(['The call was cancelled.']);
    const ordered = await services.order({ quote: newQuoteId(), ids: [id], shots: [shot], needsApproval: false, stopped: () => token.isCancellationRequested });
    if (ordered.kind === 'refused') return refused(ordered.reasons, 'Of a prompt, hailuo_check names the fixes.');
    if (ordered.trouble !== undefined) return refused([ordered.trouble]);
  }
  for (const until = Date.now() + patience * 1000; Date.now() < until && !token.isCancellationRequested;) {
    const task = services.tasks.get(id);
    if (task === undefined || standsStill(task)) break;
    await wait({ ids: [id], seconds: Math.ceil((until - Date.now()) / 1000) }, services, token);
  }
  const task = services.tasks.get(id);
  if (task?.state === 'completed' && task.file !== undefined) return made(task.file, services);
  return result({ ...(task ? report(task) : { id }), next: previewNext(task) });
}

async function made(file: string, services: AgentServices): Promise<vscode.LanguageModelToolResult> {
  return result({ file, open: linkTo.take(file), note: 'A free preview of the camera’s way, not of the picture: no model made it.' }, { pictures: await sheetOf([await services.takes.read(file)], services) });
}
