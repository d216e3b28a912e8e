import * as l10n from '@vscode/l10n';
import { firstFrameIn, firstFrameRefusals } from '../../shots/firstFrame.ts';
import type { FirstFrame } from '../../shots/firstFrame.ts';
import type { FirstFrameView, FrameWish } from '../../views/composer/protocol.ts';
import { heaviestImage, longestLine } from '../../views/composer/protocol.ts';
import type { Fit } from './fit.ts';
import { fitsFor } from './fit.ts';

/** The first frame on the table. */
export type FrameState =
  | { readonly kind: 'none' }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'problem'; readonly message: string }
  | {
      readonly kind: 'image'; readonly name: string; readonly bitmap: ImageBitmap; /** A link for an `img`. */ readonly link: string; readonly bytes: number;
      /** Why it is refused, one sentence each, and what would make it fit. */
      /** Whether it leaves without what a camera wrote into it, or turned. */
      readonly cleaned: boolean;
      /** Whether something shows through it. */
      readonly clear: boolean;
      readonly refusals: readonly string[]; readonly fits: readonly Fit[];
    };

export interface FrameDesk {
  readonly state: FrameState;
  /** Why what is on the table is not what the extension would send: it is refused here. One sentence. */
  readonly hindrance: string | undefined;
  /** Whether a first frame is hidden by one that is refused. */
  readonly hides: boolean;
  /** Sends a wish to the extension, or says why it can't be one. */
  ask(wish: FrameWish): void;
  /** Resolves once nothing is being read and no wish is without an answer; false when something of it could not be used, which was said. */
  settled(): Promise<boolean>;
  /** The extension answered the wish with this `id`. */
  granted(id: number, isDone: boolean): void;
  /** What the extension says the first frame is. */
  show(view: FirstFrameView): Promise<void>;
  /** Puts what the extension has back on the table. */
  back(): Promise<void>;
  /** A dropped or pasted image: goes to the extension when it fits, else stays here with offers. */
  take(blob: Blob, name: string): Promise<void>;
  /** A video whose last frame is meant. */
  takeVideo(blob: Blob): Promise<void>;
  /** Cuts the image on the table and hands it over. */
  fit(fit: Fit): Promise<void>;
  /** Judges anew, since another gateway takes less. */
  judge(): void;
}

/** Whether a picture lets something through anywhere, as far as can be seen in small. */
function isClear(bitmap: ImageBitmap): boolean {
  const side = 64;
  const context = new OffscreenCanvas(side, side).getContext('2d')!;
  context.drawImage(bitmap, 0, 0, side, side);
  return context.getImageData(0, 0, side, side).data.some((value, at) => at % 4 === 3 && value < 250);
}

/** `maxBytes`: the heaviest file that the chosen gateway takes. `send`: to the extension, which answers with the same `id`. `say`: one sentence for the person. */
export function createFrameDesk(maxBytes: () => number, send: (wish: FrameWish, id: number) => void, say: (message: string) => void, changed: () => void): FrameDesk {
  let state: FrameState = { kind: 'none' };
  let looked: FirstFrame | undefined;
  let asked = 0;
  let given: FirstFrameView = { kind: 'none' };
  /** What was put on the table here and not handed over, since it is refused. */
  let held: { readonly blob: Blob; readonly name: string } | 'unreadable' | undefined;
  const underWay = new Set<Promise<boolean>>();
  const during = async (work: Promise<boolean>): Promise<void> => {
    const known = work.catch(() => false);
    underWay.add(known);
    await work.finally(() => underWay.delete(known));
  };
  let wishes = 0;
  /** Those that were not answered yet. */
  const answers = new Map<number, (isDone: boolean) => void>();
  const ask = (wish: FrameWish): void => {
    const address = wish.kind === 'url' ? wish.url : wish.kind === 'file' ? wish.uri : '';
    if (address.length > longestLine) {
      say(l10n.t('The address of the image is {0} characters long; the limit is {1}. Use a shorter one, or choose a file.', address.length, longestLine));
      return;
    }
    const id = wishes++;
    // A dialog stays open as long as people like.
    if (wish.kind !== 'pick') {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      answers.set(id, resolve);
      void during(promise);
    }
    send(wish, id);
  };
  const become = (next: FrameState): void => {
    if (state.kind === 'image' && (next.kind !== 'image' || next.link !== state.link)) {
      URL.revokeObjectURL(state.link);
      state.bitmap.close();
    }
    state = next;
    changed();
  };
  const judged = (image: FirstFrame, bitmap: ImageBitmap): { readonly refusals: readonly string[]; readonly fits: readonly Fit[] } => ({
    refusals: firstFrameRefusals(image, maxBytes()).map(({ message }) => message), fits: fitsFor(image, bitmap, maxBytes()),
  });
  /** Undefined when something newer was put on the table meanwhile. */
  const look = async (blob: Blob, name: string): Promise<(FrameState & { kind: 'image' }) | { readonly kind: 'problem'; readonly message: string } | undefined> => {
    const mine = ++asked;
    const file = await blob.arrayBuffer().catch(() => undefined);
    const image = file && firstFrameIn(new Uint8Array(file));
    const bitmap = await createImageBitmap(blob).catch(() => undefined);
    if (mine !== asked) {
      bitmap?.close();
      return undefined;
    }
    const header = image?.header;
    // A whole image of the right type that cannot be shown has no words of its own.
    const [refusal] = image === undefined || (header && header.fault === undefined) || (!header && !image.foreign) ? [] : firstFrameRefusals(image, maxBytes());
    if (!bitmap || !image) return { kind: 'problem', message: refusal?.message ?? l10n.t('“{0}” can’t be shown. Choose a JPG, PNG or WebP image.', name) };
    looked = image;
    return { kind: 'image', name, bitmap, link: URL.createObjectURL(blob), bytes: blob.size, cleaned: header !== undefined && (header.personal || header.orientation !== 1), clear: header?.alpha === true && isClear(bitmap), ...judged(looked, bitmap) };
  };
  const handOver = async ({ blob, name }: { readonly blob: Blob; readonly name: string }): Promise<void> => {
    held = undefined;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    ask({ kind: 'image', name: name.slice(0, longestLine), bytes });
  };
  const take = async (blob: Blob, name: string): Promise<boolean> => {
    if (blob.size > heaviestImage) {
      asked++;
      held = 'unreadable';
      become({ kind: 'problem', message: l10n.t('“{0}” is {1} MB, too large to open here. Choose an image under 20 MB.', name, Math.round(blob.size / 1048576)) });
      return true;
    }
    const found = await look(blob, name);
    if (!found) return true;
    held = found.kind === 'image' ? { blob, name } : 'unreadable';
    become(found);
    if (found.kind === 'image' && found.refusals.length === 0) await handOver({ blob, name });
    return true;
  };
  const put = async (view: FirstFrameView): Promise<void> => {
    if (view.kind === 'image') {
      const found = await look(new Blob([view.bytes]), view.name);
      if (!found) return;
      held = undefined;
      become(found);
      return;
    }
    asked++;
    held = undefined;
    become(view.kind === 'unreadable' ? { kind: 'problem', message: view.message } : view);
  };
  const takeVideo = async (blob: Blob): Promise<boolean> => {
    const tooHeavy = blob.size > heaviestImage;
    const { lastFrameOf } = await import('./lastFrame.ts');
    const last = tooHeavy ? undefined : await lastFrameOf(blob);
    if (last) return take(last, l10n.t('Last frame.png'));
    say(tooHeavy ? l10n.t('The video is {0} MB, too large to open here. Open its preview and start the next shot from there.', Math.round(blob.size / 1048576)) : l10n.t('The video couldn’t be played, so its last frame isn’t available.'));
    return false;
  };
  return {
    get state() { return state; },
    get hindrance() {
      if (held === undefined) return undefined;
      return state.kind === 'problem' ? state.message : state.kind === 'image' ? state.refusals[0] : undefined;
    },
    get hides() { return held !== undefined && (given.kind === 'image' || given.kind === 'url'); },
    ask,
    settled: async () => {
      // What is read is handed over, and then answered.
      let isDone = true;
      while (underWay.size > 0) isDone = (await Promise.all(underWay)).every(Boolean) && isDone;
      return isDone;
    },
    granted: (id, isDone) => {
      answers.get(id)?.(isDone);
      answers.delete(id);
    },
    show: (view) => {
      given = view;
      return during(put(view).then(() => true));
    },
    back: () => during(put(given).then(() => true)),
    take: (blob, name) => during(take(blob, name)),
    takeVideo: (blob) => during(takeVideo(blob)),
    fit: async ({ crop, size, mime }) => {
      if (state.kind !== 'image') return;
      const { bitmap, name } = state;
      const canvas = new OffscreenCanvas(size.width, size.height);
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.drawImage(bitmap, crop.x, crop.y, crop.width, crop.height, 0, 0, size.width, size.height);
      const blob = await canvas.convertToBlob({ type: mime, quality: 0.92 });
      await during(take(blob, name.replace(/(\.\w+)?$/, mime === 'image/png' ? '.png' : '.jpg')));
    },
    judge: () => {
      if (state.kind !== 'image' || !looked) return;
      const now = judged(looked, state.bitmap);
      become({ ...state, ...now });
      if (now.refusals.length === 0 && held !== undefined && held !== 'unreadable') void during(handOver(held).then(() => true));
    },
  };
}
