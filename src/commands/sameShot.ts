import { isCutAddress } from '../shots/cutAddress.ts';
import type { ShotDocument } from '../shots/document.ts';
import type { FoundShot } from '../shots/find.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import { sourceOf } from '../shots/promptSource.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import type { Staleness } from '../shots/staleness.ts';
import type { Take } from '../takes/take.ts';
import type { ShotArguments } from './shotArguments.ts';

/** The argument of *Generate Video…*; a gateway that a document misspells is refused there, by name. */
export type ShotAgain = Omit<ShotArguments, 'gateway'> & { readonly gateway?: string };

/** Where a shot stands in its document now, as far as making it once more depends on it. */
export interface ShotPlace {
  readonly uri: string;
  readonly kind: ShotDocument['kind'];
  readonly found?: FoundShot;
  readonly written: WrittenSettings;
  readonly staleness: Staleness;
  readonly lineAt: (offset: number) => number;
}

/**
 * A shot to be made once more: as its document says it now where the text changed since, else as it was. A `.hailuo` file
 * then says the settings too; prose has no place for them, so those that made the shot stay. The gateway stays unless the
 * document names one.
 */
export function sameShot({ shot, source, gateway }: Pick<Take, 'shot' | 'source' | 'gateway'>, place: ShotPlace | undefined): ShotAgain {
  if (!place?.found || place.staleness !== 'changed') {
    return { ...shot.settings, ...wholeFrame(shot.settings.firstFrame, place), ...(gateway && { gateway }), prompt: shot.prompt, ...(source && { source: sourceNow(source, place) }) };
  }
  const { uri, kind, found, lineAt, written: { takes: _one, ...settings } } = place;
  return { ...(kind === 'prose' && shot.settings), ...(gateway && { gateway }), ...settings, prompt: found.shot.filled, source: sourceOf(uri, found.shot, lineAt) };
}

/** What a sidecar left out of an address, the document may still say. */
function wholeFrame(made: string | undefined, place: ShotPlace | undefined): { readonly firstFrame?: string } {
  const written = place?.written.firstFrame;
  return made !== undefined && isCutAddress(made) && written !== undefined && place?.staleness === 'current' ? { firstFrame: written } : {};
}

/** The same words may be written otherwise by now: with names for some of them, or without. Prose has no names. */
function sourceNow(source: PromptSource, place: ShotPlace | undefined): PromptSource {
  const found = place?.found;
  return place && found?.match === 'same' && found.kind === 'hailuo' ? sourceOf(place.uri, found.shot, place.lineAt) : source;
}
