import { locatePrompt } from '../host/promptPlace.ts';
import type { Take } from '../tasks/take.ts';
import type { ShotArguments } from './shotArguments.ts';

/** The argument of *Generate Video…*; a gateway that a document misspells is refused there, by name. */
export type ShotAgain = Omit<ShotArguments, 'gateway'> & { readonly gateway?: string };

/**
 * The shot of a take or task, to be made once more: as its document says it now where the text changed since, else as it
 * was. The gateway stays unless the document names one.
 */
export async function shotAgain({ shot, source, gateway }: Pick<Take, 'shot' | 'source' | 'gateway'>): Promise<ShotAgain> {
  const place = await locatePrompt({ shot, ...(source && { source }) });
  if (!place?.found || place.staleness !== 'changed') {
    return { ...shot.settings, ...(gateway && { gateway }), prompt: shot.prompt, ...(source && { source }) };
  }
  const { found, document, written: { takes: _one, ...settings } } = place;
  const line = document.positionAt(found.shot.pieces[0]?.start ?? found.shot.start).line;
  const title = found.shot.title?.text;
  return {
    ...(gateway && { gateway }), ...settings, prompt: found.shot.prompt,
    source: { uri: document.uri.toString(), line, ...(title && { title }) },
  };
}
