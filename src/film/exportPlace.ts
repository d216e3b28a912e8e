import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { readSidecar, sidecarPath } from '../takes/sidecar.ts';

/**
 * Why a film must not be written there: it would replace a paid take, also one whose metadata file is damaged, or what another program
 * tells of its video. An earlier export is replaced. `to`: absolute path of the video.
 */
export async function occupiedBy(to: string): Promise<string | undefined> {
  const story = sidecarPath(to);
  if (!existsSync(story)) return undefined;
  const reading = await readSidecar(story);
  if (reading.kind === 'unreadable' && reading.foreign) return l10n.t('{0}.json was written by another program. Choose another name for the export.', path.basename(to));
  const isEarlier = reading.kind === 'sidecar' && reading.sidecar.kind === 'film';
  return isEarlier || !existsSync(to) ? undefined : l10n.t('“{0}” is a take. Choose another name for the export.', path.basename(to));
}
