import { locatePrompt } from '../host/promptPlace.ts';
import type { Take } from '../takes/take.ts';
import type { ShotAgain } from './sameShot.ts';
import { sameShot } from './sameShot.ts';

/** The shot of a take or task, to be made once more, after a look at its document; see `sameShot`. */
export async function shotAgain(made: Pick<Take, 'shot' | 'source' | 'gateway'>): Promise<ShotAgain> {
  const place = await locatePrompt(made);
  return sameShot(made, place && { ...place, uri: place.document.uri.toString(), lineAt: (offset) => place.document.positionAt(offset).line });
}
