import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { readSidecar, sidecarPath } from '../takes/sidecar.ts';

/** `taken`: a film must not be written there, for the reason told. `there`: something that is not known to be an earlier export of ours. */
export type ExportPlace = { readonly kind: 'free' } | { readonly kind: 'there' } | { readonly kind: 'taken'; readonly message: string };

/**
 * What stands where a film is to be exported. A paid take is never replaced, also one whose metadata file is damaged, nor what another
 * program tells of its video; an earlier export of a film is. `to`: absolute path.
 */
export async function exportPlace(to: string): Promise<ExportPlace> {
  const story = sidecarPath(to);
  const place: ExportPlace = { kind: existsSync(to) ? 'there' : 'free' };
  if (!to.toLowerCase().endsWith('.mp4') || !existsSync(story)) return place;
  const reading = await readSidecar(story);
  if (reading.kind === 'unreadable' && reading.foreign) return { kind: 'taken', message: l10n.t('{0}.json was written by another program. Choose another name for the export.', path.basename(to)) };
  if (reading.kind === 'sidecar' && reading.sidecar.kind === 'film') return { kind: 'free' };
  return place.kind === 'free' ? place : { kind: 'taken', message: l10n.t('“{0}” is a take. Choose another name for the export.', path.basename(to)) };
}
