import type { Frames } from '../player/frames.ts';
import { lastFrame } from '../player/frames.ts';
import type { Playable } from '../player/transport.ts';
import { createStage } from '../stage/stage.ts';
import type { Playlist, ReelShot } from './playlist.ts';
import { animaticRate, placeOf, playlistOf, sameShotIn } from './playlist.ts';
import type { VideoScreen } from './screens.ts';
import { createVideoScreen } from './screens.ts';

/** A film played through, shot after shot, each by its take or its animatic. */
export interface Reel extends Playable {
  readonly list: Playlist;
  /** The shot on screen, as an index of the list. */
  readonly shot: number;
  /** Why the take on screen is replaced by its animatic; undefined where it is not. */
  readonly trouble: string | undefined;
  /** All pictures that it shows, one above the other. */
  readonly elements: readonly HTMLElement[];
  /** The frame of that shot. */
  readonly within: number;
  /** Another list; what is on screen stays there where it is still in it. `restart`: from this frame of this shot instead. */
  setShots(shots: readonly ReelShot[], restart?: { readonly shot: number; readonly frame: number }): Promise<void>;
  /** Shows a shot's first frame and goes on playing when it did. */
  goTo(shot: number): Promise<void>;
  setLoop(loop: boolean): void;
  setRate(rate: number): void;
  /** A first frame that was asked for has come. */
  pictureCame(): void;
}

export interface ReelOptions {
  /** The frame on screen, playing or paused, or the list changed. */
  readonly changed: () => void;
  /** A decoded first frame; asks for it where it is not there yet. */
  readonly picture: (firstFrame: string) => ImageBitmap | undefined;
}

/**
 * Two video elements take turns: while one plays, the next take is loaded into the other and stands at its first picture, so that
 * a cut shows no gap. Never are more than two takes loaded, and of animatics only the one on screen is drawn.
 */
export function createReel({ changed, picture }: ReelOptions): Reel {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const knownFrames = new Map<string, Frames>();
  const broken = new Map<string, string>();
  let list = playlistOf([], () => undefined);
  let at = 0;
  /** The person wants it to play: true between two shots as well. */
  let wants = false;
  let loop = true;
  let rate = 1;
  let shows = 0;
  /** The frame that `show` brings, until it is there. */
  let coming: number | undefined;
  /** What is on screen: a take, or the animatic. */
  let front: VideoScreen | 'animatic' = 'animatic';

  const stage = createStage(canvas, { autoplay: false, pixels: 640 * 360, onTime: () => { if (front === 'animatic') changed(); }, onPlaying: (playing) => { if (!playing) animaticStopped(); } });
  stage.setLoop(false);
  const screens = [createVideoScreen(pictureChanged, ended, failed), createVideoScreen(pictureChanged, ended, failed)] as const;
  const elements = [canvas, ...screens.map(({ element }) => element)];

  function pictureChanged(screen: VideoScreen): void {
    if (front === screen) changed();
  }
  function ended(screen: VideoScreen): void {
    if (front === screen && wants) advance();
  }
  /** A take whose later frames are broken: its animatic goes on from where it got stuck. */
  function failed(screen: VideoScreen, why: string): void {
    if (screen.key === undefined) return;
    broken.set(screen.key, why);
    relist();
    if (front === screen && list.shots[at]?.video === screen.key) void show(at, screen.player?.frame ?? 0);
  }
  function animaticStopped(): void {
    if (front !== 'animatic' || !wants) return;
    if (isAtEnd()) advance();
    else wants = false;
    changed();
  }
  const isAtEnd = (): boolean => Math.round(stage.time * animaticRate) >= (list.counts[at] ?? 1) - 1;

  const videoOf = (shot: ReelShot | undefined): string | undefined => (shot?.video !== undefined && !broken.has(shot.video) ? shot.video : undefined);
  const relist = (shots = list.shots): void => { list = playlistOf(shots, (video) => (broken.has(video) ? 'unplayable' : knownFrames.get(video))); };
  const bring = (to: VideoScreen | 'animatic'): void => {
    const shown = to === 'animatic' ? canvas : to.element;
    for (const element of elements) element.classList.toggle('front', element === shown);
    if (front !== to) {
      if (front === 'animatic') {
        front = to;
        stage.pause();
      } else {
        const before = front;
        front = to;
        before.element.pause();
      }
    }
  };
  const nextOf = (index: number): number | undefined => (index + 1 < list.shots.length ? index + 1 : loop && list.shots.length > 0 ? 0 : undefined);

  /** Loads the take that comes next beside the one on screen. */
  const prepare = (): void => {
    const next = nextOf(at);
    const video = next === undefined ? undefined : videoOf(list.shots[next]);
    const free = screens.find((screen) => screen !== front);
    if (video === undefined || !free || screens.some(({ key }) => key === video)) return;
    free.load(video);
    const { ready } = free;
    void ready.then((why) => { settle(video, free, why); });
  };
  /** What is known of a take once it was loaded: its frames, or that it cannot be played. */
  const settle = (video: string, screen: VideoScreen, why: string | undefined): void => {
    if (why === '') return;
    if (why !== undefined) broken.set(video, why);
    else if (screen.key === video && screen.player) knownFrames.set(video, screen.player.frames);
    relist();
    changed();
  };
  const showAnimatic = (shot: ReelShot, frame: number): void => {
    const { prompt, seconds, firstFrame } = shot;
    const bitmap = firstFrame === undefined ? undefined : picture(firstFrame);
    bring('animatic');
    stage.setShot(prompt, { duration: seconds === 10 ? 10 : 6, ...(firstFrame !== undefined && { firstFrame }) }, bitmap);
    stage.seek(frame / animaticRate);
    canvas.style.setProperty('--aspect', String(canvas.width / canvas.height));
  };
  /** Shows a frame of a shot; plays on from there when it is wanted to. Settles when the picture is there or another one was asked for. */
  const show = async (index: number, frame: number): Promise<void> => {
    const mine = ++shows;
    const shot = list.shots[index];
    at = index;
    coming = frame;
    changed();
    if (!shot) return;
    const video = videoOf(shot);
    if (video !== undefined) {
      const screen = screens.find(({ key }) => key === video) ?? screens.find((one) => one !== front) ?? screens[0];
      screen.load(video);
      const { ready } = screen;
      const why = await ready;
      settle(video, screen, why);
      if (mine !== shows) return;
      if (why === undefined && screen.player) {
        const player = screen.player;
        player.setRate(rate);
        const wanted = Math.min(frame, lastFrame(player.frames));
        if (player.frame !== wanted || screen.element.ended) await player.seek(wanted);
        if (mine !== shows) return;
        coming = undefined;
        bring(screen);
        if (wants) void player.play();
        prepare();
        changed();
        return;
      }
    }
    coming = undefined;
    showAnimatic(shot, frame);
    if (wants) stage.play();
    prepare();
    changed();
  };
  const advance = (): void => {
    const next = nextOf(at);
    if (next === undefined) {
      wants = false;
      changed();
    } else {
      void show(next, 0);
    }
  };
  const frameNow = (): number => (list.offsets[at] ?? 0) + Math.min((list.counts[at] ?? 1) - 1, front === 'animatic' ? Math.round(stage.time * animaticRate) : front.player?.frame ?? 0);
  /** Where the person is going: quick presses add up. */
  let aim: number | undefined;
  const seek = async (frame: number): Promise<void> => {
    pause();
    aim = Math.max(0, Math.min(frame, lastFrame(list.frames)));
    const mine = aim;
    const { shot, frame: within } = placeOf(list, aim);
    await show(shot, within);
    if (aim === mine) aim = undefined;
  };
  const pause = (): void => {
    wants = false;
    if (front === 'animatic') stage.pause();
    else front.player?.pause();
    changed();
  };
  const play = async (): Promise<void> => {
    if (document.hidden) return;
    wants = true;
    const here = frameNow();
    if (here >= lastFrame(list.frames)) await show(0, 0);
    else if (front !== 'animatic' && front.player && front.key === videoOf(list.shots[at])) await front.player.play();
    else if (front === 'animatic' && videoOf(list.shots[at]) === undefined && !isAtEnd()) stage.play();
    else await show(at, placeOf(list, here).frame);
    changed();
  };
  document.addEventListener('visibilitychange', () => { if (document.hidden) pause(); });

  return {
    get list() { return list; },
    get frames() { return list.frames; },
    get frame() { return aim ?? frameNow(); },
    get shot() { return at; },
    get within() { return coming ?? frameNow() - (list.offsets[at] ?? 0); },
    get playing() { return wants; },
    get trouble() {
      const video = list.shots[at]?.video;
      return video === undefined ? undefined : broken.get(video);
    },
    elements,
    setShots: async (shots, restart) => {
      const before = list.shots[at];
      const local = frameNow() - (list.offsets[at] ?? 0);
      relist(shots);
      const inUse = new Set(shots.map(({ video }) => video));
      for (const screen of screens) if (screen.key !== undefined && screen !== front && !inUse.has(screen.key)) screen.empty();
      if (shots.length === 0) {
        pause();
        return;
      }
      if (restart !== undefined) {
        await show(Math.min(restart.shot, shots.length - 1), restart.frame);
        return;
      }
      const now = sameShotIn(shots, before, at);
      const shot = shots[now];
      const isSame = shot?.video === before?.video && (videoOf(shot) !== undefined || (shot?.prompt === before?.prompt && shot?.seconds === before?.seconds && shot?.firstFrame === before?.firstFrame));
      at = now;
      if (isSame) {
        prepare();
        changed();
      } else {
        await show(now, Math.min(local, (list.counts[now] ?? 1) - 1));
      }
    },
    goTo: (shot) => show(shot, 0),
    play,
    pause,
    seek,
    step: (by) => seek((aim ?? frameNow()) + by),
    setLoop: (next) => {
      loop = next;
      prepare();
    },
    setRate: (next) => {
      rate = next;
      stage.setRate(next);
      for (const { player } of screens) player?.setRate(next);
    },
    pictureCame: () => {
      const shot = list.shots[at];
      if (front === 'animatic' && shot?.firstFrame !== undefined) {
        const { time } = stage;
        const bitmap = picture(shot.firstFrame);
        stage.setShot(shot.prompt, { duration: shot.seconds === 10 ? 10 : 6, firstFrame: shot.firstFrame }, bitmap);
        stage.seek(time);
        canvas.style.setProperty('--aspect', String(canvas.width / canvas.height));
      }
    },
  };
}
