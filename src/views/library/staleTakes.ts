import type { Heirs } from '../../host/heirs.ts';
import { createHeirs } from '../../host/heirs.ts';
import { sourcePlace } from '../../host/promptPlace.ts';
import { readForeignFile, readLimits } from '../../storage/foreignFile.ts';
import { settingsOf } from '../../shots/document.ts';
import { documentKind, readDocument } from '../../shots/readDocument.ts';
import type { ShotDocument } from '../../shots/document.ts';
import type { FoundShot, RememberedPrompt } from '../../shots/find.ts';
import { shotFinder } from '../../shots/find.ts';
import type { Staleness } from '../../shots/staleness.ts';
import { stalenessOf } from '../../shots/staleness.ts';
import type { Take } from '../../takes/take.ts';

interface Source {
  readonly document: ShotDocument;
  readonly find: (remembered: RememberedPrompt) => FoundShot | undefined;
}

/** Tells which takes are out of date; each document is read once until `forget`. */
export interface StaleTakes {
  /** Undefined: there is no document to compare with. */
  stalenessOf(take: Take): Promise<Staleness | undefined>;
  forget(): void;
}

/** As it stands in an editor, else on disk; without opening it, which would wake every language feature. */
async function textOf(take: Take, heirs: Heirs): Promise<{ readonly text: string; readonly kind: ShotDocument['kind'] } | undefined> {
  const heir = await heirs.of(take);
  if (heir) {
    return heir;
  }
  const place = sourcePlace(take);
  if (place?.kind === 'open') {
    return { text: place.document.getText(), kind: documentKind(place.document.languageId) };
  }
  const read = place?.kind === 'file' ? await readForeignFile(place.uri.fsPath, { maxBytes: readLimits.document }) : undefined;
  return read?.kind === 'read' ? { text: read.bytes.toString('utf8'), kind: place?.uri.path.endsWith('.hailuo') ? 'hailuo' : 'prose' } : undefined;
}

export function createStaleTakes(): StaleTakes {
  const sources = new Map<string, Promise<Source | undefined>>();
  let heirs = createHeirs();
  const load = async (take: Take): Promise<Source | undefined> => {
    const read = await textOf(take, heirs);
    return read && { document: readDocument(read.text, read.kind), find: shotFinder(read.text, read.kind) };
  };
  return {
    stalenessOf: async (take) => {
      const { shot, source } = take;
      if (!source || shot.prompt === '') {
        return undefined;
      }
      const known = sources.get(source.uri) ?? load(take);
      sources.set(source.uri, known);
      const read = await known;
      // Where its own words stand nowhere, those of another take may still tell where the file went.
      if (read === undefined) sources.delete(source.uri);
      const found = read?.find({ ...source, prompt: shot.prompt });
      return read && stalenessOf(shot, found, found ? settingsOf(found.shot) : {});
    },
    forget: () => {
      sources.clear();
      heirs = createHeirs();
    },
  };
}
