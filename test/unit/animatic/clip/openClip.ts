import { createFile, MP4BoxBuffer, type ISOFile, type Movie } from 'mp4box';

export interface OpenFilm { readonly file: ISOFile; readonly info: Movie; readonly boxes: readonly string[] }

/** An mp4 as somebody else's parser reads it. */
export async function openClip(bytes: Uint8Array): Promise<OpenFilm> {
  const file = createFile();
  const ready = Promise.withResolvers<Movie>();
  file.onReady = ready.resolve;
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(Uint8Array.from(bytes).buffer, 0));
  file.flush();
  return { file, info: await ready.promise, boxes: file.boxes.map(({ type }) => type) };
}
