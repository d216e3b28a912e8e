import { locatePrompt, sourcePlace } from '../host/promptPlace.ts';
import type { Take } from '../takes/take.ts';
import type { ShotAgain } from './sameShot.ts';
import { sameShot } from './sameShot.ts';

type Made = Pick<Take, 'shot' | 'source' | 'gateway' | 'foreign'> & { readonly file?: string };

/** The shot of a take or task, to be made once more, after a look at its document; see `sameShot`. */
export async function shotAgain(take: Made): Promise<ShotAgain> {
  const { source, ...unplaced } = take;
  // A place that its story may not name must not become that of a task of ours.
  const made = sourcePlace(take) ? { ...unplaced, ...(source && { source }) } : unplaced;
  const place = await locatePrompt(take);
  return sameShot(made, place && { ...place, uri: place.document.uri.toString(), lineAt: (offset) => place.document.positionAt(offset).line });
}
