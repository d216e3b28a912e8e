import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import type { Task } from '../task.ts';
import { lastFrameFile } from '../lastFrameFile.ts';
import { noFrame, startNow } from '../startFrame.ts';
import type { StepContext } from './stepContext.ts';
import { whyUnwritten } from '../../storage/storageError.ts';

/**
 * Lets a held task go on: writes the last frame of the shot before next to its take, then its path into the record, so that the
 * task may be sent; or pauses it where there will be none. Killed at any point, it is simply done again: nothing has left.
 */
export async function startHeld(task: Task, { journal, insist, signal, lastFrame }: StepContext): Promise<void> {
  const start = startNow(task, (id) => journal.get(id));
  const { waitsFor } = task;
  if (start.kind === 'notYet' || !waitsFor) return;
  const frame = start.kind === 'never' ? start : await lastFrameFile(start.file, lastFrame).catch((error: unknown) => ({
    failure: noFrame(l10n.t('The frame couldn’t be saved next to {0}: {1}', path.basename(start.file), whyUnwritten(error, path.dirname(start.file)))),
  }));
  if (signal.aborted) return;
  await insist(task.id, 'file' in frame ? { kind: 'frameTaken', frame: frame.file, of: waitsFor } : { kind: 'noFrame', failure: frame.failure, of: waitsFor });
}
