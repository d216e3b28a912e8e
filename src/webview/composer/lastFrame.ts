import { endPictureOf, lastPictureOf } from '../player/grab.ts';
import { inspectVideo } from '../player/inspect.ts';
import { plays } from '../player/plays.ts';

/** The last frame of a video as a PNG; undefined when it cannot be played. Asks the same inspector as the preview, whatever the rate. */
export async function lastFrameOf(file: Blob): Promise<Blob | undefined> {
  const bytes = await file.arrayBuffer();
  const inspected = inspectVideo(bytes, plays);
  const url = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
  try {
    return new Blob([await (inspected.kind === 'video' ? lastPictureOf(url, inspected.frames) : endPictureOf(url))], { type: 'image/png' });
  } catch {
    // Not a video, or one that the editor's browser does not play: the caller says so.
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}
