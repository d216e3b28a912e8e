import type { ShownShot } from './shownShot.ts';

/** What *Generate* is asked for: the shot of the document as it reads then, or the prompt by itself, at the gateway that the button names. */
export function orderOf({ shot, gateway, place }: ShownShot): object {
  if (!place) return { ...shot.settings, prompt: shot.prompt, gateway };
  return { prompt: place.written, source: sourceOf(place), reread: true };
}

function sourceOf({ uri, line, title }: NonNullable<ShownShot['place']>): object {
  return { uri: uri.toString(), line, ...(title !== undefined && { title }) };
}

/** What the composer is opened with. */
export function composed({ shot, place }: ShownShot): object {
  return place ? { source: sourceOf(place) } : { ...shot.settings, prompt: shot.prompt };
}
