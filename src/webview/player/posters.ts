import { inspectVideo } from './inspect.ts';
import { plays } from './plays.ts';
import { frameOf } from './grab.ts';

/** As wide as a card on a dense screen, in pixels. */
const posterWidth = 320;
/** Where a take mostly shows what it is about: openings are often dark. Part of its length. */
const tellingMoment = 0.25;
/** A video as large as this is not read just for its picture. Bytes. */
const heaviest = 128e6;

/** A JPEG of a telling moment of a video of so many bytes; undefined where it cannot be had or would cost too much memory. */
export async function makePoster(uri: string, size: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // Told by the extension, since the answers of a webview's resources have no `Content-Length`.
  if (size > heaviest) {
    return undefined;
  }
  const reply = await fetch(uri);
  if (!reply.ok) {
    await reply.body?.cancel();
    return undefined;
  }
  const bytes = await reply.arrayBuffer();
  const inspected = inspectVideo(bytes, plays);
  if (inspected.kind !== 'video') {
    return undefined;
  }
  const { frames } = inspected;
  const url = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
  try {
    return await posterOf(await frameOf(url, frames, Math.floor((frames.starts.length - 1) * tellingMoment)));
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function posterOf(picture: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(posterWidth, Math.max(1, Math.round(posterWidth * picture.height / picture.width)));
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
  return new Uint8Array(await jpeg.arrayBuffer());
}

/**
 * Makes pictures one after another; what was asked for last comes first, as it is what a person looks at now. `stillWanted`
 * drops those that scrolled away. `version` names the video, where one of the same name may take its place.
 */
export function createPosterQueue(made: (file: string, jpeg: Uint8Array<ArrayBuffer>, version?: string) => void, stillWanted: (file: string) => boolean): (file: string, uri: string, size: number, version?: string) => void {
  const waiting = new Map<string, readonly [uri: string, size: number, version?: string]>();
  const failed = new Set<string>();
  const keyOf = (file: string, version = ''): string => `${file}\n${version}`;
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    for (let next = [...waiting].at(-1); next; next = [...waiting].at(-1)) {
      const [file, [uri, size, version]] = next;
      waiting.delete(file);
      const jpeg = stillWanted(file) ? await makePoster(uri, size).catch(() => undefined) : undefined;
      if (jpeg) {
        made(file, jpeg, version);
      } else if (stillWanted(file)) {
        failed.add(keyOf(file, version));
      }
    }
    running = false;
  };
  return (file, uri, size, version) => {
    if (!failed.has(keyOf(file, version))) {
      waiting.set(file, [uri, size, version]);
      if (!running) {
        void run();
      }
    }
  };
}
