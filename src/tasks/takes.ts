import * as l10n from '@vscode/l10n';
import { readFile } from 'node:fs/promises';
import type { Sidecar } from './sidecar.ts';
import { sidecarPath, writeSidecar } from './sidecar.ts';
import type { Take } from './take.ts';
import { readTake } from './take.ts';

/** Takes on disk, and who wants to know when one changes. */
export interface Takes {
  read(file: string): Promise<Take>;
  /** Writes the mark into the sidecar and leaves everything else in it as it is. Rejects with one localized sentence. */
  setFavourite(file: string, favourite: boolean): Promise<void>;
  /** Says that these videos or their sidecars were written, moved or deleted. */
  announce(files: readonly string[]): void;
  /** Absolute paths of videos. Returns the function that stops listening. */
  onDidChange(listener: (files: readonly string[]) => void): () => void;
}

export function createTakes(): Takes {
  const listeners = new Set<(files: readonly string[]) => void>();
  const announce = (files: readonly string[]): void => {
    for (const listener of listeners) {
      listener(files);
    }
  };
  return {
    read: readTake,
    setFavourite: async (file, favourite) => {
      await writeFavourite(sidecarPath(file), favourite);
      announce([file]);
    },
    announce,
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function writeFavourite(sidecar: string, favourite: boolean): Promise<void> {
  let story: unknown;
  try {
    // Not through the schema: what a newer release wrote in a form unknown here must survive.
    story = JSON.parse(await readFile(sidecar, 'utf8'));
  } catch {
    story = undefined;
  }
  if (typeof story !== 'object' || story === null || Array.isArray(story)) {
    throw new Error(l10n.t('The mark could not be kept: {0} is missing or damaged; mend or delete it.', sidecar));
  }
  try {
    await writeSidecar(sidecar, { ...story, favourite } as Sidecar);
  } catch (error) {
    throw new Error(l10n.t('The mark could not be written to {0}: {1}', sidecar, error instanceof Error ? error.message : String(error)), { cause: error });
  }
}
