import type { LoadOutcome } from '../player/load.ts';
import { loadVideo } from '../player/load.ts';
import type { Player } from '../player/player.ts';
import { createPlayer } from '../player/player.ts';
import { undecodable } from '../player/undecodable.ts';

/** A video element with one take in it, at its first picture when `ready` has settled. */
export interface VideoScreen {
  readonly element: HTMLVideoElement;
  /** The take's address; undefined while it is empty. */
  readonly key: string | undefined;
  readonly player: Player | undefined;
  /** Resolves to why the take cannot be played, or to undefined when it can; empty when another one took its place meanwhile. */
  readonly ready: Promise<string | undefined>;
  load(key: string): void;
  /** Lets the video go, so that nothing is decoded. */
  empty(): void;
}

/** `changed` is told of each new picture, `ended` when the take is over, `failed` when it cannot be decoded any further, and why. */
export function createVideoScreen(changed: (screen: VideoScreen) => void, ended: (screen: VideoScreen) => void, failed: (screen: VideoScreen, why: string) => void): VideoScreen {
  const element = document.createElement('video');
  element.muted = true;
  element.playsInline = true;
  element.preload = 'auto';
  element.tabIndex = -1;
  element.setAttribute('aria-hidden', 'true');
  let cancel: AbortController | undefined;
  let player: Player | undefined;
  let key: string | undefined;
  let ready: Promise<string | undefined> = Promise.resolve('');

  const empty = (): void => {
    cancel?.abort();
    cancel = undefined;
    player?.dispose();
    player = undefined;
    key = undefined;
    if (element.src !== '') {
      URL.revokeObjectURL(element.src);
      element.removeAttribute('src');
      element.load();
    }
  };
  const begin = async (uri: string, signal: AbortSignal): Promise<string | undefined> => {
    const isOver = (): boolean => signal.aborted;
    const outcome: LoadOutcome = await loadVideo(uri, signal);
    if (isOver()) {
      if (outcome.kind === 'loaded') URL.revokeObjectURL(outcome.url);
      return '';
    }
    if (outcome.kind === 'unplayable') return outcome.why;
    element.src = outcome.url;
    const mine = createPlayer(element, outcome.video.frames, () => { if (player === mine) changed(screen); });
    player = mine;
    await mine.seek(0);
    return isOver() ? '' : element.error ? undecodable() : undefined;
  };
  const screen: VideoScreen = {
    element,
    get key() { return key; },
    get player() { return player; },
    get ready() { return ready; },
    load: (uri) => {
      if (key === uri) return;
      empty();
      key = uri;
      cancel = new AbortController();
      ready = begin(uri, cancel.signal);
    },
    empty,
  };
  element.addEventListener('ended', () => { if (player) ended(screen); });
  element.addEventListener('error', () => {
    if (player) failed(screen, undecodable());
  });
  return screen;
}
