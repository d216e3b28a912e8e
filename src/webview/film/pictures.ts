import { isRemote } from '../../animatic/render/words.ts';

/** First frames of a film's shots, decoded; those of the shots seen last. */
export interface Pictures {
  /** Undefined: a URL, one that cannot be read, or one that is not there yet, which is asked for once. */
  readonly find: (firstFrame: string) => ImageBitmap | undefined;
  came(firstFrame: string, bytes: Uint8Array<ArrayBuffer> | undefined): Promise<void>;
}

const most = 16;

export function createPictures(ask: (firstFrame: string) => void, arrived: () => void): Pictures {
  const known = new Map<string, ImageBitmap | undefined>();
  const asked = new Set<string>();
  return {
    find: (firstFrame) => {
      if (isRemote(firstFrame)) return undefined;
      if (!known.has(firstFrame) && !asked.has(firstFrame)) {
        asked.add(firstFrame);
        ask(firstFrame);
      }
      return known.get(firstFrame);
    },
    came: async (firstFrame, bytes) => {
      const bitmap = bytes && await createImageBitmap(new Blob([bytes])).catch(() => undefined);
      known.set(firstFrame, bitmap);
      asked.delete(firstFrame);
      for (const old of [...known.keys()].slice(0, Math.max(0, known.size - most))) {
        known.get(old)?.close();
        known.delete(old);
      }
      arrived();
    },
  };
}
