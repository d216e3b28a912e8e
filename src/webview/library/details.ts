import type { TakeDetail } from '../../views/library/protocol.ts';

/**
 * What the page knows of a take once it was told anew. A picture that it made itself, or was given before, stays, so that nothing
 * flickers; unless the video is another one by now, as a film that was exported again under its name.
 */
export function detailNow(before: TakeDetail | undefined, told: TakeDetail): TakeDetail {
  const isSame = before?.poster !== undefined && before.version === told.version;
  return isSame ? { ...told, poster: before.poster } : told;
}

/** With a picture that this page made of the video that had this version; unchanged where the video is another one by now. */
export function pictured(before: TakeDetail | undefined, file: string, version: string | undefined, poster: string): TakeDetail | undefined {
  if (before !== undefined && before.version !== version) return before;
  return { stale: false, ...(version !== undefined && { version }), ...before, file, poster };
}
